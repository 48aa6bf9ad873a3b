//! What the columns and values of one list say: proposed from their names, settled by the person, kept as a file. Only what
//! is sure or settled counts; what is doubtful is asked once per value, and counts for nothing until it is answered.

mod file;
mod propose;

pub use file::{Saved, Stray, read, write};
pub use propose::{propose, remap};
use serde::{Deserialize, Serialize};

/// An answer by its ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// The choice made.
    pub choice: String,
}

/// What a list says: the columns that say something, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mapping {
    /// Each column at most once.
    pub columns: Vec<Mapped>,
}

/// A column that says something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapped {
    /// Its place in the list, from 0.
    pub column: usize,
    /// Its title.
    pub title: String,
    /// What kind of column it is: a key of [`super::columns`].
    pub kind: String,
    /// Every value that occurs in it, in the order of the survey.
    pub values: Vec<Meant>,
}

/// A value with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meant {
    /// The value, as it is first written.
    pub value: String,
    /// In how many rows it stands.
    pub rows: u64,
    /// What it says: answers; none where it says nothing.
    pub says: Vec<Answer>,
    /// How that is known.
    pub known: Known,
}

/// How a meaning is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Known {
    /// It is the name of just this.
    Sure,
    /// It is probably this; to be confirmed.
    Likely,
    /// It may be anything; to be answered.
    Unknown,
    /// The person has said so, here or in a mapping kept as a file.
    Settled,
}
