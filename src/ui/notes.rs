//! What stands beside the plan: points of vigilance, what changed since the sheet, the other cards.

use super::piece::{Piece, each, tag, text};
use super::{Look, prose};
use crate::page::{NoteRow, OtherCard, Source};

/// Draws notes, each with its date and with the one who says so.
pub(super) fn view(notes: &[NoteRow], look: Look) -> Piece {
    prose::rows(each(notes, |note| self::note(note, look)))
}

fn note(row: &NoteRow, look: Look) -> Piece {
    let source = match &row.source {
        Source::Page(link) => prose::link(&link.label, &link.url, look),
        Source::Sheet(sections) => text(sections),
    };
    let checked = each(row.checked.as_slice(), |checked| tag("span").text(checked));
    tag("li")
        .with(each(row.date.as_slice(), |date| prose::line("date", date)))
        .with(prose::paragraph(Some(&row.text)))
        .with(each(&row.links, |link| tag("p").with(prose::link(&link.label, &link.url, look))))
        .with(tag("p").class("source").with(source).with(checked))
}

/// Draws the other cards, each with the answers that would lead to it.
pub(super) fn other_cards(cards: &[OtherCard], _: Look) -> Piece {
    prose::rows(each(cards, |card| {
        tag("li").with(prose::paragraph(Some(&card.text))).with(prose::items(None, &card.changes))
    }))
}
