//! All the state of the screen for lists, and the one function that changes it. It holds what the list is made of and what
//! came of it, never a row beyond those that are shown; what must be done outside it hands back as [`Act`]s.

mod update;

use super::clerk::{Job, Said, Shown, Titles, Written};
use super::fault::Fault;
use super::mapping::{Answer, Known, Mapped, Mapping, Meant, Saved, Stray};
use super::orders::Orders;
use super::survey::Survey;
use super::tally::{Open, Tally};
use crate::pack::words::said;
pub use update::update;

/// How many rows are shown at once.
pub const ROWS: u64 = 50;
/// How many columns, or values, are shown at once: each brings a list of all that it may say.
pub const LINES: usize = 20;

/// Where one person stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// The step that is open.
    pub step: Step,
    /// What is to be read first in it.
    pub spot: Spot,
    /// The list, once it is read through.
    pub list: Option<List>,
    /// What columns and values said in a file, or in the list before: it holds for the next list too.
    pub saved: Option<Saved>,
    /// What of a mapping kept as a file this pack does not know.
    pub strays: Vec<Stray>,
    /// The titles that such a file speaks of and that are not in the list.
    pub missing: Vec<String>,
    /// What the clerk is doing.
    pub doing: Option<Doing>,
    /// What it is to do then.
    pub then: Option<Job>,
    /// What went wrong last.
    pub fault: Option<Fault>,
    /// What has been done last, if nothing else on the screen tells.
    pub told: Option<Told>,
}

/// A list, what it says, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What it holds.
    pub survey: Survey,
    /// What its columns and values say.
    pub mapping: Mapping,
    /// What holds for every row that does not say otherwise.
    pub house: Vec<Answer>,
    /// The values that were doubtful when they came to be asked, by column and place: they keep their order while they are
    /// settled.
    pub doubts: Vec<(usize, usize)>,
    /// How many lines come before those shown, where that is not none.
    pub turned: Vec<(Shelf, usize)>,
    /// Where the rows lead, as they were counted last with what is said now.
    pub counted: Option<Counted>,
    /// The rows on the screen.
    pub rows: Option<Rows>,
    /// The rows of which group are to be shown; all without one.
    pub group: Option<usize>,
}

/// What is shown some lines at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// The columns.
    Columns,
    /// The doubtful values of a column.
    Doubts(usize),
    /// The values of a column that were sure.
    Sure(usize),
}

/// Where the rows lead, with what is worked out of it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The rows by their ends.
    pub tally: Tally,
    /// What nobody has answered yet.
    pub open: Vec<Open>,
    /// What must be done for all of them.
    pub orders: Orders,
}

/// Rows on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// How many come before.
    pub from: u64,
    /// The rows.
    pub rows: Vec<Shown>,
}

/// The steps of the screen, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Step {
    /// A list is given.
    #[default]
    List,
    /// Its columns are named.
    Columns,
    /// Its values are.
    Values,
    /// What holds for all rows is asked.
    House,
    /// The orders.
    Orders,
}

/// What is to be read first in a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Spot {
    /// Its heading.
    #[default]
    Heading,
    /// A column, by its place in the list.
    Column(usize),
    /// A value, by the place of its column in the list and its own.
    Value(usize, usize),
    /// A question that is asked once for all rows.
    Question(String),
    /// The rows.
    Rows,
    /// What went wrong.
    Fault,
}

/// What the clerk is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doing {
    /// What was asked.
    pub job: Job,
    /// How much of it is done, in what the clerk counts in.
    pub done: u64,
    /// How much there is.
    pub all: u64,
}

