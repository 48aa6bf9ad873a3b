//! The rows of a list, counted by where they lead: to a decision, to a question that nobody has answered, to answers that
//! contradict each other, or nowhere, where a row is empty. Every row is in one group, whatever stands in it.
//!
//! A row is walked by its own answers, and by those of the house where it has none. An answer whose question is not met
//! plays no part, as in the guide. Where a question is met and the answer is not offered there, the guide asks again; here
//! the same holds for an answer of the house, but an answer of the row itself is told as what it is: refused.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::{meant, told};
use super::mapping::Answer;
use super::sort::{Combo, Said};
use crate::engine::{Answers, Stop, Turn, walk};
use crate::pack::Logic;
use crate::pack::graph::Graph;
use crate::session::Compiled;

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum End {
    /// To a decision: that of the group's answers.
    Decided,
    /// To a question that nothing answers.
    Asks {
        /// The question.
        question: String,
    },
    /// To a question that a value of the row may answer, once somebody has said what it means. The house never answers
    /// for it.
    Doubts {
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

/// How often a combination occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// In how many rows.
    pub rows: u64,
    /// In which one first, counted from 1 below the titles.
    pub first: u64,
}

/// A question that rows wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The question.
    pub question: String,
    /// The choices that it offers to some of them, in their order.
    pub choices: Vec<String>,
    /// How many rows wait for it.
    pub rows: u64,
}

impl Count {
    /// One more row.
    pub fn add(&mut self, row: u64) {
        if self.rows == 0 {
            self.first = row;
        }
        self.rows += 1;
    }
}

/// Counts where the rows lead: the combinations, how often each occurs, and what the house answers. The second list has
/// the group of each combination, by its place; that of one that does not occur is the first.
#[must_use]
pub fn tally(compiled: &Compiled, combos: &[Combo], counts: &[Count], house: &[Answer]) -> (Tally, Vec<u32>) {
    let logic = &compiled.guide.logic;
    let house = meant(logic, house);
    let mut met: Vec<_> = combos.iter().zip(counts).enumerate().filter(|(_, (_, count))| count.rows > 0).collect();
    met.sort_by_key(|(_, (_, count))| count.first);
    let (mut tally, mut places) = (Tally::default(), vec![0; combos.len()]);
    let mut known: BTreeMap<(Vec<Turn>, End), u32> = BTreeMap::new();
    for (combo, (it, count)) in met {
        let (turns, end) = match it {
            Combo::Empty => (Vec::new(), End::Empty),
            Combo::Says(said) => lead(logic, &compiled.graph, said, &house),
        };
        let next = u32::try_from(tally.groups.len()).unwrap_or(u32::MAX);
        let place = *known.entry((turns, end)).or_insert_with_key(|(turns, end)| {
            let answers = told(logic, turns);
            tally.groups.push(Group { answers, end: end.clone(), rows: 0, first: count.first });
            next
        });
        if let Some(group) = tally.groups.get_mut(place as usize) {
            group.rows += count.rows;
        }
        if let Some(slot) = places.get_mut(combo) {
            *slot = place;
        }
        tally.rows += count.rows;
    }
    (tally, places)
}

/// Where what a row says leads, and the answers that count on the way.
fn lead(logic: &Logic, graph: &Graph, said: &Said, house: &Answers) -> (Vec<Turn>, End) {
    let mut answers = said.answers.clone();
    for (question, choice) in house.given(logic) {
        let closed = said.doubts.contains(&question) || said.clashes.contains(&question);
        if answers.get(question).is_none() && !closed {
            answers.set(question, Some(choice));
        }
    }
    let walk = walk(graph, &answers);
    let end = match walk.stop {
        Stop::Decides(_) => End::Decided,
        Stop::Asks(node) => {
            let asked = graph.question(node);
            let question = logic.questions[asked].key.clone();
            match said.answers.get(asked) {
                Some(choice) => {
                    let answer = told(logic, &[Turn { question: asked, choice }]);
                    answer.into_iter().next().map_or(End::Asks { question }, |answer| End::Refuses { answer })
                }
                None if said.clashes.contains(&asked) => End::Clashes { question },
                None if said.doubts.contains(&asked) => End::Doubts { question },
                None => End::Asks { question },
            }
        }
    };
    (walk.turns, end)
}

/// The questions that rows wait for and that nobody has answered yet, in asking order: what is asked once for all of
/// them.
#[must_use]
pub fn open(compiled: &Compiled, tally: &Tally) -> Vec<Open> {
    let logic = &compiled.guide.logic;
    let mut open = Vec::new();
    for (id, question) in logic.questions.iter() {
        let (mut offered, mut rows) = (Vec::new(), 0);
        for group in &tally.groups {
            if group.end != (End::Asks { question: question.key.clone() }) {
                continue;
            }
            rows += group.rows;
            if let Stop::Asks(node) = walk(&compiled.graph, &meant(logic, &group.answers)).stop {
                offered.extend(compiled.graph.offered(node).map(|(choice, _)| choice));
            }
        }
        if rows > 0 {
            offered.sort_unstable();
            offered.dedup();
            let choices = offered.into_iter().map(|choice| logic.keys(id, choice).1.to_owned()).collect();
            open.push(Open { question: question.key.clone(), choices, rows });
        }
    }
    open
}
