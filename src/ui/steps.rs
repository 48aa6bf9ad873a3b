//! The steps, in the order of doing, each with who acts, the ways of doing it and what it needs.

use yew::{Html, html};

use super::{Look, documents, prose};
use crate::page::{OptionRow, StepRow};

/// Draws the steps. The list is drawn without its own numbers, so its role is stated: some readers drop it then.
pub(super) fn view(steps: &[StepRow], look: Look) -> Html {
    html! { <ol role="list">{ for steps.iter().map(|it| step(it, look)) }</ol> }
}

fn step(step: &StepRow, look: Look) -> Html {
    let below = look.below();
    html! {
        <li key={step.key.clone()} id={format!("cpx-step-{}", step.key)} class="step" part="step">
            { prose::heading(&step.title, look.level) }
            if !step.facts.is_empty() {
                <ul class="facts" role="list">{ for step.facts.iter().map(|fact| html! { <li>{ fact }</li> }) }</ul>
            }
            { prose::paragraph(step.text.as_ref()) }
            { prose::part_if("options", step.options.as_ref(), below, options) }
            { prose::part_if("needs", step.documents.as_ref(), below, documents::names) }
            <p class="source">{ &step.sources }</p>
        </li>
    }
}

fn options(options: &[OptionRow], look: Look) -> Html {
    let row = |option: &OptionRow| {
        html! {
            <li>
                <p class="strong">{ &option.title }</p>
                { prose::paragraph(option.text.as_ref()) }
                if !option.documents.is_empty() { { documents::names(&option.documents, look) } }
            </li>
        }
    };
    html! { <ul role="list">{ for options.iter().map(row) }</ul> }
}
