//! Why a list, or a mapping, could not be used. The words are the page's: here are the causes alone.

use serde::{Deserialize, Serialize};

/// A cause, with what it takes to say it clearly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// There is no row in it.
    Empty,
    /// It is no text and no workbook.
    NotText,
    /// A workbook of another kind: `.xls`, `.ods`, or one with a password. It can be saved as `.xlsx`.
    OtherWorkbook,
    /// An archive that holds no workbook.
    NoWorkbook,
    /// A workbook that cannot be read: damaged, or cut off.
    Damaged,
    /// It unpacks to more than a list can be: `limit` in bytes.
    TooLarge {
        /// The most that is unpacked.
        limit: u64,
    },
    /// More columns than a spreadsheet has.
    TooWide {
        /// The row, counted from 1.
        row: u64,
    },
    /// A row that does not end within what a row can be: a quote was opened and never closed.
    OpenQuote {
        /// The row, counted from 1.
        row: u64,
    },
    /// A workbook was asked for with more rows or cells than a workbook, or this browser, can hold: the text has no
    /// such limit.
    TooManyRows {
        /// The most there can be.
        limit: u64,
    },
    /// The file could not be read any more: moved, changed, or on a drive that is gone.
    Gone,
    /// The file of a mapping is none: not JSON, or of another kind.
    NotMapping,
    /// The worker has stopped: not enough memory, or an error of ours.
    Crashed,
}
