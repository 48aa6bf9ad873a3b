//! The jobs that go through the bytes of a list, each slice by slice: open, sort, show, write.

use std::fmt::Write;
use std::rc::Rc;

use super::sorted::Sorted;
use super::{Desk, Job, List, Said, Shown, Titles, Written};
use crate::built_in;
use crate::staff::cells;
use crate::staff::fault::Fault;
use crate::staff::mapping::Answer;
use crate::staff::surveyor::{Asked, Step, Surveyor};
use crate::staff::table::{Row, Rows};
use crate::staff::text::Part;
use crate::staff::words::Words;
use crate::staff::workbook::{self, MOST_BYTES};
use crate::staff::write::Writer;

/// A job that goes through the bytes.
pub(super) enum Task {
    /// A list is given; nothing of it is known yet.
    Look(Given),
    /// A workbook comes in.
    Gather(Given, Vec<u8>),
    /// A list is read through.
    Survey(Surveyor),
    /// Rows are sorted.
    Sort(Rows, Sorted, Vec<Answer>),
    /// Rows are looked for.
    Show(Rows, Sought),
    /// The list is written.
    Write(Rows, Writing),
}

/// What came of beginning.
pub(super) enum Done {
    /// The bytes are needed for it.
    Task(Box<Task>),
    /// It is done.
    Said(Said),
}

/// What follows a slice.
pub(super) enum Next {
    /// The next one.
    On,
    /// The first one again.
    Again,
    /// The first one of what was written meanwhile.
    Turned,
    /// Nothing: it is done.
    Said(Said),
}

/// A list that was given.
pub(super) struct Given {
    file: String,
    sheet: Option<usize>,
    titles: Titles,
}

/// Rows that are looked for.
pub(super) struct Sought {
    group: Option<usize>,
    /// How many are still to be passed over.
    before: u64,
    many: usize,
    found: Vec<Shown>,
}

/// A list on its way back.
pub(super) struct Writing {
    to: Written,
    writer: Writer,
    /// What is written beside each row of a group; the first cell is for the number of the row.
    beside: Vec<Vec<String>>,
}

impl Task {
    /// Begins a job.
    pub(super) fn begin(desk: &mut Desk, job: Job) -> Result<Done, Fault> {
        let task = match job {
            Job::Open { file, sheet, titles } => Self::Look(Given { file, sheet, titles }),
            Job::Sort { mapping, house } => {
                let sorted = Sorted::new(&desk.compiled, &desk.columns, &mapping);
                Self::Sort(desk.list()?.survey.pass(), sorted, house)
            }
            Job::Count { house } => {
                let Desk { list, compiled, .. } = desk;
                let sorted = list.as_mut().and_then(|it| it.sorted.as_mut()).ok_or(Fault::Gone)?;
                return Ok(Done::Said(Said::Counted(sorted.count(compiled, &house))));
            }
            Job::Show { group, from, many } => {
                let many = usize::try_from(many).unwrap_or(usize::MAX);
                Self::Show(desk.list()?.survey.pass(), Sought { group, before: from, many, found: Vec::new() })
            }
            Job::Write { to, lang } => Self::Write(desk.list()?.survey.pass(), Writing::begin(desk, to, &lang)?),
        };
        Ok(Done::Task(Box::new(task)))
    }

