//! The result: what was decided first, then whom to turn to, what to do and with what, then why. The order is that
//! of use: a reader may stop anywhere and has read what mattered most.

use yew::{Html, classes, html};

use super::{Look, documents, notes, prose, steps};
use crate::page::{CardBlock, OrganismRow, ResultPage};

/// Draws the result.
pub(super) fn view(page: &ResultPage, look: Look) -> Html {
    around(page, prose::part("because", &page.because, look.below(), |rows, _| prose::list(rows)), look)
}

/// Draws the result around its reasons: they alone depend on how it was reached.
pub(super) fn around(page: &ResultPage, because: Html, look: Look) -> Html {
    let below = look.below();
    html! {
        <div key="result" class={classes!("result", format!("verdict-{}", page.verdict_key))} part="result">
            <p class="verdict" part="verdict">{ &page.verdict }</p>
            { prose::first_heading(&page.heading, look.level) }
            { prose::paragraph(page.text.as_ref()) }
            { for page.card.iter().map(|it| card(it, below)) }
            { prose::part_if("organisms", page.organisms.as_ref(), below, organisms) }
            { prose::part("steps", &page.steps, below, steps::view) }
            { prose::part("documents", &page.documents, below, documents::view) }
            { prose::part_if("delay", page.delay.as_ref(), below, |rows, _| prose::list(rows)) }
            { prose::part_if("note vigilance", page.vigilance.as_ref(), below, notes::view) }
            { prose::part_if("note since", page.since.as_ref(), below, notes::view) }
            { because }
            { prose::part("not-because", &page.not_because, below, notes::other_cards) }
            { prose::part("sources", &page.sources, below, |rows, _| prose::list(rows)) }
            { for page.glossary.iter().map(|terms| prose::terms(terms, "glossary")) }
        </div>
    }
}

/// The card to order. The drawing beside the words is bare on purpose: it must not pass for the card itself.
fn card(card: &CardBlock, look: Look) -> Html {
    html! {
        <section class={classes!("card", format!("card-{}", card.key))} part="card">
            <div class="drawing" part="drawing" aria-hidden="true">{ &card.name }</div>
            <div>
                { prose::heading(&card.heading, look.level) }
                <p class="strong">{ &card.title }</p>
                <p>{ &card.text }</p>
                <p class="insi">{ &card.insi }</p>
            </div>
        </section>
    }
}

/// Whom to turn to. The order counts, but not as a number: some of them are alternatives.
fn organisms(rows: &[OrganismRow], look: Look) -> Html {
    let row = |row: &OrganismRow| {
        html! {
            <li>
                <p class="strong">{ &row.name }</p>
                <p>{ &row.text }</p>
                { for row.link.iter().map(|it| html! { <p>{ prose::link(it, look) }</p> }) }
            </li>
        }
    };
    html! { <ul class="rows" role="list">{ for rows.iter().map(row) }</ul> }
}
