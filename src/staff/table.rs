//! Text as rows of cells, in slices of any length: commas, semicolons or tabs; quotes, and line breaks within them. A line
//! without anything is a row too, so that what comes back has the same rows.

use serde::{Deserialize, Serialize};

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab, as in what is pasted from a spreadsheet.
    Tab,
}