/// What has been done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The list is written under this name.
    Written(String),
    /// The mapping is kept under this name.
    Kept(String),
    /// A mapping was read, for the list that is open or the next one.
    Read,
    /// The work was stopped.
    Cancelled,
    /// All proposals were accepted: so many.
    Accepted(usize),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A file was given, by its name, or a text was pasted, without one.
    ListGiven {
        /// The name of the file.
        name: String,
        /// Its bytes.
        size: u64,
    },
    /// The file of a mapping was given: its text.
    MappingGiven(String),
    /// The clerk said something.
    Heard(Said),
    /// The titles are elsewhere than was thought.
    TitlesMoved(Titles),
    /// Another sheet was chosen.
    SheetChosen(usize),
    /// A column is of this kind; of none: it says nothing.
    Remapped {
        /// Its place in the list.
        column: usize,
        /// A key of the kinds.
        kind: Option<String>,
    },
    /// A value answers a question so; nothing: it does not answer it.
    Settled {
        /// The place of its column in the list.
        column: usize,
        /// Its place in the column.
        value: usize,
        /// The question.
        question: String,
        /// The choice.
        choice: Option<String>,
    },
    /// What a value is taken to say is so.
    Confirmed {
        /// The place of its column in the list.
        column: usize,
        /// Its place in the column.
        value: usize,
    },
    /// What all values are taken to say is so.
    Accepted,
    /// Other lines were asked for: so many come before.
    Turned(Shelf, usize),
    /// A question was answered for all rows.
    Answered(Answer),
    /// The answer to a question was taken back.
    TakenBack(String),
    /// The person went on to the next step.
    Continued,
    /// The person went back to a step.
    Revisited(Step, Spot),
    /// The rows of a group were chosen to be shown where they are; of all, without one.
    GroupChosen(Option<usize>),
    /// The rows of a group were asked for from elsewhere.
    GroupOpened(usize),
    /// Other rows were asked for: so many come before.
    RowsTurned(u64),
    /// The list was asked for, as this.
    WriteAsked(Written),
    /// What columns and values say was asked for, as a file.
    MappingAsked,
    /// A list to try with was asked for.
    SampleAsked,
    /// The work of the clerk was stopped.
    Cancelled,
    /// The person began again.
    Restarted,
}

/// What must be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Ask the clerk. With [`Job::Open`] goes the list that was given last; if it fails, the clerk keeps the one before.
    Ask(Job),
    /// Stop the clerk in what it is doing; what it had before stays.
    Cancel,
    /// Let go of the list, wherever it is held.
    Forget,
    /// Save the bytes that came with [`Said::Written`] under this name.
    SaveWritten(String),
    /// Save a text as UTF-8 under this name.
    SaveText {
        /// The name of the file.
        name: String,
        /// What it holds.
        text: String,
    },
    /// Let the focus go to what is to be read first, once the screen is drawn.
    Focus,
}

impl Counted {
    /// The step that follows: what is open is asked before the orders are shown.
    fn leads_to(&self) -> Step {
        if self.open.is_empty() { Step::Orders } else { Step::House }
    }
}

impl List {
    fn new(survey: Survey, mapping: Mapping, house: Vec<Answer>) -> Self {
        let doubts = doubts(&mapping);
        Self { survey, mapping, house, doubts, turned: Vec::new(), counted: None, rows: None, group: None }
    }

    /// A column says this from now on; nothing, if there is nothing.
    fn map(&mut self, column: usize, mapped: Option<Mapped>) {
        self.mapping.columns.retain(|it| it.column != column);
        self.mapping.columns.extend(mapped);
        self.mapping.columns.sort_by_key(|it| it.column);
        self.doubts.retain(|(of, _)| *of != column);
        self.doubts.extend(doubts(&self.mapping).into_iter().filter(|(of, _)| *of == column));
    }

    /// Whether something is still to be confirmed or answered.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.mapping.columns.iter().flat_map(|it| &it.values).any(|it| is_doubtful(it.known))
    }

    /// How many lines of a shelf come before those shown.
    #[must_use]
    pub fn before(&self, of: Shelf) -> usize {
        self.turned.iter().find(|(known, _)| *known == of).map_or(0, |(_, from)| *from)
    }

    /// Whether lines of a shelf were asked for.
    #[must_use]
    pub fn has_turned(&self, of: Shelf) -> bool {
        self.turned.iter().any(|(known, _)| *known == of)
    }

    fn turn(&mut self, of: Shelf, from: usize) {
        self.turned.retain(|(known, _)| *known != of);
        self.turned.push((of, from));
    }

    /// What the list says has changed: what was counted holds no more.
    fn changed(&mut self) {
        self.counted = None;
        self.rows = None;
        self.group = None;
    }

    fn value(&mut self, column: usize, value: usize) -> Option<&mut Meant> {
        self.mapping.columns.iter_mut().find(|it| it.column == column)?.values.get_mut(value)
    }

    /// The name of a file that comes of this list.
    fn file(&self, pattern: &str, unnamed: &str) -> String {
        let file = self.survey.file.as_str();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        said(pattern, &[("name", if stem.is_empty() { unnamed } else { stem })])
    }
}

fn is_doubtful(known: Known) -> bool {
    matches!(known, Known::Likely | Known::Unknown)
}

/// The values that are to be asked, by the places of their columns and their own.
fn doubts(mapping: &Mapping) -> Vec<(usize, usize)> {
    let mut doubts = Vec::new();
    for column in &mapping.columns {
        for (place, value) in column.values.iter().enumerate() {
            if is_doubtful(value.known) {
                doubts.push((column.column, place));
            }
        }
    }
    doubts
}
