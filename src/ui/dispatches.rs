//! What is sent, and who does what: two ways of looking at the steps, each a list under its own heading.

use super::piece::{Name, Piece, each, tag};
use super::{Look, prose};
use crate::page::{DispatchDocument, DispatchPart, DispatchRow, WhoRow};

/// Draws the dispatches, each with what goes in.
pub(super) fn view(rows: &[DispatchRow], _: Look) -> Piece {
    prose::rows(each(rows, |row| {
        tag("li")
            .part("dispatch")
            .class("dispatch")
            .with(each(row.proviso.as_slice(), |it| prose::line("proviso", it)))
            .with(prose::line("strong", &row.title))
            .with(prose::line("to", &row.to))
            .with(each(&row.parts, part))
            .with(prose::line("source", &row.sources))
    }))
}

fn part(part: &DispatchPart) -> Piece {
    let list = tag("ul").is(Name::Role, "list").class("pieces").with(each(&part.documents, document));
    each(part.proviso.as_slice(), |it| prose::line("proviso", it)).with(list)
}

fn document(row: &DispatchDocument) -> Piece {
    tag("li")
        .with(prose::line("strong", &row.title))
        .with(prose::paragraph(row.text.as_ref()))
        .with(prose::items(Some("marks"), &row.marks))
}

/// Draws those who take part, each with the steps.
pub(super) fn who(rows: &[WhoRow], _: Look) -> Piece {
    prose::rows(each(rows, |row| tag("li").with(prose::line("strong", &row.name)).with(prose::items(None, &row.steps))))
}
