//! The one who works on the list, in a worker: gets a [`Job`], asks for the bytes slice by slice, and says what came of it.

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::mapping::{Answer, Mapping};
use super::survey::Survey;
use super::tally::Tally;

/// What the clerk is asked to do. The bytes of the list come beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Read a list through.
    Open {
        /// The name of its file; nothing for what was pasted.
        file: String,
        /// Which sheet of a workbook; the first that holds rows unless told.
        sheet: Option<usize>,
        /// Where its titles are.
        titles: Titles,
    },
    /// Sort its rows by what they say, and count where they lead.
    Sort {
        /// What columns and values say.
        mapping: Mapping,
        /// What holds for every row that does not say otherwise.
        house: Vec<Answer>,
    },
    /// Count again where the rows lead, sorted as they are.
    Count {
        /// What holds for every row that does not say otherwise.
        house: Vec<Answer>,
    },
    /// Show some rows.
    Show {
        /// Those of one group alone, by its place in the tally.
        group: Option<usize>,
        /// How many of them come before, from 0.
        from: u64,
        /// How many to show.
        many: u64,
    },
    /// Write the list with what was decided, as it was counted last.
    Write {
        /// As what.
        to: Written,
        /// In which language.
        lang: String,
    },
}

/// Where the titles of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Titles {
    /// Where they most probably are.
    Guess,
    /// In this row, from 0.
    Row(usize),
    /// Nowhere.
    None,
}

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Written {
    /// Text with semicolons, as French spreadsheets open it.
    Text,
    /// A workbook.
    Workbook,
}

/// What the clerk says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// The work goes on.
    Progress {
        /// What is done, in bytes or whatever the work counts in.
        done: u64,
        /// What there is to do.
        all: u64,
    },
    /// The list is read through.
    Surveyed(Survey),
    /// The rows are sorted and counted.
    Counted(Tally),
    /// Some rows.
    Shown(Vec<Shown>),
    /// The list is written; its bytes come beside this.
    Written(Written),
    /// It cannot be done.
    Failed(Fault),
}

/// A row to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which one, counted from 1 below the titles.
    pub row: u64,
    /// Its cells as they stand.
    pub cells: Vec<String>,
    /// Its group, by the place in the tally.
    pub group: usize,
}
