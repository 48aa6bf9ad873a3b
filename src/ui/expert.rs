//! All questions on one page: native fields in the order of asking, and beside them what they come to. Whatever is
//! chosen answers at once; the focus stays where it is, and what changes elsewhere is announced politely.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::Event;
use yew::virtual_dom::ListenerKind;

use super::piece::{Name, Piece, each, tag};
use super::{Look, choices, notice, prose, result};
use crate::page::{ChoiceRow, ExpertPage, Field, Focus, Offer, Page, Picked, Search};
use crate::session::Msg;

/// Draws the page. The answers given stand in its fields; their list is there for paper alone.
pub(super) fn view(page: &Page, expert: &ExpertPage, look: Look) -> Piece {
    // One place takes the focus: the field to go on with, or else the heading.
    let moved = expert.fields.iter().any(|field| field.focus == Focus::Here);
    let heading = if moved { prose::screen_heading } else { prose::first_heading };
    let controls = tag("div")
        .class("controls")
        .with(each(page.restart.as_slice(), |it| prose::button("quiet restart", it, None, look)))
        .with(prose::button("quiet switch", &page.switch, None, look));
    let fields = tag("div")
        .part("fields")
        .class("fields")
        .with(heading(&expert.heading, look.level))
        .with(prose::line("hint", &expert.hint))
        .with(each(&expert.fields, |it| field(it, look)))
        .with(controls);
    let outcome = tag("div")
        .part("outcome")
        .is(Name::Role, "status")
        .class("outcome")
        .with(each(&page.notices, notice))
        .with(prose::line("strong", &expert.outcome));
    let live = tag("div")
        .class("live")
        .with(outcome)
        .with(each(expert.result.as_slice(), |it| result::beside(it, look.below())));
    // The key makes it a new page: fields of a question on the way would bring their state along.
    tag("div").class("columns expert").key("expert").with(fields).with(live)
}

fn field(field: &Field, look: Look) -> Piece {
    let id = format!("cpx-field-{}", field.key);
    let offer = match &field.offer {
        Offer::Row => radios(field, &id, look),
        Offer::List { empty, search } => Piece::none()
            .with(each(search.as_slice(), |it| narrows(field, it, &id, look)))
            .with(list(field, empty, search.as_ref(), &id, look)),
    };
    tag("fieldset").part("field").class("field").key(&field.key).with(tag("legend").text(&field.label)).with(offer)
}

/// The choices side by side. The arrows go through them, as in any group of radios.
fn radios(field: &Field, id: &str, look: Look) -> Piece {
    let picked = field.choices.iter().position(|choice| choice.state == Picked::Yes).unwrap_or_default();
    let mut place = 0;
    let row = |choice: &ChoiceRow| {
        let focus = if place == picked { field.focus } else { Focus::Elsewhere };
        place += 1;
        choices::row(id, id, choice, focus, look)
    };
    tag("div").class("few").with(each(&field.choices, row))
}

/// The choices as a list to open. What stands in it before one is chosen cannot be chosen.
fn list(field: &Field, empty: &str, search: Option<&Search>, id: &str, look: Look) -> Piece {
    let chosen = field.choices.iter().any(|choice| choice.state == Picked::Yes);
    let nothing = tag("option")
        .is(Name::Value, "")
        .is(Name::Disabled, "disabled")
        .option(if chosen { Picked::No } else { Picked::Yes })
        .key("")
        .text(empty);
    let option = |choice: &ChoiceRow| {
        tag("option").has(Name::Value, &choice.key).option(choice.state).key(&choice.key).text(&choice.label)
    };
    let msgs: Vec<_> = field.choices.iter().map(|choice| (choice.key.clone(), choice.msg.clone())).collect();
    let send = look.send.clone();
    let onchange = Rc::new(move |event: &Event| {
        let list = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let value = list.map(|list| list.value()).unwrap_or_default();
        if let Some((_, msg)) = msgs.iter().find(|(key, _)| *key == value) {
            send.emit(msg.clone());
        }
    });
    tag("select")
        .has(Name::Id, id)
        .has(Name::Label, &field.label)
        .focus(if search.is_none() { field.focus } else { Focus::Elsewhere })
        .on(ListenerKind::onchange, onchange)
        .with(nothing)
        .with(each(&field.choices, option))
}

/// The field that narrows the list. Enter in it takes the first choice that is left, and goes on.
fn narrows(field: &Field, search: &Search, id: &str, look: Look) -> Piece {
    let (send, question) = (look.send.clone(), field.question);
    let typed = Rc::new(move |typed| send.emit(Msg::Searched(question, typed)));
    let (send, take) = (look.send.clone(), search.take.clone());
    let entered = Rc::new(move |_: &Event| {
        if let Some(take) = &take {
            send.emit(take.clone());
        }
    });
    choices::search(&format!("{id}-search"), &search.filter, field.focus, typed, entered)
}
