//! What happens to the screen: a session and something that happened in, the session after it out, with what must be done
//! outside. Nothing is lost by what goes wrong: the list before stays, and so does what was settled.

use super::{Act, Counted, Doing, List, Msg, ROWS, Rows, Session, Shelf, Spot, Step, Told};
use crate::session::Compiled;
use crate::staff::clerk::{Job, Said, Titles, Written};
use crate::staff::columns::Columns;
use crate::staff::fault::Fault;
use crate::staff::mapping::{self, Answer, Known, Saved};
use crate::staff::orders::orders;
use crate::staff::survey::{Form, Survey};
use crate::staff::tally::{Tally, open};
use crate::staff::words::Words;

/// The state after something happened, and what must be done outside, in this order.
#[must_use]
pub fn update(compiled: &Compiled, columns: &Columns, session: Session, msg: Msg) -> (Session, Vec<Act>) {
    let mut desk = Desk { compiled, columns, session, acts: Vec::new() };
    if !matches!(msg, Msg::Heard(_)) {
        // What was said of the last thing done has been read.
        desk.session.told = None;
        desk.session.fault = None;
    }
    desk.take(msg);
    (desk.session, desk.acts)
}

/// A session that is being changed.
struct Desk<'a> {
    compiled: &'a Compiled,
    columns: &'a Columns,
    session: Session,
    acts: Vec<Act>,
}

