//! The sign before a cell that a spreadsheet would take for a formula: put there when a list is written as text, taken off
//! when such a list is read again, so that writing, reading and writing gives the same bytes. It never looks at a cell
//! of a list that somebody else has written.

/// Who has written a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// We have: its cells are guarded.
    Ours,
    /// Somebody else: its cells are as they stand.
    Theirs,
}

/// What a spreadsheet shows as text, whatever follows.
pub const GUARD: &str = "'";

/// Signs that take no room.
const UNSEEN: [char; 4] = ['\u{200b}', '\u{200e}', '\u{200f}', '\u{feff}'];

/// Whether a cell must be guarded: after spaces, and after what looks like a guard itself, it begins as a formula does, or
/// as the line with which Excel is told a separator. The full-width signs are among them, because East Asian spreadsheets
/// read them alike.
#[must_use]
pub fn needs(cell: &str) -> bool {
    // Nearly every cell begins with a letter or a digit, and is not looked at any further.
    if cell.starts_with(|it: char| it.is_ascii_alphanumeric() && !it.eq_ignore_ascii_case(&'s')) {
        return false;
    }
    let unmarked = cell.trim_start_matches(GUARD);
    let bare = unmarked.trim_start_matches(|it: char| it.is_whitespace() || it.is_control() || UNSEEN.contains(&it));
    let (before, _) = unmarked.split_at(unmarked.len() - bare.len());
    before.contains(['\t', '\r', '\n'])
        || bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || bare.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("sep="))
}

/// A cell of a list without the guard that was put before it.
#[must_use]
pub fn off(cell: &str, origin: Origin) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(bare) if origin == Origin::Ours && needs(bare) => bare,
        _ => cell,
    }
}
