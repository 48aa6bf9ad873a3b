//! The visible half of the lists: a [`Page`] drawn with Yew from the pieces of the guide. Plain functions without state; no
//! sentence is composed here, no file read, nothing stored, no style written inline.
//!
//! What is to be read first carries `data-focus`; moving the focus there is left to the one who mounts the view, because it
//! must not happen when the page loads.

mod columns;
mod control;
mod house;
mod list;
mod orders;
pub mod styles;
mod table;
mod values;

use yew::{Callback, Html};

use super::page::{Open, Page, StepBlock, StepBody, Trouble, Work};
use super::session::Msg;
use crate::page::Focus;
use crate::ui::Level;
use crate::ui::piece::{Name, Piece, each, tag};
use crate::ui::prose;

/// What the person does on the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Gesture {
    /// Something that concerns the session alone.
    Msg(Msg),
    /// Gives a file.
    File(Purpose, web_sys::File),
    /// Gives a list as text.
    Text(String),
    /// Wants paper.
    Print,
}

/// What a file is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It is a list.
    List,
    /// It says what the columns and the values of lists say.
    Mapping,
}

/// Draws the page. Its steps are headed at `level`, their parts below that.
pub fn view(page: &Page, level: Level, send: &Callback<Gesture>) -> Html {
    let look = Look { level, send };
    tag("div")
        .part("staff")
        .has(Name::Lang, &page.lang)
        .class("guide staff")
        .with(tag("p").part("title").class("title").text(&page.title))
        .with(each(page.intro.as_slice(), |it| prose::line("intro", it)))
        .with(each(page.fault.as_slice(), trouble))
        .with(work(page.work.as_ref(), look))
        .with(tag("p").is(Name::Role, "status").class("told").text(&page.status))
        .with(tag("ol").is(Name::Role, "list").class("stages").with(each(&page.steps, |it| step(it, look))))
        .with(each(page.restart.as_slice(), |it| control::quiet(it, look)))
        .with(tag("div").part("footer").class("footer").with(prose::paragraphs(&page.disclaimer)))
        .html()
}

/// What every part of the drawing needs to know.
#[derive(Clone, Copy)]
struct Look<'a> {
    /// Where the headings of this part stand.
    level: Level,
    /// Takes what the person does.
    send: &'a Callback<Gesture>,
}

impl Look<'_> {
    /// The same, for what stands under a heading of this part.
    fn below(self) -> Self {
        Self { level: self.level.below(), ..self }
    }
}

/// A step: its number is drawn by the sheet.
fn step(step: &StepBlock, look: Look) -> Piece {
    let heading = headed(&step.title, look.level, step.focus);
    let stage = tag("li").key(step.key).has(Name::Id, &format!("cpx-staff-{}", step.key));
    match &step.body {
        StepBody::Later => stage.class("stage later").with(heading),
        StepBody::Folded { line, change } => stage
            .class("stage folded")
            .with(heading)
            .with(tag("div").class("fold").with(tag("p").text(line)).with(control::quiet(change, look))),
        StepBody::Open(open) => stage
            .class("stage open")
            .with(heading)
            .with(tag("div").has(Name::Class, &format!("stage-body of-{}", step.key)).with(opened(open, look.below()))),
    }
}

fn opened(open: &Open, look: Look) -> Piece {
    match open {
        Open::List(it) => list::view(it, look),
        Open::Columns(it) => columns::view(it, look),
        Open::Values(it) => values::view(it, look),
        Open::House(it) => house::view(it, look),
        Open::Orders(it) => orders::view(it, look),
    }
}

/// A heading, to be read first or not.
fn headed(text: &str, level: Level, focus: Focus) -> Piece {
    match focus {
        Focus::Here => prose::heading(text, level).is(Name::TabIndex, "-1").focus(focus),
        Focus::Elsewhere => prose::heading(text, level),
    }
}

/// What went wrong, announced at once.
fn trouble(trouble: &Trouble) -> Piece {
    tag("div")
        .part("error")
        .is(Name::Role, "alert")
        .is(Name::TabIndex, "-1")
        .focus(trouble.focus)
        .class("summary")
        .with(prose::line("strong", &trouble.title))
        .with(prose::paragraph(Some(&trouble.text)))
}

/// What is being done. Its place is always there, so that what comes to stand in it is announced; how far it is, is not:
/// it changes too often.
fn work(work: Option<&Work>, look: Look) -> Piece {
    let title = tag("p").is(Name::Role, "status").class("strong");
    let Some(work) = work else { return tag("div").class("work idle").with(title) };
    let mut bar = tag("progress").is(Name::Max, "100").has(Name::Label, &work.title);
    if let Some(percent) = work.percent {
        bar = bar.has(Name::Value, &percent.to_string());
    }
    tag("div")
        .part("work")
        .class("work")
        .with(title.text(&work.title))
        .with(tag("div").class("far").with(bar).with(prose::line("hint", &work.text)))
        .with(control::button("cancel", &work.cancel, look))
}
