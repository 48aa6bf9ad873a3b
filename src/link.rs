//! A saved link: `#cpx=` followed by the edition and the answers, `#cpx=fiche-2021&lieu=ville`, and by what the person
//! made of the plan. Whatever stands in a link is read, and what was not understood is listed; no text is refused. A link
//! of an earlier edition is led from edition to edition to what its answers are called today.
//!
//! What is no answer begins with a dot, as no id does: `.done=` steps joined by `+`, `.start=` and `.need=` days,
//! `.calendar=alsace-moselle` the public holidays. All of it in the order written, the answers first.

use crate::calendar::{Date, Region};
use crate::engine::{Answers, Stray};
use crate::pack::Logic;
use crate::session::Work;

const MARK: &str = "cpx=";
const DONE: &str = ".done";
const START: &str = ".start";
const NEED: &str = ".need";
const CALENDAR: &str = ".calendar";
const ALSACE_MOSELLE: &str = "alsace-moselle";

/// What a link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The edition of the rules under which it was saved; empty if it names none.
    pub edition: String,
    /// The answers that are understood today.
    pub answers: Answers,
    /// What the person made of the plan.
    pub work: Work,
    /// What is not understood.
    pub strays: Vec<Stray>,
}

/// Reads the fragment of an address, with or without its `#`; `None` if it is somebody else's.
#[must_use]
pub fn read(logic: &Logic, fragment: &str) -> Option<Link> {
    let saved = fragment.strip_prefix('#').unwrap_or(fragment).strip_prefix(MARK)?;
    let (edition, rest) = match saved.split_once('&') {
        Some((edition, rest)) => (edition, rest),
        // A link that somebody shortened: answers without an edition.
        None if saved.contains('=') => ("", saved),
        None => (saved, ""),
    };
    let mut answers = Vec::new();
    let (mut work, mut strays) = (Work::default(), Vec::new());
    for piece in rest.split('&').map(str::trim_ascii) {
        if piece.starts_with('.') {
            more(logic, &mut work, &mut strays, piece);
        } else {
            answers.push(piece);
        }
    }
    let (answers, mut unknown) = Answers::parse(logic, &today(logic, edition, answers));
    unknown.append(&mut strays);
    Some(Link { edition: edition.to_owned(), answers, work, strays: unknown })
}

/// The fragment, with its `#`, that brings these answers back, and this work.
#[must_use]
pub fn write(logic: &Logic, answers: &Answers, work: &Work) -> String {
    let mut link = format!("#{MARK}{}", logic.edition);
    let mut add = |name: &str, value: &str| {
        for part in ["&", name, if name.is_empty() { "" } else { "=" }, value] {
            link.push_str(part);
        }
    };
    let answers = answers.write(logic);
    if !answers.is_empty() {
        add("", &answers);
    }
    let done: Vec<_> = work.done.iter().filter_map(|step| Some(logic.steps.look_up(*step)?.key.as_str())).collect();
    if !done.is_empty() {
        add(DONE, &done.join("+"));
    }
    for (name, date) in [(START, work.start), (NEED, work.need)] {
        if let Some(date) = date {
            add(name, &date.to_string());
        }
    }
    if work.region == Region::AlsaceMoselle {
        add(CALENDAR, ALSACE_MOSELLE);
    }
    link
}

/// Reads a piece that is no answer. A day that is there twice is the last, as with answers; steps all count.
fn more(logic: &Logic, work: &mut Work, strays: &mut Vec<Stray>, piece: &str) {
    let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
    let mut stray = |value: &str| strays.push(Stray { question: name.to_owned(), choice: value.to_owned() });
    let day = match (name, Date::parse(value)) {
        (START, Some(date)) => work.start.replace(date),
        (NEED, Some(date)) => work.need.replace(date),
        (CALENDAR, _) if value == ALSACE_MOSELLE => {
            work.region = Region::AlsaceMoselle;
            None
        }
        (DONE, _) => {
            for key in value.split('+') {
                match logic.steps.find(|step| step.key == key) {
                    Some(step) => work.tick(step),
                    None => stray(key),
                }
            }
            None
        }
        _ => {
            stray(value);
            None
        }
    };
    if let Some(day) = day.filter(|day| Some(*day) != if name == START { work.start } else { work.need }) {
        stray(&day.to_string());
    }
}

/// The answers of a link as the present edition calls them. An edition that nobody knows calls them as today.
fn today<'a>(logic: &'a Logic, edition: &str, mut answers: Vec<&'a str>) -> String {
    for later in logic.earlier.iter().skip_while(|it| it.key != edition) {
        for answer in &mut answers {
            if let Some(renamed) = later.renamed.iter().find(|it| it.was == *answer) {
                *answer = &renamed.is;
            }
        }
    }
    answers.join("&")
}
