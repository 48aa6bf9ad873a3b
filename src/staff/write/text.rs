//! Rows as text: semicolons, quotes where they are needed, and line breaks as spreadsheets write them.

use crate::staff::guard::{self, GUARD};

/// The mark by which spreadsheets know UTF-8.
pub const MARK: &str = "\u{feff}";

/// Appends a row with its line break, as it stands. One without cells is an empty line; one with a single empty cell is
/// not.
pub fn row<'a>(cells: impl Iterator<Item = &'a str>, to: &mut String) {
    line(cells.map(|cell| ("", cell)), to);
}

/// Appends a row as [`row`] does, with a guard before what a spreadsheet would take for a formula.
pub fn guarded<'a>(cells: impl Iterator<Item = &'a str>, to: &mut String) {
    line(cells.map(|cell| (if guard::needs(cell) { GUARD } else { "" }, cell)), to);
}

fn line<'a>(cells: impl Iterator<Item = (&'static str, &'a str)>, to: &mut String) {
    let start = to.len();
    let mut many = 0_usize;
    for (before, text) in cells {
        if many > 0 {
            to.push(';');
        }
        cell(before, text, to);
        many += 1;
    }
    if many == 1 && to.len() == start {
        to.push_str("\"\"");
    }
    to.push_str("\r\n");
}

/// Appends a cell, in quotes where it holds what could be taken for a separator, whichever, for a quote or for a break, or,
/// at the start of a list, for a page or a document.
fn cell(before: &str, text: &str, to: &mut String) {
    if text.is_empty() {
        return;
    }
    let quoted = text.bytes().any(|it| b";,\t\"\r\n".contains(&it)) || text.starts_with(['<', '%', '{']);
    if !quoted {
        to.push_str(before);
        to.push_str(text);
        return;
    }
    to.push('"');
    to.push_str(before);
    for (place, part) in text.split('"').enumerate() {
        to.push_str(if place > 0 { "\"\"" } else { "" });
        to.push_str(part);
    }
    to.push('"');
}
