//! The one who works on the list, in a worker: gets a [`Job`], asks for the bytes slice by slice, and says what came of it.
//! What it holds of a row, once it has sorted them, is a number of four bytes; the bytes themselves it asks for again.

mod sorted;
mod task;

use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::cells;
use super::columns::Columns;
use super::fault::Fault;
use super::mapping::{Answer, Mapping};
use super::survey::Survey;
use super::tally::Tally;
use super::text::Part;
use crate::built_in::{self, Damaged};
use crate::session::Compiled;
use sorted::Sorted;
use task::{Done, Task};

/// How many bytes are asked for at once: what is done with them, and what comes of them, must not be felt.
pub const SLICE: u64 = 1 << 18;

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

/// Does one job after the other on one list.
pub struct Clerk {
    desk: Desk,
    /// The job that is being done.
    doing: Option<Doing>,
    said: VecDeque<Said>,
    bytes: VecDeque<Vec<u8>>,
    turned: bool,
    refused: bool,
}

/// What the clerk knows and holds.
struct Desk {
    compiled: Compiled,
    columns: Rc<Columns>,
    /// The titles of what is written, by which a list of ours is known.
    ours: Vec<String>,
    /// The list that was opened last.
    list: Option<List>,
}

/// A list that was read through.
struct List {
    survey: Survey,
    /// Its rows, as they were sorted last.
    sorted: Option<Sorted>,
}

/// A job that goes through the bytes.
struct Doing {
    task: Task,
    at: u64,
    size: u64,
    /// The hundredths that were told last.
    told: u64,
}

impl Clerk {
    /// One who has no list yet.
    ///
    /// # Errors
    /// If the stored guide cannot be read.
    pub fn new() -> Result<Self, Damaged> {
        // Lists are written in the language of the pack, whatever the page speaks.
        let compiled = built_in::compiled("")?;
        let columns = Rc::new(Columns::built_in(&compiled.guide));
        let desk = Desk { compiled, columns, ours: cells::every_title(), list: None };
        Ok(Self { desk, doing: None, said: VecDeque::new(), bytes: VecDeque::new(), turned: false, refused: false })
    }

    /// Begins a job, and gives up any other; the bytes beside it, or those of the list, are so many.
    pub fn begin(&mut self, job: Job, size: u64) {
        self.drop_job();
        match Task::begin(&mut self.desk, job) {
            Ok(Done::Task(_)) if size == 0 => self.fail(Fault::Empty),
            Ok(Done::Task(task)) => self.doing = Some(Doing { task: *task, at: 0, size, told: 0 }),
            Ok(Done::Said(said)) => self.said.push_back(said),
            Err(fault) => self.fail(fault),
        }
    }

    /// The bytes that are wanted next; none when the job is done, or when what was turned is not there yet.
    #[must_use]
    pub fn wants(&self) -> Option<Range<u64>> {
        let doing = self.doing.as_ref().filter(|_| !self.turned)?;
        Some(doing.at..doing.size.min(doing.at + SLICE))
    }

    /// Takes the bytes that were wanted.
    pub fn feed(&mut self, bytes: &[u8]) {
        let Some(mut doing) = self.doing.take() else { return };
        let from = doing.at;
        doing.at += bytes.len() as u64;
        if doing.at == from {
            return self.fail(Fault::Gone);
        }
        let part = if doing.at < doing.size { Part::More } else { Part::Last };
        let mut out = |bytes| self.bytes.push_back(bytes);
        match doing.task.feed(&mut self.desk, bytes, part, doing.size, &mut out) {
            Ok(next) => self.go_on(doing, next),
            Err(fault) => self.fail(fault),
        }
    }

    fn go_on(&mut self, mut doing: Doing, next: task::Next) {
        match next {
            task::Next::On => {}
            task::Next::Again => doing.at = 0,
            task::Next::Turned => (doing.at, self.turned) = (0, true),
            task::Next::Said(said) => return self.said.push_back(said),
        }
        let hundredths = doing.at.saturating_mul(100) / doing.size.max(1);
        if std::mem::replace(&mut doing.told, hundredths) != hundredths {
            self.said.push_back(Said::Progress { done: doing.at, all: doing.size });
        }
        self.doing = Some(doing);
    }

    /// Whether all that was written until now is to be read in the place of the list; told once, and answered by
    /// [`Clerk::resized`].
    pub fn turned(&mut self) -> bool {
        std::mem::replace(&mut self.turned, false)
    }

    /// What is read from here on has so many bytes.
    pub fn resized(&mut self, size: u64) {
        match &mut self.doing {
            Some(doing) if size > 0 => doing.size = size,
            Some(_) => self.fail(Fault::Empty),
            None => {}
        }
    }

    /// The job cannot be done; what was known before it is known still.
    pub fn fail(&mut self, fault: Fault) {
        self.drop_job();
        self.refused = true;
        self.said.push_back(Said::Failed(fault));
    }

    /// The job is given up; what was known before it is known still.
    pub fn drop_job(&mut self) {
        (self.doing, self.turned, self.refused) = (None, false, false);
        self.said.clear();
        self.bytes.clear();
    }

    /// Whether the last job could not be done.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.refused
    }

    /// What is said next.
    pub fn says(&mut self) -> Option<Said> {
        self.said.pop_front()
    }

    /// Bytes that are written, the next of them.
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        self.bytes.pop_front()
    }
}
