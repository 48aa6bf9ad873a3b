//! What is wrong with `columns.toml` beside the rules that it speaks of: every fault at once.

use std::collections::{BTreeMap, BTreeSet};

use super::Columns;
use super::file::{File, KindRow, Once, ValueRow};
use crate::engine::Answers;
use crate::pack::{Guide, Logic};
use crate::staff::values::{counting, words};

/// Every fault; none for a sound file.
#[must_use]
pub fn faults(guide: &Guide) -> Vec<String> {
    let (file, logic) = (File::built_in(), &guide.logic);
    let mut faults = Vec::new();
    if file.kinds.is_empty() {
        faults.push("the file holds no kind, or cannot be read".to_owned());
    }
    let Columns { small, noise, .. } = Columns::built_in(guide);
    titles(&file, &small, &mut faults);
    for kind in &file.kinds {
        answers(&file, kind, logic, &mut faults);
        names(&file, kind, &noise, &mut faults);
    }
    for row in &file.implies {
        let choices =
            row.when.iter().chain(&row.but).flat_map(|(question, all)| all.iter().map(move |it| (question, it)));
        let beside = row.brings.keys().flat_map(|question| row.beside.iter().map(move |it| (question, it)));
        unknown(logic, choices.chain(&row.brings).chain(beside), &mut faults);
        if row.brings.len() != 1 {
            faults.push("what is implied is one answer".to_owned());
        }
    }
    unknown(logic, &file.alone, &mut faults);
    for actor in &file.persons {
        if logic.actors.find(|it| it.key == *actor).is_none() {
            faults.push(format!("there is no actor `{actor}`"));
        }
    }
    often(&file, logic, &mut faults);
    faults
}

/// Titles of two kinds.
fn titles(file: &File, small: &BTreeSet<String>, faults: &mut Vec<String>) {
    let mut known: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    for (kind, title) in file.kinds.iter().flat_map(|kind| kind.titles.iter().map(move |title| (kind, title))) {
        let counting = counting(&words(title), small);
        if counting.is_empty() {
            faults.push(format!("the title `{title}` of `{}` is nothing but noise", kind.about));
        } else if let Some(other) = known.insert(counting, &kind.about) {
            faults.push(format!("the title `{title}` of `{}` stands under `{other}` already", kind.about));
        }
    }
}

/// Questions and choices that there are not, or that a kind cannot answer.
fn answers(file: &File, kind: &KindRow, logic: &Logic, faults: &mut Vec<String>) {
    let about = &kind.about;
    for question in std::iter::once(about).chain(&kind.also) {
        if logic.questions.find(|it| it.key == *question).is_none() {
            faults.push(format!("there is no question `{question}`"));
        }
    }
    if file.kinds.iter().filter(|it| it.about == *about).count() > 1 {
        faults.push(format!("there are two kinds about `{about}`"));
    }
    if let Some(other) = kind.values_of.as_ref().filter(|it| file.kind(it).is_none()) {
        faults.push(format!("`{about}` takes over the values of `{other}`, which has none"));
    }
    for value in file.values(kind) {
        unknown(logic, &value.says, faults);
        for question in value.says.keys().filter(|it| *it != about && !kind.also.contains(it)) {
            faults.push(format!("a value of `{about}` answers `{question}`, which is not among its `also`"));
        }
        if let Some(choice) = &value.names_of {
            unknown(logic, [(about, choice)], faults);
        }
    }
}

fn unknown<'a>(logic: &Logic, pairs: impl IntoIterator<Item = (&'a String, &'a String)>, faults: &mut Vec<String>) {
    for (question, choice) in pairs {
        if !Answers::read(logic, [(question.as_str(), choice.as_str())]).1.is_empty() {
            faults.push(format!("there is no answer `{question}={choice}`"));
        }
    }
}

/// Names that say two things, or one thing twice.
fn names(file: &File, kind: &KindRow, noise: &BTreeSet<String>, faults: &mut Vec<String>) {
    let mut known: BTreeMap<Vec<String>, (&ValueRow, &str)> = BTreeMap::new();
    let mut written: BTreeSet<String> = BTreeSet::new();
    for value in file.values(kind) {
        for name in value.sure.iter().chain(&value.likely) {
            let all = words(name);
            if !written.insert(all.join(" ")) {
                faults.push(format!("the name `{name}` stands twice under `{}`", kind.about));
            }
            let counting = counting(&all, noise);
            if counting.is_empty() {
                continue;
            }
            if let Some((other, said)) = known.insert(counting, (value, name)).filter(|(it, _)| it.says != value.says) {
                let both = [&other.says, &value.says].map(|says| format!("{says:?}")).join(" and ");
                faults.push(format!("`{said}` and `{name}` of `{}` are the same words, and say {both}", kind.about));
            }
        }
    }
}

/// Pieces and steps of which nothing tells how often there are, or that there are not.
fn often(file: &File, logic: &Logic, faults: &mut Vec<String>) {
    let pieces: BTreeSet<_> = logic.pieces.rows().map(|it| &it.key).collect();
    let steps: BTreeSet<_> = logic.steps.rows().map(|it| &it.key).collect();
    for (all, what, named) in [(&pieces, "piece", pieces_of as fn(&Once) -> &Vec<String>), (&steps, "step", steps_of)] {
        // What is told of some plans alone is told of the others besides.
        let general = || file.once.iter().filter(|it| it.beside.is_none()).chain([&file.each]).flat_map(named);
        for key in all {
            match general().filter(|it| it == key).count() {
                1 => {}
                0 => faults.push(format!("nothing tells whether the {what} `{key}` is there once, or for each row")),
                _ => faults.push(format!("the {what} `{key}` is told of twice")),
            }
        }
        for key in file.once.iter().chain([&file.each]).flat_map(named).filter(|it| !all.contains(it)) {
            faults.push(format!("there is no {what} `{key}`"));
        }
    }
    for beside in file.once.iter().filter_map(|it| it.beside.as_ref()).filter(|it| !steps.contains(it)) {
        faults.push(format!("there is no step `{beside}`"));
    }
}

fn pieces_of(once: &Once) -> &Vec<String> {
    &once.pieces
}

fn steps_of(once: &Once) -> &Vec<String> {
    &once.steps
}
