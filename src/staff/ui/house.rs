//! The step that asks what holds for all rows: a group of radios a question, each answering at once, none of them needed.

use super::{Gesture, Look, control};
use crate::page::{Focus, Picked};
use crate::staff::page::{Choice, HouseQuestion, HouseStep};
use crate::ui::piece::{Name, Piece, each, tag};
use crate::ui::prose;
use yew::virtual_dom::ListenerKind;

/// Draws the step.
pub(super) fn view(step: &HouseStep, look: Look) -> Piece {
    Piece::none()
        .with(prose::paragraphs(&step.text))
        .with(each(&step.questions, |it| question(it, look)))
        .with(tag("p").is(Name::Role, "status").class("status so-far").text(&step.status))
        .with(control::go_on(&step.go_on, look))
}

fn question(question: &HouseQuestion, look: Look) -> Piece {
    let id = format!("cpx-staff-{}", question.key);
    let hint = format!("{id}-hint");
    let picked = question.choices.iter().position(|it| it.state == Picked::Yes).unwrap_or_default();
    let mut place = 0;
    let choices = each(&question.choices, |choice| {
        let focus = if place == picked { question.focus } else { Focus::Elsewhere };
        place += 1;
        self::choice(choice, &id, focus, look)
    });
    let many = if question.choices.len() > 8 { "choices many" } else { "choices" };
    let legend = tag("legend").with(prose::heading(&question.heading, look.level));
    let help = tag("div")
        .has(Name::Id, &hint)
        .with(prose::line("hint", &question.hint))
        .with(prose::line("waits", &question.waits));
    tag("fieldset")
        .class("house-question")
        .key(&question.key)
        .has(Name::DescribedBy, &hint)
        .with(legend)
        .with(help)
        .with(tag("div").is(Name::Class, many).with(choices))
        .with(each(question.take_back.as_slice(), |it| control::quiet(it, look)))
}

fn choice(choice: &Choice, group: &str, focus: Focus, look: Look) -> Piece {
    let id = format!("{group}-{}", choice.key);
    let hint = format!("{id}-hint");
    let mut radio =
        tag("input").value(&choice.key).is(Name::Type, "radio").has(Name::Id, &id).has(Name::Group, group).focus(focus);
    if let Some(msg) = &choice.msg {
        radio = radio.on(ListenerKind::onchange, control::does(Gesture::Msg(msg.clone()), look));
    }
    if choice.hint.is_some() {
        radio = radio.has(Name::DescribedBy, &hint);
    }
    let picked = choice.state == Picked::Yes;
    if let Some(radio) = radio.tag() {
        radio.set_checked(picked);
    }
    tag("div")
        .class(if picked { "choice picked" } else { "choice" })
        .key(&choice.key)
        .with(radio)
        .with(tag("label").has(Name::For, &id).text(&choice.label))
        .with(each(choice.hint.as_slice(), |it| tag("p").has(Name::Id, &hint).class("hint").text(it)))
}
