//! The rows of a list, counted by where they lead: to a decision, to a question that nobody has answered, to answers that
//! contradict each other, or nowhere, where a row is empty. Every row is in one group, whatever stands in it.

use serde::{Deserialize, Serialize};

use super::mapping::Answer;

/// Where all rows lead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// All rows: the sum of those of the groups.
    pub rows: u64,
    /// Rows that lead to the same end by the same answers, in the order in which they first occur.
    pub groups: Vec<Group>,
}

/// Rows that lead to the same end by the same answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The answers that count, in asking order, those of the house among them.
    pub answers: Vec<Answer>,
    /// Where they lead.
    pub end: End,
    /// How many rows.
    pub rows: u64,
    /// The first of them, counted from 1 below the titles.
    pub first: u64,
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// To a decision: that of the group's answers.
    Decided,
    /// To a question that nothing answers.
    Asks {
        /// The question.
        question: String,
    },
    /// To an answer that its question does not offer there: the row says what the rules do not allow.
    Refuses {
        /// The answer.
        answer: Answer,
    },
    /// Two columns contradict each other about a question.
    Clashes {
        /// The question.
        question: String,
    },
    /// Nowhere: there is nothing in the row.
    Empty,
}
