//! The least that Yew can show: one button. The time that the guide takes to its first question is told beside the time
//! that this takes to its button, so that what is ours is told apart from what is Yew's.

use yew::{Html, Renderer, component, html};

#[component]
fn Bare() -> Html {
    html! { <button>{ "Continuer" }</button> }
}

fn main() {
    Renderer::<Bare>::new().render();
}
