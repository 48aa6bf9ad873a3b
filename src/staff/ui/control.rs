//! What is pressed, chosen or given: buttons, lists to choose from, files.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement, HtmlSelectElement};
use yew::Event;
use yew::virtual_dom::ListenerKind;

use super::{Gesture, Look, Purpose};
use crate::page::{Focus, Picked};
use crate::staff::page::{Choice, Control, FileField, Pager, Select};
use crate::ui::piece::{Name, Piece, each, tag};
use crate::ui::prose;

/// A button.
pub(super) fn button(class: &'static str, control: &Control, look: Look) -> Piece {
    let button = tag("button").is(Name::Type, "button").part("button").class(class).text(&control.label);
    let button = button.on(ListenerKind::onclick, does(Gesture::Msg(control.msg.clone()), look));
    control.name.iter().fold(button, |button, name| button.has(Name::Label, name))
}

/// A button that looks like a link.
pub(super) fn quiet(control: &Control, look: Look) -> Piece {
    button("quiet", control, look)
}

/// On to the next step.
pub(super) fn go_on(control: &Control, look: Look) -> Piece {
    button("go-on", control, look)
}

/// What does something, whatever the event.
pub(super) fn does(gesture: Gesture, look: Look) -> Rc<dyn Fn(&Event)> {
    let send = look.send.clone();
    Rc::new(move |_| send.emit(gesture.clone()))
}

/// A list to choose from, with its label before it.
pub(super) fn labelled(it: &Select, look: Look) -> Piece {
    tag("div").class("choose").with(tag("label").has(Name::For, &it.id).text(&it.label)).with(list(
        it,
        Focus::Elsewhere,
        look,
    ))
}

/// A list to choose from, in a table that says what it is for: its label is only heard.
pub(super) fn named(it: &Select, focus: Focus, look: Look) -> Piece {
    list(it, focus, look).has(Name::Label, &it.label)
}

fn list(it: &Select, focus: Focus, look: Look) -> Piece {
    let msgs: Vec<_> = it.options.iter().map(|option| (option.key.clone(), option.msg.clone())).collect();
    let send = look.send.clone();
    let onchange = Rc::new(move |event: &Event| {
        let list = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let value = list.map(|list| list.value()).unwrap_or_default();
        if let Some(msg) = msgs.iter().find(|(key, _)| *key == value).and_then(|(_, msg)| msg.clone()) {
            send.emit(Gesture::Msg(msg));
        }
    });
    let option = |option: &Choice| {
        let piece = tag("option").has(Name::Value, &option.key).option(option.state).key(&option.key);
        let piece = if option.state == Picked::Yes { piece.class("picked") } else { piece };
        let piece = if option.msg.is_none() { piece.is(Name::Disabled, "disabled") } else { piece };
        piece.text(&option.label)
    };
    tag("select")
        .has(Name::Id, &it.id)
        .focus(focus)
        .on(ListenerKind::onchange, onchange)
        .with(each(&it.options, option))
}

/// To other lines.
pub(super) fn pager(pager: &Pager, look: Look) -> Piece {
    tag("nav")
        .has(Name::Label, &pager.label)
        .class("pager")
        .with(each(pager.back.as_slice(), |it| quiet(it, look)))
        .with(prose::line("hint", &pager.text))
        .with(each(pager.on.as_slice(), |it| quiet(it, look)))
}

/// A file to give. `accept` are the endings that are offered first.
pub(super) fn file(id: &'static str, accept: &'static str, purpose: Purpose, field: &FileField, look: Look) -> Piece {
    let hint = format!("{id}-hint");
    let send = look.send.clone();
    let onchange = Rc::new(move |event: &Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let file: Option<File> = input.files().and_then(|files| files.get(0));
        // The same file may be given again, once it has been corrected.
        input.set_value("");
        if let Some(file) = file {
            send.emit(Gesture::File(purpose, file));
        }
    });
    tag("div")
        .class("give")
        .with(tag("label").is(Name::For, id).text(&field.label))
        .with(
            tag("input")
                .is(Name::Type, "file")
                .is(Name::Id, id)
                .is(Name::Accept, accept)
                .has(Name::DescribedBy, &hint)
                .on(ListenerKind::onchange, onchange),
        )
        .with(tag("p").has(Name::Id, &hint).class("hint").text(&field.hint))
}
