//! What the one who keeps a pack true looks after, and nobody else: the addresses that may die, with their places in the
//! file. None of it decides anything or is carried into the browser.

use super::draft::{self, Draft};
use super::problem::Text;

/// Every address of the pack, each time it is written, kind of row by kind of row.
pub fn addresses(draft: &Draft) -> impl Iterator<Item = &Text> {
    let organisms = draft.organisms.iter().filter_map(|row| row.url.as_ref());
    let documents = draft.documents.iter().flat_map(|row| row.url.iter().chain(&row.found_at));
    let notes = draft.notes.iter().flat_map(|row| {
        let source = match &row.source {
            draft::Source::Page(link) => Some(&link.url),
            draft::Source::Sections(_) => None,
        };
        source.into_iter().chain(row.links.iter().map(|link| &link.url))
    });
    organisms.chain(documents).chain(notes).filter(|url| !draft::is_missing(url))
}
