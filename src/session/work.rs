//! What a person makes of the plan: the steps that are done, and the days from which and for which it is reckoned. It
//! belongs to the steps, not to the answers: a step that a change takes out of the plan is still done when it comes back.

use super::Session;
use crate::calendar::{Date, Region};
use crate::pack::{Id, Step};

/// What a person made of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// The steps that are done, in the order of doing.
    pub done: Vec<Id<Step>>,
    /// The day from which the delays run.
    pub start: Option<Date>,
    /// The day on which the card is needed.
    pub need: Option<Date>,
    /// Which public holidays count.
    pub region: Region,
}

impl Work {
    /// A step is done; doing it again adds nothing.
    pub fn tick(&mut self, step: Id<Step>) {
        if let Err(place) = self.done.binary_search(&step) {
            self.done.insert(place, step);
        }
    }
}

/// A day that a person may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// From which the delays run.
    Start,
    /// On which the card is needed.
    Need,
}

/// What stands in the field of a day and is none. The screen must know it even while it is being typed: a field that is
/// drawn anew between two keys would lose them otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// Which day it was to be.
    pub day: Day,
    /// As it was typed, as far as the browser tells.
    pub text: String,
    /// Whether it is a mistake: not while it is being typed.
    pub wrong: bool,
}

/// What somebody may want a copy of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Original {
    /// The link that brings everything back.
    Page,
    /// The link to the answers alone, for a report.
    Link,
    /// The report.
    Report,
}

/// What became of what somebody wanted to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// It is on the clipboard.
    Yes,
    /// The browser refuses: it is marked, to be copied by hand.
    ByHand,
}

/// Something that happened to the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A step is done.
    Ticked(Id<Step>),
    /// It is not, after all.
    Unticked(Id<Step>),
    /// This was typed as the day; nothing takes it back.
    Given(Day, String),
    /// This stands in the field of the day, as far as the browser tells, and may become a day: it is being typed.
    Typing(Day, String),
    /// The field of the day was left with this in it, as far as the browser tells: it is no day.
    Left(Day, String),
    /// The public holidays of this region count.
    Moved(Region),
    /// Somebody wanted to copy something.
    Copied(Original, Copied),
}

/// The state after the person worked on the plan. It leaves every answer, and what is said about them, as it was.
pub(super) fn change(mut session: Session, change: Change) -> Session {
    let work = &mut session.work;
    match change {
        Change::Ticked(step) => work.tick(step),
        Change::Unticked(step) => work.done.retain(|done| *done != step),
        Change::Given(day, text) => {
            let date = match day {
                Day::Start => &mut work.start,
                Day::Need => &mut work.need,
            };
            *date = read(&mut session.misread, day, text, *date);
        }
        Change::Typing(day, text) => {
            // What was wrong stays so until it is a day.
            let wrong = session.misread.iter().any(|known| known.day == day && known.wrong);
            misread(&mut session.misread, Misread { day, text, wrong });
        }
        Change::Left(day, text) => misread(&mut session.misread, Misread { day, text, wrong: true }),
        Change::Moved(region) => work.region = region,
        Change::Copied(original, copied) => session.copied = Some((original, copied)),
    }
    session
}

/// The day that a text names; none for an empty field. What is no day is remembered as it was typed, and the last one
/// that was stays.
fn read(misread: &mut Vec<Misread>, day: Day, text: String, before: Option<Date>) -> Option<Date> {
    misread.retain(|known| known.day != day);
    if text.trim_ascii().is_empty() {
        return None;
    }
    let date = Date::parse(text.trim_ascii());
    if date.is_none() {
        misread.push(Misread { day, text, wrong: true });
    }
    date.or(before)
}

fn misread(known: &mut Vec<Misread>, new: Misread) {
    known.retain(|known| known.day != new.day);
    known.push(new);
}