    /// Takes the next slice of the bytes, of which there are `size` in all.
    pub(super) fn feed(
        &mut self,
        desk: &mut Desk,
        bytes: &[u8],
        part: Part,
        size: u64,
        out: &mut dyn FnMut(Vec<u8>),
    ) -> Result<Next, Fault> {
        match self {
            Self::Look(given) => {
                let given = std::mem::take(given);
                *self = if workbook::is_one(bytes) {
                    Self::Gather(given, Vec::new())
                } else {
                    Self::Survey(Surveyor::new(desk.asked(given, None)))
                };
                self.feed(desk, bytes, part, size, out)
            }
            Self::Gather(given, book) => {
                if size > MOST_BYTES {
                    return Err(Fault::TooLarge { limit: MOST_BYTES });
                }
                book.extend_from_slice(bytes);
                if part == Part::More {
                    return Ok(Next::On);
                }
                let opened = workbook::open(book, given.sheet, &mut |text| out(text.as_bytes().to_vec()))?;
                let given = std::mem::take(given);
                *self = Self::Survey(Surveyor::new(desk.asked(given, Some(opened))));
                Ok(Next::Turned)
            }
            Self::Survey(surveyor) => match (surveyor.feed(bytes, part)?, part) {
                (Step::Again, _) => Ok(Next::Again),
                (Step::On, Part::More) => Ok(Next::On),
                (Step::On, Part::Last) => {
                    let Self::Survey(surveyor) = std::mem::take(self) else { return Ok(Next::On) };
                    let survey = surveyor.finish()?;
                    desk.list = Some(List { survey: survey.clone(), sorted: None });
                    Ok(Next::Said(Said::Surveyed(survey)))
                }
            },
            Self::Sort(rows, sorted, house) => {
                let survey = &desk.list()?.survey;
                rows.feed(bytes, part, &mut |row| {
                    if survey.below(row.number).is_some() {
                        sorted.add(row, &survey.appended);
                    }
                    Ok(())
                })?;
                if part == Part::More {
                    return Ok(Next::On);
                }
                let tally = sorted.count(&desk.compiled, house);
                if let (Self::Sort(_, sorted, _), Some(list)) = (std::mem::take(self), &mut desk.list) {
                    list.sorted = Some(sorted);
                }
                Ok(Next::Said(Said::Counted(tally)))
            }
            Self::Show(rows, sought) => {
                let list = desk.list()?;
                rows.feed(bytes, part, &mut |row| {
                    sought.look(list, row);
                    Ok(())
                })?;
                let done = part == Part::Last || sought.found.len() == sought.many;
                Ok(if done { Next::Said(Said::Shown(std::mem::take(&mut sought.found))) } else { Next::On })
            }
            Self::Write(rows, writing) => {
                let list = desk.list()?;
                rows.feed(bytes, part, &mut |row| writing.write(list, row))?;
                out(writing.writer.take());
                if part == Part::More {
                    return Ok(Next::On);
                }
                let Self::Write(_, writing) = std::mem::take(self) else { return Ok(Next::On) };
                out(writing.writer.finish()?);
                Ok(Next::Said(Said::Written(writing.to)))
            }
        }
    }
}

impl Default for Task {
    /// What is left where a task was taken out.
    fn default() -> Self {
        Self::Look(Given::default())
    }
}

impl Default for Given {
    fn default() -> Self {
        Self { file: String::new(), sheet: None, titles: Titles::Guess }
    }
}

impl Desk {
    /// The list; it is gone where a job came too late.
    fn list(&self) -> Result<&List, Fault> {
        self.list.as_ref().ok_or(Fault::Gone)
    }

    /// What a list is surveyed with; `book` names the sheets of a workbook, and the one that is read.
    fn asked(&self, given: Given, book: Option<(Vec<String>, usize)>) -> Asked {
        let columns = Rc::clone(&self.columns);
        Asked {
            file: given.file,
            workbook: book,
            titles: given.titles,
            known: Box::new(move |cells| columns.recognise(cells)),
            ours: self.ours.clone(),
        }
    }
}

impl Sought {
    fn look(&mut self, list: &List, row: &Row) {
        let Some(place) = list.survey.below(row.number).filter(|_| self.found.len() < self.many) else { return };
        let Some(group) = list.sorted.as_ref().and_then(|it| it.group(place)) else { return };
        if self.group.is_some_and(|wanted| wanted != group) {
            return;
        }
        if self.before > 0 {
            self.before -= 1;
            return;
        }
        self.found.push(Shown { row: place + 1, cells: row.cells().map(str::to_owned).collect(), group });
    }
}

impl Writing {
    fn begin(desk: &Desk, to: Written, lang: &str) -> Result<Self, Fault> {
        let list = desk.list()?;
        let compiled = built_in::compiled(lang).map_err(|_| Fault::Crashed)?;
        let words = Words::of(&compiled.guide.words.lang);
        let groups = &list.sorted.as_ref().ok_or(Fault::Gone)?.tally.groups;
        let beside = groups.iter().map(|group| {
            let mut cells = cells::cells(&compiled, &words, group);
            cells.insert(0, String::new());
            cells
        });
        let beside = beside.collect();
        Ok(Self { to, writer: Writer::new(to, &list.survey, cells::titles(&words))?, beside })
    }

    fn write(&mut self, list: &List, row: &Row) -> Result<(), Fault> {
        let Some(place) = list.survey.below(row.number) else { return self.writer.add(row, &[]) };
        let group = list.sorted.as_ref().and_then(|it| it.group(place)).ok_or(Fault::Gone)?;
        let cells = self.beside.get_mut(group).ok_or(Fault::Gone)?;
        if let Some(number) = cells.first_mut() {
            number.clear();
            // A string takes whatever is written to it.
            let _written = write!(number, "{}", place + 1);
        }
        self.writer.add(row, cells)
    }
}
