//! The documents: in full once in their own part, by name wherever a step needs them.

use super::piece::{Name, Piece, each, tag, text};
use super::{Look, prose};
use crate::page::{DocumentName, DocumentRow, Link};

/// Draws the documents of the plan: the title is the link where an address is known.
pub(super) fn view(rows: &[DocumentRow], look: Look) -> Piece {
    prose::rows(each(rows, |row| document(row, look)))
}

fn document(row: &DocumentRow, look: Look) -> Piece {
    let beside = |links: &[Link]| each(links, |link| tag("p").with(prose::link(&link.label, &link.url, look)));
    tag("li")
        .has(Name::Id, &format!("cpx-document-{}", row.key))
        .part("document")
        .key(&row.key)
        .with(tag("p").part("kind").class("kind").text(&row.kind))
        .with(tag("p").class("strong").with(named(&row.title, row.link.as_ref().map(|link| &link.url), look)))
        .with(each(row.mark.as_slice(), |mark| prose::line("hint own-mark", mark)))
        .with(prose::paragraph(row.text.as_ref()))
        .with(beside(row.official.as_slice()))
        .with(beside(&row.guides))
        .with(beside(row.found_at.as_slice()))
}

/// Draws the names of documents that a step or an option needs.
pub(super) fn names(rows: &[DocumentName], look: Look) -> Piece {
    tag("ul").with(each(rows, |row| {
        let mark = each(row.mark.as_slice(), |mark| tag("span").class("hint own-mark").text(mark));
        tag("li").with(named(&row.title, row.url.as_ref(), look)).with(mark)
    }))
}

fn named(title: &str, url: Option<&String>, look: Look) -> Piece {
    match url {
        Some(url) => prose::link(title, url, look),
        None => text(title),
    }
}