impl Desk<'_> {
    fn take(&mut self, msg: Msg) {
        match msg {
            Msg::ListGiven { name, size } => {
                self.ask(Job::Open { file: name, sheet: None, titles: Titles::Guess });
                if let Some(doing) = &mut self.session.doing {
                    doing.all = size;
                }
            }
            Msg::MappingGiven(text) => self.read(&text),
            Msg::Heard(said) => self.hear(said),
            Msg::Continued => self.go_on(),
            Msg::Revisited(step, spot) => {
                self.stop();
                // Who comes for a column comes for all of its values.
                if let (Step::Values, Spot::Column(column), Some(list)) = (step, &spot, &mut self.session.list) {
                    list.turn(Shelf::Sure(*column), 0);
                }
                self.show(step, spot);
            }
            Msg::SampleAsked => {
                let words = self.words();
                let (name, text) = (words.get("sample-file").to_owned(), words.get("sample").to_owned());
                self.acts.push(Act::SaveText { name, text });
            }
            Msg::Cancelled => {
                self.stop();
                self.session.told = Some(Told::Cancelled);
                self.focus(Spot::Heading);
            }
            Msg::Restarted => {
                self.stop();
                self.session = Session::default();
                self.acts.push(Act::Forget);
                self.focus(Spot::Heading);
            }
            msg => self.take_to_list(msg),
        }
    }

    /// What happens to the list that is there; without one, nothing.
    fn take_to_list(&mut self, msg: Msg) {
        let Some(list) = &mut self.session.list else { return };
        match msg {
            Msg::TitlesMoved(titles) => self.reopen(None, titles),
            Msg::SheetChosen(sheet) => self.reopen(Some(sheet), Titles::Guess),
            Msg::Remapped { column, kind } => {
                let logic = &self.compiled.guide.logic;
                let named = kind.zip(list.survey.columns.get(column));
                let mapped = named.and_then(|(kind, it)| mapping::remap(self.columns, logic, column, it, &kind));
                list.map(column, mapped);
                self.changed();
            }
            Msg::Settled { column, value, question, choice } => {
                let Some(value) = list.value(column, value) else { return };
                value.says.retain(|it| it.question != question);
                value.says.extend(choice.map(|choice| Answer { question, choice }));
                value.known = Known::Settled;
                self.changed();
            }
            Msg::Confirmed { column, value: place } => {
                let Some(value) = list.value(column, place) else { return };
                value.known = Known::Settled;
                self.changed();
                // The button that was pressed is gone.
                self.focus(Spot::Value(column, place));
            }
            Msg::Accepted => {
                let mut many = 0;
                for value in list.mapping.columns.iter_mut().flat_map(|it| &mut it.values) {
                    if value.known == Known::Likely {
                        value.known = Known::Settled;
                        many += 1;
                    }
                }
                if many > 0 {
                    self.changed();
                    self.session.told = Some(Told::Accepted(many));
                    self.focus(Spot::Heading);
                }
            }
            Msg::Turned(of, from) => {
                list.turn(of, from);
                self.focus(match of {
                    Shelf::Columns => Spot::Column(from),
                    Shelf::Doubts(column) | Shelf::Sure(column) => Spot::Column(column),
                });
            }
            Msg::Answered(answer) => {
                list.house.retain(|it| it.question != answer.question);
                list.house.push(answer);
                self.count();
            }
            Msg::TakenBack(question) => {
                list.house.retain(|it| it.question != question);
                self.count();
                self.focus(Spot::Question(question));
            }
            Msg::GroupChosen(group) => {
                list.group = group;
                self.rows(0);
            }
            Msg::GroupOpened(group) => {
                list.group = Some(group);
                self.rows(0);
                self.focus(Spot::Rows);
            }
            Msg::RowsTurned(from) => {
                self.rows(from);
                self.focus(Spot::Rows);
            }
            Msg::WriteAsked(to) => {
                let lang = self.compiled.guide.words.lang.clone();
                self.ask(Job::Write { to, lang });
            }
            Msg::MappingAsked => self.keep(),
            _ => {}
        }
    }

    fn hear(&mut self, said: Said) {
        let Some(doing) = &mut self.session.doing else { return };
        if let Said::Progress { done, all } = said {
            (doing.done, doing.all) = (done, all);
            return;
        }
        match (said, doing.job.clone()) {
            (Said::Surveyed(survey), Job::Open { .. }) => self.surveyed(survey),
            (Said::Counted(tally), Job::Sort { .. }) => {
                self.count_up(tally);
                let counted = self.session.list.as_ref().and_then(|list| list.counted.as_ref());
                let step = counted.map_or(Step::Orders, Counted::leads_to);
                self.done();
                self.show(step, Spot::Heading);
            }
            (Said::Counted(tally), Job::Count { house }) => {
                self.count_up(tally);
                self.done();
                // Somebody who answers quickly answers again before the first answer is counted.
                if self.session.list.as_ref().is_some_and(|list| list.house != house) {
                    self.count();
                }
            }
            (Said::Shown(rows), Job::Show { from, .. }) => {
                if let Some(list) = &mut self.session.list {
                    list.rows = Some(Rows { from, rows });
                }
                self.done();
            }
            (Said::Written(to), Job::Write { .. }) => {
                let words = self.words();
                let pattern = match to {
                    Written::Text => "file-text",
                    Written::Workbook => "file-workbook",
                };
                let list = self.session.list.as_ref();
                let name = list.map(|list| list.file(words.get(pattern), words.get("file-unnamed")));
                let name = name.unwrap_or_default();
                self.acts.push(Act::SaveWritten(name.clone()));
                self.session.told = Some(Told::Written(name));
                self.done();
            }
            (Said::Failed(fault), _) => {
                self.session.doing = None;
                self.session.then = None;
                self.fail(fault);
            }
            _ => {}
        }
    }

    /// The list is read through. What was settled for the one before holds for it too, if it has the same titles.
    fn surveyed(&mut self, survey: Survey) {
        if let Some(list) = self.session.list.take() {
            let saved = Saved::of(&list.mapping, &list.house);
            let holds = !list.mapping.columns.is_empty() && saved.missing(&survey.columns).is_empty();
            self.session.saved = holds.then_some(saved);
            self.session.strays.clear();
        }
        self.lay(survey);
        self.done();
        // Who looks for the titles of a list, or for its sheet, is at the columns and stays where they are.
        if self.session.step != Step::Columns {
            self.show(Step::Columns, Spot::Heading);
        }
    }

    /// Lays the list out, with what is known of lists like it.
    fn lay(&mut self, survey: Survey) {
        let saved = self.session.saved.as_ref();
        let mapping = mapping::propose(self.columns, &self.compiled.guide.logic, &survey.columns, saved);
        let house = saved.map(|saved| saved.house.clone()).unwrap_or_default();
        self.session.missing = saved.map(|saved| saved.missing(&survey.columns)).unwrap_or_default();
        self.session.list = Some(List::new(survey, mapping, house));
    }

    /// The same list is read otherwise.
    fn reopen(&mut self, sheet: Option<usize>, titles: Titles) {
        let Some(list) = &self.session.list else { return };
        let read = match list.survey.form {
            Form::Workbook { sheet, .. } => Some(sheet),
            Form::Text { .. } => None,
        };
        let file = list.survey.file.clone();
        self.ask(Job::Open { file, sheet: sheet.or(read), titles });
    }

    /// A mapping was given: it holds at once for a list that is there.
    fn read(&mut self, text: &str) {
        match mapping::read(self.columns, &self.compiled.guide.logic, text) {
            Ok((saved, strays)) => {
                self.session.saved = Some(saved);
                self.session.strays = strays;
                self.session.told = Some(Told::Read);
                if let Some(list) = self.session.list.take() {
                    self.stop();
                    self.lay(list.survey);
                    self.show(Step::Columns, Spot::Heading);
                }
            }
            Err(fault) => self.fail(fault),
        }
    }

    /// The mapping is kept as a file.
    fn keep(&mut self) {
        let Some(list) = &self.session.list else { return };
        let words = self.words();
        let name = list.file(words.get("file-mapping"), words.get("file-unnamed"));
        let text = mapping::write(&list.mapping, &list.house, &self.compiled.guide.logic);
        self.acts.push(Act::SaveText { name: name.clone(), text });
        self.session.told = Some(Told::Kept(name));
    }

    fn go_on(&mut self) {
        let Some(list) = &self.session.list else { return };
        let step = match (self.session.step, &list.counted) {
            (Step::List, _) => Step::Columns,
            (Step::Columns, _) if list.is_doubtful() => Step::Values,
            (Step::Columns | Step::Values, Some(counted)) => counted.leads_to(),
            (Step::Columns | Step::Values, None) => {
                let job = Job::Sort { mapping: list.mapping.clone(), house: list.house.clone() };
                return self.ask(job);
            }
            (Step::House | Step::Orders, _) => Step::Orders,
        };
        self.stop();
        self.show(step, Spot::Heading);
    }

    /// A step is on the screen. The orders bring the first rows along.
    fn show(&mut self, step: Step, spot: Spot) {
        self.session.step = step;
        self.focus(spot);
        let bare = self.session.list.as_ref().is_some_and(|list| list.counted.is_some() && list.rows.is_none());
        if step == Step::Orders && bare {
            self.rows(0);
        }
    }

    fn rows(&mut self, from: u64) {
        let Some(list) = &self.session.list else { return };
        self.ask(Job::Show { group: list.group, from, many: ROWS });
    }

    /// What the columns or the values say has changed: what was counted holds no more.
    fn changed(&mut self) {
        self.stop();
        if let Some(list) = &mut self.session.list {
            list.changed();
        }
    }

    fn count(&mut self) {
        let Some(list) = &self.session.list else { return };
        let counting = self.session.doing.as_ref().is_some_and(|it| matches!(it.job, Job::Count { .. }));
        if !counting {
            self.ask(Job::Count { house: list.house.clone() });
        }
    }

    fn count_up(&mut self, tally: Tally) {
        if let Some(list) = &mut self.session.list {
            list.changed();
            let open = open(self.compiled, &tally);
            let orders = orders(self.compiled, self.columns, &tally);
            list.counted = Some(Counted { tally, open, orders });
        }
    }

    /// Asks the clerk. What only shows rows makes way; a list being written is waited for.
    fn ask(&mut self, job: Job) {
        let writing = self.session.doing.as_ref().is_some_and(|it| matches!(it.job, Job::Write { .. }));
        if writing && matches!(job, Job::Show { .. } | Job::Write { .. } | Job::Count { .. }) {
            self.session.then = Some(job);
            return;
        }
        self.stop();
        self.session.doing = Some(Doing { job: job.clone(), done: 0, all: 0 });
        self.acts.push(Act::Ask(job));
    }

    /// What was asked is done: on to what waits.
    fn done(&mut self) {
        self.session.doing = None;
        if let Some(job) = self.session.then.take() {
            self.ask(job);
        }
    }

    fn stop(&mut self) {
        self.session.then = None;
        if self.session.doing.take().is_some() {
            self.acts.push(Act::Cancel);
        }
    }

    fn fail(&mut self, fault: Fault) {
        self.session.fault = Some(fault);
        self.focus(Spot::Fault);
    }

    fn focus(&mut self, spot: Spot) {
        self.session.spot = spot;
        self.acts.push(Act::Focus);
    }

    fn words(&self) -> Words {
        Words::of(&self.compiled.guide.words.lang)
    }
}
