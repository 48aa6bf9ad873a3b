//! What can be copied: a field that holds it, a button, and what became of it. Nothing is kept and nothing is sent.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDocument, HtmlElement, HtmlInputElement};
use yew::Event;
use yew::virtual_dom::ListenerKind;

use super::piece::{Name, Piece, each, tag};
use super::{Look, prose};
use crate::page::{CopyField, Report, Resume};
use crate::session::{Change, Copied, Msg, Original};

/// Draws the link that brings everything back.
pub(super) fn resume(resume: &Resume, look: Look) -> Piece {
    tag("section")
        .part("resume")
        .class("resume")
        .with(prose::heading(&resume.title, look.level))
        .with(prose::paragraph(Some(&resume.text)))
        .with(field(&resume.field, look))
}

/// Draws what somebody needs who finds the result wrong, behind a line that opens.
pub(super) fn report(report: &Report, look: Look) -> Piece {
    tag("details")
        .part("report")
        .class("report")
        .key("report")
        .with(tag("summary").text(&report.title))
        .with(prose::paragraph(Some(&report.text)))
        .with(each(&report.fields, |it| field(it, look)))
        .with(tag("p").class("file").with(tag("a").has(Name::Href, &report.mail.url).text(&report.mail.label)))
}

fn field(it: &CopyField, look: Look) -> Piece {
    let id = match it.original {
        Original::Page => "cpx-resume",
        Original::Link => "cpx-report-link",
        Original::Report => "cpx-report-line",
    };
    let (send, original) = (look.send.clone(), it.original);
    let onclick = Rc::new(move |event: &Event| send.emit(Msg::Worked(Change::Copied(original, copy(event)))));
    let button = tag("button")
        .is(Name::Type, "button")
        .part("button")
        .class("copy")
        .text(&it.button)
        .on(ListenerKind::onclick, onclick);
    let input = tag("input").value(&it.value).is(Name::Type, "text").is(Name::Id, id).is(Name::ReadOnly, "readonly");
    Piece::none()
        .with(tag("label").is(Name::For, id).text(&it.label))
        .with(tag("div").class("copies").with(input).with(button))
        .with(tag("p").is(Name::Role, "status").class("status").text(&it.status))
}

/// Marks what a field holds and copies it. The way is an old one, and the only one that works wherever the guide does: on
/// plain `http`, and in frames to which the page has not handed the clipboard. Where the browser refuses, it stays marked.
fn copy(event: &Event) -> Copied {
    let button = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let field = button
        .as_ref()
        .and_then(|button| button.closest(".copies").ok().flatten())
        .and_then(|place: Element| place.query_selector("input").ok().flatten())
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let (Some(button), Some(field)) = (button, field) else { return Copied::ByHand };
    // Neither can fail on what is on the screen, and the answer below would tell.
    let _focused = field.focus();
    field.select();
    let document = gloo::utils::document().unchecked_into::<HtmlDocument>();
    if document.exec_command("copy") != Ok(true) {
        return Copied::ByHand;
    }
    let _focused = button.focus();
    Copied::Yes
}
