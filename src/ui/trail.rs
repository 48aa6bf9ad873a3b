//! The answers given, each with its way back, and the way back to the beginning.

use super::piece::{Piece, each, tag};
use super::{Look, prose};
use crate::page::{Control, Trail, TrailRow};

/// Draws the answers given.
pub(super) fn view(trail: &Trail, restart: Option<&Control>, look: Look) -> Piece {
    tag("div")
        .part("trail")
        .class("trail")
        .with(prose::heading(&trail.title, look.level.below()))
        .with(tag("dl").with(each(&trail.rows, |it| row(it, look))))
        .with(restart.map_or_else(Piece::none, |it| prose::button("quiet restart", it, None, look)))
}

/// One answer. The button is called aloud by its full name; the eye reads the question beside it.
fn row(row: &TrailRow, look: Look) -> Piece {
    let change = prose::button("quiet", &row.change, Some(&row.change_name), look);
    tag("div")
        .class("row")
        .key(&row.key)
        .with(tag("dt").text(&row.question))
        .with(tag("dd").text(&row.choice))
        .with(tag("dd").class("change").with(change))
}
