//! One question, alone on the screen: a form whose legend is the heading, native radios, one button to go on.
//! Nothing is sent on before that button: picking a choice never changes the screen by itself.

use yew::{Callback, Html, SubmitEvent, html};

use super::{Look, choices, focus, prose};
use crate::page::{ErrorText, QuestionPage};

/// Draws a question.
pub(super) fn view(page: &QuestionPage, look: Look) -> Html {
    let id = |part: &str| format!("cpx-question-{}-{part}", page.key);
    let described = [page.hint.as_ref().map(|_| id("hint")), page.error.as_ref().map(|_| id("error"))];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (send, msg) = (look.send.clone(), page.go_on.msg.clone());
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        send.emit(msg.clone());
    };
    // `radiogroup`, since a mere group of fields cannot be called invalid. The key makes each question a new form:
    // a reused radio or an open explanation would bring its state along.
    html! {
        <form key={page.key.clone()} class="question" part="question" novalidate=true {onsubmit}>
            { for page.error.iter().map(summary) }
            <fieldset
                role="radiogroup"
                aria-describedby={(!described.is_empty()).then_some(described)}
                aria-invalid={page.error.as_ref().map(|_| "true")}
            >
                <legend>{ question_heading(page, look) }</legend>
                { for page.hint.iter().map(|hint| html! { <p class="hint" id={id("hint")}>{ hint }</p> }) }
                { for page.terms.iter().map(|terms| prose::terms(terms, "terms")) }
                { for page.error.iter().map(|error| html! { <p class="error" id={id("error")}>{ &error.text }</p> }) }
                { for page.filter.iter().map(|filter| choices::filter(&page.key, filter, look)) }
                { choices::view(page, look) }
            </fieldset>
            <button type="submit" class="go-on" part="button go-on">{ &page.go_on.label }</button>
        </form>
    }
}

/// The question; what is wrong with the answer comes before it when there is something wrong.
fn question_heading(page: &QuestionPage, look: Look) -> Html {
    match page.error {
        None => prose::first_heading(&page.heading, look.level),
        Some(_) => prose::screen_heading(&page.heading, look.level),
    }
}

/// What is wrong, announced at once, with the way to mend it.
fn summary(error: &ErrorText) -> Html {
    let onclick = Callback::from(|event: yew::MouseEvent| focus::choices(&event));
    html! {
        <div class="summary" part="error" role="alert" tabindex="-1" data-focus="">
            <p class="strong">{ &error.title }</p>
            <button type="button" class="quiet" {onclick}>{ &error.text }</button>
        </div>
    }
}
