//! The small pieces that the views share: headings, paragraphs, lists, buttons, links out, parts under a heading.

use std::rc::Rc;

use yew::Event;
use yew::virtual_dom::ListenerKind;

use super::piece::{Name, Piece, each, tag};
use super::{Level, Look};
use crate::page::{Control, Section, Terms};
use crate::session::Msg;

/// A heading at `level`.
pub(crate) fn heading(text: &str, level: Level) -> Piece {
    headed(text, level)
}

/// The heading of the screen.
pub(crate) fn screen_heading(text: &str, level: Level) -> Piece {
    headed(text, level).class("heading")
}

/// The heading of the screen, to be read first when the screen is new: what may take the focus is what should be.
pub(crate) fn first_heading(text: &str, level: Level) -> Piece {
    headed(text, level).is(Name::TabIndex, "-1").is(Name::Focus, "").class("heading")
}

fn headed(text: &str, level: Level) -> Piece {
    tag(level.name()).text(text)
}

/// One paragraph a line.
pub(crate) fn paragraphs(lines: &[String]) -> Piece {
    each(lines, |line| paragraph(Some(line)))
}

/// A paragraph, where there is something to say.
pub(crate) fn paragraph(text: Option<&String>) -> Piece {
    text.map_or_else(Piece::none, |text| tag("p").text(text))
}

/// A paragraph of a kind of its own.
pub(crate) fn line(class: &'static str, text: &str) -> Piece {
    tag("p").class(class).text(text)
}

/// A plain list; a single line is a paragraph.
pub(crate) fn list(lines: &[String]) -> Piece {
    match lines {
        [] | [_] => paragraphs(lines),
        _ => items(None, lines),
    }
}

/// A list of lines, unless there are none. One with a class is drawn without marks, so its role is stated.
pub(crate) fn items(class: Option<&'static str>, lines: &[String]) -> Piece {
    if lines.is_empty() {
        return Piece::none();
    }
    let list = tag("ul");
    let list = class.into_iter().fold(list, |list, class| list.is(Name::Role, "list").class(class));
    list.with(each(lines, |line| tag("li").text(line)))
}

/// A line drawing: it says nothing that the words beside it do not say, so it is not read out.
pub(crate) fn drawing(path: &str) -> Piece {
    tag("svg")
        .is(Name::ViewBox, "0 0 24 24")
        .is(Name::Hidden, "true")
        .is(Name::Focusable, "false")
        .with(tag("path").has(Name::Path, path))
}

/// A list of rows, drawn without marks.
pub(crate) fn rows(rows: Piece) -> Piece {
    tag("ul").is(Name::Role, "list").class("rows").with(rows)
}

/// A button that sends its message and nothing else. `aloud` is what it is called where its label needs its
/// surroundings to be understood.
pub(crate) fn button(class: &'static str, control: &Control, aloud: Option<&String>, look: Look) -> Piece {
    let button = tag("button").is(Name::Type, "button").part("button").class(class).text(&control.label);
    let button = button.on(ListenerKind::onclick, sends(&control.msg, look));
    aloud.into_iter().fold(button, |button, aloud| button.has(Name::Label, aloud))
}

/// What sends a message, whatever the event.
pub(crate) fn sends(msg: &Msg, look: Look) -> Rc<dyn Fn(&Event)> {
    let (send, msg) = (look.send.clone(), msg.clone());
    Rc::new(move |_| send.emit(msg.clone()))
}

/// A link out of the guide. It opens elsewhere, so that the answers stay on the screen, and says so.
pub(crate) fn link(label: &str, url: &str, look: Look) -> Piece {
    tag("a")
        .has(Name::Href, url)
        .is(Name::Target, "_blank")
        .is(Name::Rel, "noopener noreferrer")
        .text(label)
        .with(tag("span").class("unseen").text(&format!(" ({})", look.new_window)))
}

/// Words explained, behind a heading that opens. Folded again with each new screen, for `key` is new then.
pub(crate) fn terms(terms: &Terms, key: &str) -> Piece {
    let row =
        |(word, meaning): &(String, String)| Piece::none().with(tag("dt").text(word)).with(tag("dd").text(meaning));
    tag("details")
        .part("terms")
        .class("terms")
        .key(key)
        .with(tag("summary").text(&terms.title))
        .with(tag("dl").with(each(&terms.rows, row)))
}

/// A part under its own heading, unless there is nothing in it. `rows` draws what it lists.
pub(crate) fn part<T>(
    name: &'static str,
    section: &Section<T>,
    look: Look,
    rows: impl FnOnce(&[T], Look) -> Piece,
) -> Piece {
    if section.rows.is_empty() && section.text.is_none() {
        return Piece::none();
    }
    let listed = match section.rows.as_slice() {
        [] => Piece::none(),
        listed => rows(listed, look.below()),
    };
    tag("section")
        .part(name)
        .class(name)
        .with(heading(&section.title, look.level))
        .with(paragraph(section.text.as_ref()))
        .with(listed)
}

/// A part that may be missing.
pub(crate) fn part_if<T>(
    name: &'static str,
    section: Option<&Section<T>>,
    look: Look,
    rows: impl FnOnce(&[T], Look) -> Piece,
) -> Piece {
    section.map_or_else(Piece::none, |it| part(name, it, look, rows))
}
