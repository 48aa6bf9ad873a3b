//! The choices of a question, and the field that narrows them where there are many.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::virtual_dom::ListenerKind;
use yew::{Event, KeyboardEvent};

use super::piece::{Name, Piece, each, tag};
use super::{Look, focus, prose};
use crate::page::{ChoiceRow, Filter, Focus, Picked, QuestionPage};
use crate::session::Msg;

/// Draws the choices: native radios, each row wholly a target for finger and mouse.
pub(super) fn view(page: &QuestionPage, look: Look) -> Piece {
    let class = if page.filter.is_some() { "choices many" } else { "choices" };
    let group = format!("cpx-question-{}", page.key);
    tag("div")
        .class(class)
        .with(each(&page.choices, |choice| row("cpx-choice", &group, choice, Focus::Elsewhere, look)))
}

/// Draws a choice of a group. Its id begins with `ids`.
pub(super) fn row(ids: &str, group: &str, choice: &ChoiceRow, focus: Focus, look: Look) -> Piece {
    let id = format!("{ids}-{}", choice.key);
    let hint_id = format!("{id}-hint");
    let checked = choice.state == Picked::Yes;
    let mut radio = tag("input")
        .value(&choice.key)
        .is(Name::Type, "radio")
        .has(Name::Id, &id)
        .has(Name::Group, group)
        .focus(focus)
        .on(ListenerKind::onchange, prose::sends(&choice.msg, look));
    if choice.hint.is_some() {
        radio = radio.has(Name::DescribedBy, &hint_id);
    }
    if let Some(radio) = radio.tag() {
        radio.set_checked(checked);
    }
    tag("div")
        .part("choice")
        .class(if checked { "choice picked" } else { "choice" })
        .key(&choice.key)
        .with(radio)
        .with(tag("label").has(Name::For, &id).text(&choice.label))
        .with(each(choice.hint.as_slice(), |hint| tag("p").has(Name::Id, &hint_id).class("hint").text(hint)))
}

/// Draws the field. Enter in it leads to the choices that are left: going on from a field that is no answer would
/// end in an error message.
pub(super) fn filter(question: &str, filter: &Filter, look: Look) -> Piece {
    let send = look.send.clone();
    let id = format!("cpx-question-{question}-filter");
    let typed = Rc::new(move |typed| send.emit(Msg::Filtered(typed)));
    search(&id, filter, Focus::Elsewhere, typed, Rc::new(focus::choices))
}

/// Draws a field that narrows what stands below it. `typed` takes each text, `entered` is what Enter does.
pub(super) fn search(
    id: &str,
    filter: &Filter,
    focus: Focus,
    typed: Rc<dyn Fn(String)>,
    entered: Rc<dyn Fn(&Event)>,
) -> Piece {
    let hint_id = format!("{id}-hint");
    let oninput = Rc::new(move |event: &Event| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field {
            typed(field.value());
        }
    });
    let onkeydown = Rc::new(move |event: &Event| {
        // While letters are being composed, Enter belongs to the keyboard.
        let enter = |event: &KeyboardEvent| event.key() == "Enter" && !event.is_composing();
        if event.dyn_ref().is_some_and(enter) {
            event.prevent_default();
            entered(event);
        }
    });
    let input = tag("input")
        .value(&filter.value)
        .is(Name::Type, "search")
        .has(Name::Id, id)
        .is(Name::AutoComplete, "off")
        .is(Name::AutoCapitalize, "none")
        .is(Name::SpellCheck, "false")
        .has(Name::DescribedBy, &hint_id)
        .focus(focus)
        .on(ListenerKind::oninput, oninput)
        .on(ListenerKind::onkeydown, onkeydown);
    tag("div")
        .part("filter")
        .class("filter")
        .with(tag("label").has(Name::For, id).text(&filter.label))
        .with(tag("p").has(Name::Id, &hint_id).class("hint").text(&filter.hint))
        .with(input)
        .with(tag("p").is(Name::Role, "status").class("status").text(&filter.status))
}
