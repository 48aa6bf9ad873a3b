//! The documents: in full once in their own part, by name wherever a step needs them.

use yew::{Html, html};

use super::{Look, prose};
use crate::page::{DocumentName, DocumentRow, Link};

/// Draws the documents of the plan: the title is the link where an address is known.
pub(super) fn view(rows: &[DocumentRow], look: Look) -> Html {
    html! { <ul class="rows" role="list">{ for rows.iter().map(|it| document(it, look)) }</ul> }
}

fn document(row: &DocumentRow, look: Look) -> Html {
    let title = match &row.link {
        Some(link) => named(&row.title, &link.url, look),
        None => html! { { &row.title } },
    };
    let beside = row.guides.iter().chain(&row.found_at);
    html! {
        <li key={row.key.clone()} id={format!("cpx-document-{}", row.key)} part="document">
            <p class="kind" part="kind">{ &row.kind }</p>
            <p class="strong">{ title }</p>
            { prose::paragraph(row.text.as_ref()) }
            { for beside.map(|link| html! { <p>{ prose::link(link, look) }</p> }) }
        </li>
    }
}

/// Draws the names of documents that a step or an option needs.
pub(super) fn names(rows: &[DocumentName], look: Look) -> Html {
    let name = |row: &DocumentName| match &row.url {
        Some(url) => html! { <li>{ named(&row.title, url, look) }</li> },
        None => html! { <li>{ &row.title }</li> },
    };
    html! { <ul>{ for rows.iter().map(name) }</ul> }
}

fn named(title: &str, url: &str, look: Look) -> Html {
    prose::link(&Link { label: title.to_owned(), url: url.to_owned() }, look)
}
