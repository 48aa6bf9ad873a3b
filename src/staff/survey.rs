//! What a list holds, read through once: its titles, its first rows, how many there are, and in each column the values
//! that occur, as long as they are few enough to be choices.

use serde::{Deserialize, Serialize};

use super::table::Separator;
use super::text::Encoding;

/// How many of the first rows are kept to be shown, and to find the titles among them.
pub const HEAD: usize = 20;
/// How many values of a column may differ: with more, it is no column of choices.
pub const MOST_VALUES: usize = 3000;

/// A list, as far as the screen needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// The name of its file; nothing for what was pasted.
    pub file: String,
    /// What it is written as.
    pub form: Form,
    /// Its first rows, [`HEAD`] at most, as they stand.
    pub head: Vec<Vec<String>>,
    /// Which of them holds the titles, if one does: what is above belongs to no one.
    pub header: Option<usize>,
    /// The rows below the titles, empty ones included.
    pub rows: u64,
    /// Its columns: as many as its widest row has cells.
    pub columns: Vec<Column>,
}

/// What a list is written as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Text.
    Text {
        /// Its bytes.
        encoding: Encoding,
        /// Its cells.
        separator: Separator,
    },
    /// A workbook.
    Workbook {
        /// The names of its sheets.
        sheets: Vec<String>,
        /// Which one is read.
        sheet: usize,
    },
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its title; nothing where there is none.
    pub title: String,
    /// What occurs in it below the titles.
    pub values: Values,
}

/// What occurs in a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Values {
    /// These, in the order in which they first occur.
    Few(Vec<Value>),
    /// More than [`MOST_VALUES`].
    Many,
}

/// A value of a column: all cells that are the same but for case, accents, signs and spaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// As it is first written, without the spaces around it. An empty cell is a value too.
    pub text: String,
    /// In how many rows.
    pub rows: u64,
}
