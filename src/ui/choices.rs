//! The choices of a question, and the field that narrows them where there are many.

use yew::{Callback, Html, InputEvent, KeyboardEvent, TargetCast, classes, html};

use super::{Look, focus};
use crate::page::{ChoiceRow, Filter, Picked, QuestionPage};
use crate::session::Msg;

/// Draws the choices: native radios, each row wholly a target for finger and mouse.
pub(super) fn view(page: &QuestionPage, look: Look) -> Html {
    let many = page.filter.as_ref().map(|_| "many");
    html! {
        <div class={classes!("choices", many)}>
            { for page.choices.iter().map(|choice| row(&page.key, choice, look)) }
        </div>
    }
}

fn row(question: &str, choice: &ChoiceRow, look: Look) -> Html {
    let id = format!("cpx-choice-{}", choice.key);
    let hint_id = format!("{id}-hint");
    let checked = choice.state == Picked::Yes;
    let msg = choice.msg.clone();
    let onchange = look.send.reform(move |_| msg.clone());
    html! {
        <div key={choice.key.clone()} class={classes!("choice", checked.then_some("picked"))} part="choice">
            <input
                type="radio"
                id={id.clone()}
                name={format!("cpx-question-{question}")}
                value={choice.key.clone()}
                {checked}
                {onchange}
                aria-describedby={choice.hint.as_ref().map(|_| hint_id.clone())}
            />
            <label for={id}>{ &choice.label }</label>
            { for choice.hint.iter().map(|hint| html! { <p class="hint" id={hint_id.clone()}>{ hint }</p> }) }
        </div>
    }
}

/// Draws the field. Enter in it leads to the choices that are left: going on from a field that is no answer would
/// end in an error message.
pub(super) fn filter(question: &str, filter: &Filter, look: Look) -> Html {
    let id = format!("cpx-question-{question}-filter");
    let hint_id = format!("{id}-hint");
    let send = look.send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
            send.emit(Msg::Filtered(field.value()));
        }
    });
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        // While letters are being composed, Enter belongs to the keyboard.
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            focus::choices(&event);
        }
    });
    html! {
        <div class="filter" part="filter">
            <label for={id.clone()}>{ &filter.label }</label>
            <p class="hint" id={hint_id.clone()}>{ &filter.hint }</p>
            <input
                type="search"
                {id}
                value={filter.value.clone()}
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby={hint_id}
                {oninput}
                {onkeydown}
            />
            <p class="status" role="status">{ &filter.status }</p>
        </div>
    }
}
