//! What a list holds, read through once: its titles, its first rows, how many there are, and in each column the values
//! that occur, as long as they are few enough to be choices.

use serde::{Deserialize, Serialize};

use super::guard::Origin;
use super::separator::Separator;
use super::table::{Opening, Reader, Rows};
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
    /// Those of them that an earlier export has appended, by their places: they are replaced by the next.
    pub appended: Vec<usize>,
}

impl Survey {
    /// A pass over the bytes of the list, which are those of its text where it is a workbook.
    #[must_use]
    pub fn pass(&self) -> Rows {
        let (encoding, separator, opening) = self.form.text();
        Rows::new(encoding, Reader::new(separator, opening, self.origin()))
    }

    /// Which row below the titles, from 0, the one with this number is. The titles and what is above them are none.
    #[must_use]
    pub fn below(&self, number: u64) -> Option<u64> {
        let above = self.header.map_or(0, |header| header as u64 + 1);
        number.checked_sub(above)
    }

    /// Who has written it. A workbook needs no guards: nothing in one is taken for a formula.
    #[must_use]
    pub fn origin(&self) -> Origin {
        origin(&self.form, &self.appended)
    }
}

impl Form {
    /// As what the text of the list is read.
    #[must_use]
    pub fn text(&self) -> (Encoding, Separator, Opening) {
        match self {
            Self::Text { encoding, separator } => (*encoding, *separator, Opening::Told),
            Self::Workbook { .. } => (Encoding::Utf8, super::workbook::SEPARATOR, Opening::Row),
        }
    }
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

/// What makes two cells the same value: the text without case, accents, signs and needless spaces.
#[must_use]
pub fn key(cell: &str) -> String {
    let folded = crate::name::fold(cell);
    let mut words = folded.split_ascii_whitespace();
    let mut key = words.next().unwrap_or_default().to_owned();
    for word in words {
        key.push(' ');
        key.push_str(word);
    }
    key
}

/// Who has written a list, by the columns that an export has appended to it.
#[must_use]
pub fn origin(form: &Form, appended: &[usize]) -> Origin {
    let text = matches!(form, Form::Text { .. });
    if text && !appended.is_empty() { Origin::Ours } else { Origin::Theirs }
}
