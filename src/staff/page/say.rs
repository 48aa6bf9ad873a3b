//! How the screen for lists speaks: sentences filled in, numbers written out, what goes wrong and what is being done.

use super::{Control, Pager, Trouble, Work};
use crate::engine::Turn;
use crate::pack::words::{self, ChoiceWords};
use crate::pack::{Id, Question};
use crate::page::Focus;
use crate::session::Compiled;
use crate::staff::clerk::{Job, Written};
use crate::staff::columns::Columns;
use crate::staff::fault::Fault;
use crate::staff::mapping::Answer;
use crate::staff::session::{Doing, Msg, Session, Spot, Told};
use crate::staff::words::Words;

/// The one who speaks: the words of the lists, those of the guide, and what columns are called.
pub(super) struct Say<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) columns: &'a Columns,
    words: Words,
}

impl<'a> Say<'a> {
    pub(super) fn new(compiled: &'a Compiled, columns: &'a Columns) -> Self {
        Self { compiled, columns, words: Words::of(&compiled.guide.words.lang) }
    }

    /// A sentence.
    pub(super) fn get(&self, key: &str) -> String {
        self.words.get(key).to_owned()
    }

    /// A sentence with its places filled.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::said(self.words.get(key), values)
    }

    /// A sentence about so many: one for one, one for another number.
    pub(super) fn count(&self, one: &str, many: &str, count: u64) -> String {
        let key = if count == 1 { one } else { many };
        self.fill(key, &[("count", &self.number(count))])
    }

    /// So many rows.
    pub(super) fn rows(&self, count: u64) -> String {
        self.count("rows-one", "rows-many", count)
    }

    pub(super) fn control(&self, key: &str, msg: Msg) -> Control {
        Control { label: self.get(key), name: None, msg }
    }

    /// A number, in groups of three digits.
    pub(super) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut written = String::with_capacity(digits.len() + 4);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push_str(self.words.get("thousands"));
            }
            written.push(digit);
        }
        written
    }

    /// To other lines than those from `from`, of `all`, `step` at a time.
    pub(super) fn pager(&self, of: &str, from: u64, step: u64, all: u64, to: impl Fn(u64) -> Msg) -> Option<Pager> {
        if all <= step {
            return None;
        }
        let last = (from + step).min(all);
        let text = self.fill(
            "pager-text",
            &[("first", &self.number(from + 1)), ("last", &self.number(last)), ("all", &self.number(all))],
        );
        let turn = |key: &str, named: &str, from| Control {
            name: Some(self.fill(named, &[("of", of)])),
            ..self.control(key, to(from))
        };
        Some(Pager {
            label: of.to_owned(),
            text,
            back: (from > 0).then(|| turn("pager-back", "pager-back-name", from.saturating_sub(step))),
            on: (last < all).then(|| turn("pager-on", "pager-on-name", last)),
        })
    }

    /// The question of an id, with its words.
    pub(super) fn question(&self, key: &str) -> Option<Id<Question>> {
        self.compiled.guide.logic.questions.find(|it| it.key == key)
    }

    /// What a question is called in short.
    pub(super) fn short(&self, key: &str) -> String {
        self.question(key).map_or_else(|| key.to_owned(), |id| self.compiled.guide.words.questions[id].short.clone())
    }

    /// The choices of a question, by their ids.
    pub(super) fn choices(&self, question: Id<Question>) -> impl Iterator<Item = (&'a str, &'a ChoiceWords)> {
        let guide = &self.compiled.guide;
        let keys = guide.logic.questions[question].choices.iter().map(|it| it.key.as_str());
        keys.zip(&guide.words.questions[question].choices)
    }

    /// The choice of an answer, in words.
    pub(super) fn choice(&self, answer: &Answer) -> String {
        let known = self.question(&answer.question).and_then(|id| self.choices(id).find(|it| it.0 == answer.choice));
        known.map_or_else(|| answer.choice.clone(), |(_, words)| words.text.clone())
    }

    /// An answer in words.
    pub(super) fn answer(&self, answer: &Answer) -> String {
        let (question, choice) = (self.short(&answer.question), self.choice(answer));
        words::said(self.compiled.guide.words.texts.answer(), &[("question", &question), ("choice", &choice)])
    }

    /// The same, of a walk.
    pub(super) fn turn(&self, turn: Turn) -> String {
        let (question, choice) = self.compiled.guide.logic.keys(turn.question, turn.choice);
        self.answer(&Answer { question: question.to_owned(), choice: choice.to_owned() })
    }

    /// Several names in a line.
    pub(super) fn names(&self, names: &[String]) -> String {
        names.join(self.words.get("and"))
    }

    /// Several sentences in a line, or names in which there are commas.
    pub(super) fn list(&self, items: &[String]) -> String {
        items.join(self.words.get("and-then"))
    }
}

