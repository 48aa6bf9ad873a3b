//! The visible half: a [`Page`] drawn with Yew, each control sending the message that it carries. Plain functions,
//! no state of their own; no sentence is composed here, no rule known, nothing stored, no style written inline.
//!
//! Element ids are the keys of the page behind a fixed prefix: they are unique within one shadow root, and need not
//! be in a document that holds two guides. What should be read first on a new screen carries `data-focus`; moving the
//! focus there is left to the one who mounts the view, because it must not happen when the host page loads.

mod choices;
mod documents;
mod focus;
mod level;
mod notes;
mod prose;
mod question;
mod result;
mod steps;
#[cfg(feature = "host")]
pub mod still;
pub mod styles;
mod trail;

use yew::{Callback, Html, html};

pub use level::Level;

use crate::page::{Body, Notice, Page};
use crate::session::Msg;

/// Draws the page. The question or the result is headed at `level`, its parts below that.
pub fn view(page: &Page, level: Level, send: &Callback<Msg>) -> Html {
    let look = Look { level, new_window: &page.new_window, send };
    html! {
        <div class="guide" part="guide" lang={page.lang.clone()}>
            <p class="title" part="title">{ &page.title }</p>
            <div class="columns">
                <div class="main">
                    { for page.back.iter().map(|back| prose::button("quiet back", back, look)) }
                    { for page.notices.iter().map(|it| notice(it, look)) }
                    { for page.intro.iter().map(|intro| html! { <p class="intro">{ intro }</p> }) }
                    { body(page, look) }
                </div>
                { for page.trail.iter().map(|it| trail::view(it, page.restart.as_ref(), look)) }
            </div>
            <div class="footer" part="footer">{ prose::paragraphs(&page.disclaimer) }</div>
        </div>
    }
}

/// What every part of the drawing needs to know.
#[derive(Clone, Copy)]
struct Look<'a> {
    /// Where the headings of this part stand.
    level: Level,
    /// Said aloud after each link.
    new_window: &'a str,
    /// Takes the messages.
    send: &'a Callback<Msg>,
}

impl Look<'_> {
    /// The same, for what stands under a heading of this part.
    fn below(self) -> Self {
        Self { level: self.level.below(), ..self }
    }
}

fn body(page: &Page, look: Look) -> Html {
    match &page.body {
        Body::Question(question) => question::view(question, look),
        Body::Result(result) => result::view(result, look),
    }
}

/// What happened to earlier answers: announced politely, since nobody asked for it.
fn notice(notice: &Notice, look: Look) -> Html {
    html! {
        <div class="notice" part="notice" role="status">
            { prose::heading(&notice.title, look.level.below()) }
            { prose::list(&notice.lines) }
        </div>
    }
}
