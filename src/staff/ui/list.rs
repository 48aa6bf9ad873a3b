//! The step in which a list is given: chosen, dropped or pasted. Whatever is given is handed on at once; nothing of it is
//! kept in a field.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Element, HtmlTextAreaElement};
use yew::Event;
use yew::virtual_dom::ListenerKind;

use super::{Gesture, Look, Purpose, control, table};
use crate::staff::page::{ListStep, PasteField};
use crate::ui::piece::{Name, Piece, each, tag};
use crate::ui::prose;

/// The endings of lists.
const LISTS: &str = ".csv,.tsv,.txt,.xlsx";
/// The ending of mappings.
pub(super) const MAPPINGS: &str = ".json";

/// Draws the step.
pub(super) fn view(step: &ListStep, look: Look) -> Piece {
    let further = tag("div")
        .class("further")
        .with(control::file("cpx-staff-mapping", MAPPINGS, Purpose::Mapping, &step.mapping, look))
        .with(tag("p").with(control::quiet(&step.sample, look)));
    Piece::none()
        .with(prose::paragraphs(&step.text))
        .with(each(step.notice.as_slice(), table::notice))
        .with(zone(step, look))
        .with(paste(&step.paste, look))
        .with(further)
        .with(each(step.go_on.as_slice(), |it| control::go_on(it, look)))
}

/// Where a file is dropped, around the field that does the same by keyboard.
fn zone(step: &ListStep, look: Look) -> Piece {
    let over = Rc::new(|event: &Event| event.prevent_default());
    let send = look.send.clone();
    let dropped = Rc::new(move |event: &Event| {
        // A file that nobody takes is opened by the browser, in the place of this page.
        event.prevent_default();
        let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        let Some(data) = data else { return };
        if let Some(file) = data.files().and_then(|files| files.get(0)) {
            send.emit(Gesture::File(Purpose::List, file));
        } else if let Some(text) = data.get_data("text").ok().filter(|text| !text.is_empty()) {
            send.emit(Gesture::Text(text));
        }
    });
    tag("div")
        .part("drop")
        .class("drop")
        .on(ListenerKind::ondragenter, Rc::clone(&over) as Rc<dyn Fn(&Event)>)
        .on(ListenerKind::ondragover, over)
        .on(ListenerKind::ondrop, dropped)
        .with(control::file("cpx-staff-file", LISTS, Purpose::List, &step.file, look))
        .with(prose::line("hint", &step.drop))
}

/// What is pasted goes on at once; the button is for what is typed.
fn paste(field: &PasteField, look: Look) -> Piece {
    let (id, hint) = ("cpx-staff-paste", "cpx-staff-paste-hint");
    let send = look.send.clone();
    let pasted = Rc::new(move |event: &Event| {
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let text = data.and_then(|data| data.get_data("text").ok()).filter(|text| text.contains('\n'));
        if let Some(text) = text {
            // A list of any length would otherwise be laid out in the field first.
            event.prevent_default();
            send.emit(Gesture::Text(text));
        }
    });
    let send = look.send.clone();
    let typed = Rc::new(move |event: &Event| {
        let field = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|button| button.closest(".paste").ok().flatten())
            .and_then(|place| place.query_selector("textarea").ok().flatten())
            .and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(field) = field {
            send.emit(Gesture::Text(field.value()));
        }
    });
    let area = tag("textarea")
        .is(Name::Id, id)
        .is(Name::Rows, "4")
        .is(Name::SpellCheck, "false")
        .is(Name::AutoComplete, "off")
        .is(Name::DescribedBy, hint)
        .on(ListenerKind::onpaste, pasted);
    let button = tag("button").is(Name::Type, "button").class("copy").text(&field.button);
    tag("details")
        .class("paste")
        .key("paste")
        .with(tag("summary").text(&field.title))
        .with(tag("label").is(Name::For, id).text(&field.label))
        .with(tag("p").is(Name::Id, hint).class("hint").text(&field.hint))
        .with(area)
        .with(button.on(ListenerKind::onclick, typed))
}
