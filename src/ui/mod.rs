//! The visible half: a [`Page`] drawn with Yew, each control sending the message that it carries. Plain functions,
//! no state of their own; no sentence is composed here, no rule known, nothing stored, no style written inline.
//!
//! Element ids are the keys of the page behind a fixed prefix: they are unique within one shadow root, and need not
//! be in a document that holds two guides. What should be read first on a new screen carries `data-focus`; moving the
//! focus there is left to the one who mounts the view, because it must not happen when the host page loads.

mod choices;
mod copies;
mod dispatches;
mod documents;
mod expert;
mod focus;
mod house;
mod level;
mod notes;
pub(crate) mod piece;
pub(crate) mod prose;
mod question;
mod result;
mod steps;
#[cfg(feature = "host")]
pub mod still;
pub mod styles;
mod trail;
mod work;

use yew::{Callback, Html};

pub use level::Level;

use crate::page::{Body, Notice, Page};
use crate::session::Msg;
use piece::{Name, Piece, each, tag};

/// Draws the page. The question or the result is headed at `level`, its parts below that.
pub fn view(page: &Page, level: Level, send: &Callback<Msg>) -> Html {
    let look = Look { level, new_window: &page.new_window, send };
    let columns = match &page.body {
        Body::Question(question) => screen(page, question::view(question, look), look),
        Body::Result(result) => screen(page, result::view(result, look), look),
        Body::Expert(expert) => expert::view(page, expert, look),
    };
    let columns = columns.with(each(page.trail.as_slice(), |it| trail::view(it, page.restart.as_ref(), look)));
    tag("div")
        .part("guide")
        .has(Name::Lang, &page.lang)
        .class("guide")
        .with(tag("p").part("title").class("title").text(&page.title))
        .with(each(page.house.as_slice(), |it| house::head(it, look)))
        .with(columns)
        .with(each(page.skipped.as_slice(), house::skipped))
        .with(tag("div").part("footer").class("footer").with(prose::paragraphs(&page.disclaimer)))
        .html()
}

/// What every part of the drawing needs to know.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
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

/// One question, or the result, in the midst of what belongs to every screen.
fn screen(page: &Page, body: Piece, look: Look) -> Piece {
    let main = tag("div")
        .class("main")
        .with(each(page.back.as_slice(), |back| prose::button("quiet back", back, None, look)))
        // There before it says something: what comes with its words in it may go unheard.
        .with(tag("div").is(Name::Role, "status").with(each(&page.notices, notice)))
        .with(each(page.intro.as_slice(), |intro| prose::line("intro", intro)))
        .with(body)
        .with(prose::button("quiet switch", &page.switch, None, look));
    tag("div").class("columns").with(main)
}

/// What happened to earlier answers: announced politely, since nobody asked for it. It is no part of the screen, and
/// stands before its heading: so it has none.
fn notice(notice: &Notice) -> Piece {
    tag("div")
        .part("notice")
        .class("notice")
        .with(prose::line("strong", &notice.title))
        .with(prose::list(&notice.lines))
}
