//! The answers given, each with its way back, and the way back to the beginning.

use yew::{Html, html};

use super::{Look, prose};
use crate::page::{Control, Trail, TrailRow};

/// Draws the answers given.
pub(super) fn view(trail: &Trail, restart: Option<&Control>, look: Look) -> Html {
    html! {
        <div class="trail" part="trail">
            { prose::heading(&trail.title, look.level.below()) }
            <dl>{ for trail.rows.iter().map(|it| row(it, look)) }</dl>
            { for restart.into_iter().map(|it| prose::button("quiet restart", it, look)) }
        </div>
    }
}

/// One answer. The button is called aloud by its full name; the eye reads the question beside it.
fn row(row: &TrailRow, look: Look) -> Html {
    html! {
        <div key={row.key.clone()} class="row">
            <dt>{ &row.question }</dt>
            <dd>{ &row.choice }</dd>
            <dd class="change">
                <button
                    type="button"
                    class="quiet"
                    part="button"
                    aria-label={row.change_name.clone()}
                    onclick={prose::press(&row.change, look)}
                >
                    { &row.change.label }
                </button>
            </dd>
        </div>
    }
}