/// What went wrong, and what to do.
pub(super) fn trouble(say: &Say, session: &Session, fault: &Fault) -> Trouble {
    let number = |number: u64| say.number(number);
    let (title, text) = match fault {
        Fault::Empty => (say.get("fault-empty"), say.get("fault-empty-do")),
        Fault::NotText => (say.get("fault-not-text"), say.get("fault-not-text-do")),
        Fault::OtherWorkbook => (say.get("fault-other-workbook"), say.get("fault-other-workbook-do")),
        Fault::NoWorkbook => (say.get("fault-no-workbook"), say.get("fault-no-workbook-do")),
        Fault::Damaged => (say.get("fault-damaged"), say.get("fault-damaged-do")),
        Fault::TooLarge { limit } => {
            let limit = number(limit / 1_000_000);
            (say.fill("fault-too-large", &[("limit", &limit)]), say.get("fault-too-large-do"))
        }
        Fault::TooWide { row } => (say.fill("fault-too-wide", &[("row", &number(*row))]), say.get("fault-too-wide-do")),
        Fault::OpenQuote { row } => {
            (say.fill("fault-open-quote", &[("row", &number(*row))]), say.get("fault-open-quote-do"))
        }
        Fault::TooManyRows { limit } => {
            (say.fill("fault-too-many-rows", &[("limit", &number(*limit))]), say.get("fault-too-many-rows-do"))
        }
        Fault::Gone => (say.get("fault-gone"), say.get("fault-gone-do")),
        Fault::NotMapping => (say.get("fault-not-mapping"), say.get("fault-not-mapping-do")),
        Fault::Crashed => (say.get("fault-crashed"), say.get("fault-crashed-do")),
    };
    let stays = session.list.as_ref().map(|_| say.get("fault-stays"));
    let text = stays.into_iter().fold(text, |text, stays| [text, stays].join(" "));
    let focus = if session.spot == Spot::Fault { Focus::Here } else { Focus::Elsewhere };
    Trouble { title, text, focus }
}

/// What is being done.
pub(super) fn work(say: &Say, doing: &Doing) -> Work {
    let title = match &doing.job {
        Job::Open { file, .. } if file.is_empty() => say.get("work-open-pasted"),
        Job::Open { file, .. } => say.fill("work-open", &[("name", file)]),
        Job::Sort { .. } => say.get("work-sort"),
        Job::Count { .. } => say.get("work-count"),
        Job::Show { .. } => say.get("work-show"),
        Job::Write { to: Written::Text, .. } => say.get("work-write-text"),
        Job::Write { to: Written::Workbook, .. } => say.get("work-write-workbook"),
    };
    let percent = doing.done.saturating_mul(100).checked_div(doing.all).and_then(|it| u8::try_from(it.min(100)).ok());
    let text = percent.map_or_else(String::new, |it| say.fill("work-percent", &[("percent", &it.to_string())]));
    Work { title, percent, text, cancel: say.control("work-cancel", Msg::Cancelled) }
}

/// What has been done.
pub(super) fn told(say: &Say, told: &Told) -> String {
    match told {
        Told::Written(name) => say.fill("told-written", &[("name", name)]),
        Told::Kept(name) => say.fill("told-kept", &[("name", name)]),
        Told::Read => say.get("told-read"),
        Told::Cancelled => say.get("told-cancelled"),
        Told::Accepted(many) => {
            say.count("told-accepted-one", "told-accepted-many", u64::try_from(*many).unwrap_or(u64::MAX))
        }
    }
}
