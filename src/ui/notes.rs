//! What stands beside the plan: points of vigilance, what changed since the sheet, the other cards.

use yew::{Html, html};

use super::{Look, prose};
use crate::page::{NoteRow, OtherCard, Source};

/// Draws notes, each with its date and with the one who says so.
pub(super) fn view(notes: &[NoteRow], look: Look) -> Html {
    html! { <ul class="rows" role="list">{ for notes.iter().map(|it| note(it, look)) }</ul> }
}

fn note(row: &NoteRow, look: Look) -> Html {
    let source = match &row.source {
        Source::Page(link) => prose::link(link, look),
        Source::Sheet(sections) => html! { { sections } },
    };
    html! {
        <li>
            { for row.date.iter().map(|date| html! { <p class="date">{ date }</p> }) }
            <p>{ &row.text }</p>
            { for row.links.iter().map(|link| html! { <p>{ prose::link(link, look) }</p> }) }
            <p class="source">{ source }{ for row.checked.iter().map(|checked| html! { <span>{ checked }</span> }) }</p>
        </li>
    }
}

/// Draws the other cards, each with the answers that would lead to it.
pub(super) fn other_cards(cards: &[OtherCard], _: Look) -> Html {
    let row = |card: &OtherCard| {
        html! {
            <li>
                <p>{ &card.text }</p>
                if !card.changes.is_empty() {
                    <ul>{ for card.changes.iter().map(|change| html! { <li>{ change }</li> }) }</ul>
                }
            </li>
        }
    };
    html! { <ul class="rows" role="list">{ for cards.iter().map(row) }</ul> }
}
