//! The rows of a list, sorted by what they say: each becomes the number of a combination of answers, of which a list has
//! few however long it is. A cell is read once per spelling. What is doubtful says nothing yet, and is remembered as such.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::columns::{self, Columns};
use super::mapping::{Known, Mapping};
use super::survey::key;
use crate::engine::Answers;
use crate::pack::{Id, Logic, Question};

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Combo {
    /// Nothing stands in it.
    Empty,
    /// It says something, or could.
    Says(Said),
}

/// What a row that is not empty says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Its answers, with those that they bring with them; none about what stands below.
    pub answers: Answers,
    /// The questions that a value of doubtful meaning may answer, and nothing else does.
    pub doubts: Vec<Id<Question>>,
    /// The questions that it answers in two ways.
    pub clashes: Vec<Id<Question>>,
}

/// Sorts rows.
#[derive(Debug)]
pub struct Sorter {
    columns: Rc<Columns>,
    readings: Vec<Reading>,
    /// Each combination by the numbers of what its cells mean.
    known: BTreeMap<Vec<u32>, u32>,
    combos: Vec<Combo>,
    /// The numbers of the row at hand.
    row: Vec<u32>,
}

/// How a column is read.
#[derive(Debug)]
struct Reading {
    column: usize,
    /// What its questions are.
    questions: Vec<Id<Question>>,
    /// What its values mean, by what tells them apart.
    values: BTreeMap<String, u32>,
    /// What they are written as, [`MOST_SPELLINGS`] at most.
    spellings: BTreeMap<String, u32>,
    /// The meanings by their numbers. The first is doubt, the second nothing.
    meanings: Vec<Option<Answers>>,
}

/// How many spellings of a column are remembered: a column of choices has fewer, and another must not fill the memory.
const MOST_SPELLINGS: usize = 10_000;
/// How long they are at most, in bytes.
const LONGEST_SPELLING: usize = 120;
const DOUBT: u32 = 0;

impl Sorter {
    /// The combination of a row in which nothing stands at all.
    pub const EMPTY: u32 = 0;

    /// Sorts rows as a mapping says; what it says that the pack does not know is doubtful.
    #[must_use]
    pub fn new(logic: &Logic, columns: &Rc<Columns>, mapping: &Mapping) -> Self {
        let readings = mapping.columns.iter().filter_map(|it| {
            let kind = columns.kind(&it.kind)?;
            let mut meanings = vec![None, Some(Answers::none())];
            let values = it.values.iter().map(|value| {
                let settled = matches!(value.known, Known::Sure | Known::Settled);
                let answers = settled.then(|| columns::meant(logic, &value.says));
                let place = meanings.iter().position(|it| *it == answers).unwrap_or_else(|| {
                    meanings.push(answers);
                    meanings.len() - 1
                });
                (key(&value.value), u32::try_from(place).unwrap_or(DOUBT))
            });
            let mut values: BTreeMap<_, _> = values.collect();
            // An empty cell says nothing, whatever was counted.
            values.insert(String::new(), 1);
            let spellings = BTreeMap::new();
            Some(Reading { column: it.column, questions: kind.questions.clone(), values, spellings, meanings })
        });
        let readings: Vec<_> = readings.collect();
        let row = Vec::with_capacity(readings.len());
        Self { columns: Rc::clone(columns), readings, known: BTreeMap::new(), combos: vec![Combo::Empty], row }
    }

    /// The number of what a row says; its cells are asked for by their places. A row in which nothing stands is
    /// [`Sorter::EMPTY`]: only who has the whole row can tell.
    pub fn row<'c>(&mut self, cell: impl Fn(usize) -> &'c str) -> u32 {
        self.row.clear();
        for reading in &mut self.readings {
            let number = reading.number(cell(reading.column));
            self.row.push(number);
        }
        if let Some(number) = self.known.get(self.row.as_slice()) {
            return *number;
        }
        let said = said(&self.columns, &self.readings, &self.row);
        let number = u32::try_from(self.combos.len()).unwrap_or(u32::MAX);
        self.combos.push(Combo::Says(said));
        self.known.insert(self.row.clone(), number);
        number
    }

    /// What there is so far, by number.
    #[must_use]
    pub fn combos(&self) -> &[Combo] {
        &self.combos
    }
}

impl Reading {
    fn number(&mut self, cell: &str) -> u32 {
        if let Some(number) = self.spellings.get(cell) {
            return *number;
        }
        let number = self.values.get(&key(cell)).copied().unwrap_or(DOUBT);
        if self.spellings.len() < MOST_SPELLINGS && cell.len() <= LONGEST_SPELLING {
            self.spellings.insert(cell.to_owned(), number);
        }
        number
    }
}

/// What the cells of a row say together.
fn said(columns: &Columns, readings: &[Reading], row: &[u32]) -> Said {
    let (mut answers, mut doubts, mut clashes) = (Answers::none(), Vec::new(), Vec::new());
    for (reading, number) in readings.iter().zip(row) {
        let meaning = reading.meanings.get(*number as usize).and_then(Option::as_ref);
        let Some(meaning) = meaning else {
            doubts.extend_from_slice(&reading.questions);
            continue;
        };
        for question in &reading.questions {
            let Some(choice) = meaning.get(*question) else { continue };
            match answers.get(*question) {
                Some(before) if before != choice => clashes.push(*question),
                _ => answers.set(*question, Some(choice)),
            }
        }
    }
    doubts.retain(|question| answers.get(*question).is_none());
    let mut closed = doubts.clone();
    // What is contradicted brings nothing: each time round, at least one answer less.
    let all = loop {
        for question in &clashes {
            answers.set(*question, None);
        }
        closed.extend_from_slice(&clashes);
        let (all, contradicted) = columns.complete(&answers, &closed);
        if contradicted.is_empty() {
            break all;
        }
        clashes.extend(contradicted);
    };
    for list in [&mut doubts, &mut clashes] {
        list.sort_unstable();
        list.dedup();
    }
    Said { answers: all, doubts, clashes }
}
