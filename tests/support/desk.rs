//! A person before the screen for lists, with a clerk beside: the parts that give a meaning to columns and count rows are
//! the real ones, the rows are written in the test. Used by tests that hold the screen to what a person does.

use std::rc::Rc;

use cpx_guide::session::Compiled;
use cpx_guide::staff::clerk::{Job, Said, Shown, Titles};
use cpx_guide::staff::columns::Columns;
use cpx_guide::staff::page::{Page, page};
use cpx_guide::staff::separator::Separator;
use cpx_guide::staff::session::{Act, Msg, Session, update};
use cpx_guide::staff::sort::Sorter;
use cpx_guide::staff::survey::{Column, Form, Survey, Value, Values};
use cpx_guide::staff::tally::{Count, tally};
use cpx_guide::staff::text::Encoding;
use cpx_guide::staff::values::key;

/// A person, the screen, and the list that was given.
pub struct Desk {
    pub compiled: Compiled,
    pub columns: Rc<Columns>,
    pub session: Session,
    /// The rows of the list, the titles first.
    pub rows: Vec<Vec<String>>,
    /// What is to be done outside, beside what the clerk has been asked and has answered.
    pub acts: Vec<Act>,
    groups: Vec<u32>,
    numbers: Vec<u32>,
}

impl Desk {
    /// Nobody has given a list yet.
    pub fn new(lang: &str) -> Self {
        let compiled = cpx_guide::built_in::compiled(lang).unwrap();
        let columns = Rc::new(Columns::built_in(&compiled.guide));
        let (session, rows) = (Session::default(), Vec::new());
        Self { compiled, columns, session, rows, acts: Vec::new(), groups: Vec::new(), numbers: Vec::new() }
    }

    /// Somebody has given this list, its cells apart by semicolons.
    pub fn with(lang: &str, list: &str) -> Self {
        let mut desk = Self::new(lang);
        desk.give(list);
        desk
    }

    /// Gives a list.
    pub fn give(&mut self, list: &str) {
        self.rows = list.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
        self.does(Msg::ListGiven { name: "equipe.csv".to_owned(), size: list.len() as u64 });
    }

    /// Something happens, and the clerk does at once what it is asked.
    pub fn does(&mut self, msg: Msg) {
        for act in self.only(msg) {
            match act {
                Act::Ask(job) => {
                    let said = self.clerk(job);
                    self.does(Msg::Heard(said));
                }
                act => self.acts.push(act),
            }
        }
    }

    /// Something happens, and the clerk is still at it.
    pub fn only(&mut self, msg: Msg) -> Vec<Act> {
        let (session, acts) = update(&self.compiled, &self.columns, std::mem::take(&mut self.session), msg);
        self.session = session;
        acts
    }

    /// What is on the screen.
    pub fn page(&self) -> Page {
        page(&self.compiled, &self.columns, &self.session)
    }

    /// What the clerk says to a job.
    pub fn clerk(&mut self, job: Job) -> Said {
        match job {
            Job::Open { file, titles, .. } => Said::Surveyed(self.survey(file, titles)),
            Job::Sort { mapping, house } => {
                let mut sorter = Sorter::new(&self.compiled.guide.logic, &self.columns, &mapping);
                let rows = self.rows.iter().skip(1);
                self.numbers = rows
                    .map(|row| {
                        let blank = row.iter().all(|cell| cell.trim().is_empty());
                        let cell = |place: usize| row.get(place).map_or("", String::as_str);
                        if blank { Sorter::EMPTY } else { sorter.row(cell) }
                    })
                    .collect();
                let mut counts = vec![Count::default(); sorter.combos().len()];
                for (number, row) in self.numbers.iter().zip(1..) {
                    counts[*number as usize].add(row);
                }
                let (tally, groups) = tally(&self.compiled, sorter.combos(), &counts, &house);
                self.groups = groups;
                Said::Counted(tally)
            }
            Job::Count { house } => {
                let mapping = self.session.list.as_ref().unwrap().mapping.clone();
                self.clerk(Job::Sort { mapping, house })
            }
            Job::Show { group, from, many } => {
                let groups = self.numbers.iter().map(|number| self.groups[*number as usize] as usize);
                let rows = groups.zip(self.rows.iter().skip(1)).zip(1..);
                let rows = rows.filter(|((of, _), _)| group.is_none_or(|group| group == *of));
                let rows = rows.skip(from as usize).take(many as usize);
                let shown = rows.map(|((group, cells), row)| Shown { row, cells: cells.clone(), group });
                Said::Shown(shown.collect())
            }
            Job::Write { to, .. } => Said::Written(to),
        }
    }

    fn survey(&self, file: String, titles: Titles) -> Survey {
        let header = match titles {
            Titles::Guess => Some(0),
            Titles::Row(row) => Some(row),
            Titles::None => None,
        };
        let below = self.rows.iter().skip(header.map_or(0, |row| row + 1));
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let columns = (0..width).map(|place| {
            let mut values: Vec<Value> = Vec::new();
            for row in below.clone() {
                let text = row.get(place).map_or("", |it| it.trim());
                match values.iter_mut().find(|it| key(&it.text) == key(text)) {
                    Some(value) => value.rows += 1,
                    None => values.push(Value { text: text.to_owned(), rows: 1 }),
                }
            }
            let title = header.and_then(|row| self.rows[row].get(place)).cloned().unwrap_or_default();
            Column { title, values: Values::Few(values) }
        });
        let form = Form::Text { encoding: Encoding::Utf8, separator: Separator::Semicolon };
        let (head, rows) = (self.rows.iter().take(20).cloned().collect(), below.clone().count() as u64);
        Survey { file, form, head, header, rows, columns: columns.collect(), appended: Vec::new() }
    }
}
