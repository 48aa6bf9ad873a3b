//! What the titles of columns and the values in them usually mean: read from `columns.toml`, which is kept like the rules,
//! without Rust. A column of each question of the pack is known besides, by the names of the question and of its choices.
//!
//! A kind of column is named by the question that it is about first. It may answer others too: « Interne » in a column of
//! professions says that somebody is in training.

mod faults;
mod file;

use std::collections::{BTreeMap, BTreeSet};

use super::mapping::{Answer, Known};
use super::values::{counting, words};
use crate::engine::{Answers, Turn};
use crate::pack::words::ChoiceWords;
use crate::pack::{Actor, ChoiceId, Guide, Id, Logic, Piece, Plan, Question, Step};
pub use faults::faults;
use file::File;

/// What is known of columns, for one pack.
#[derive(Debug, Clone)]
pub struct Columns {
    /// A kind for each question, in asking order.
    pub kinds: Vec<Kind>,
    /// Words that say nothing in titles.
    pub(super) small: BTreeSet<String>,
    /// Words that say nothing in values.
    pub(super) noise: BTreeSet<String>,
    /// What some answers bring with them, in the order in which it is looked at.
    pub(super) implied: Vec<Implied>,
    /// What there is once, however many rows there are.
    pub(super) once: Vec<Once>,
    /// Answers that one row of a list alone can give.
    pub(super) alone: Vec<Turn>,
    /// Those whose steps each person does for himself.
    pub(super) persons: Vec<Id<Actor>>,
}

/// A kind of column.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name in mappings: the id of the question that it is about first.
    pub key: String,
    /// The questions that its values can answer, that one first.
    pub questions: Vec<Id<Question>>,
    /// Its titles, each as the words that count in it, in order of the alphabet.
    pub(super) titles: BTreeSet<Vec<String>>,
    /// Whether a column with such a title is of this kind even where none of its values is known.
    pub(super) by_title: bool,
    /// The names of its values.
    pub(super) names: Names,
}

/// Names of values, found by what they are written as and by their words.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Every name.
    pub(super) all: Vec<Name>,
    /// Those that are written so.
    pub(super) by_text: BTreeMap<String, Vec<usize>>,
    /// Those in which a word counts.
    pub(super) by_word: BTreeMap<String, Vec<usize>>,
}

/// A name of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// All its words, in order.
    pub(super) text: String,
    /// The words that count, in order of the alphabet.
    pub(super) words: Vec<String>,
    /// The answers that it says, in asking order.
    pub(super) says: Vec<Turn>,
    /// Whether it says so for sure: [`Known::Sure`] or [`Known::Likely`].
    pub(super) known: Known,
    /// Where it stands: what is written by hand for lists comes before the names that the guide goes by.
    pub(super) origin: Origin,
}

/// Where a name stands. The first counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// It is an id of the pack: what a list of ours holds.
    Id,
    /// In `columns.toml`.
    File,
    /// Among the names of a choice.
    Pack,
}

/// What some answers bring with them, where no column says otherwise.
#[derive(Debug, Clone)]
pub(super) struct Implied {
    /// The answers under which it holds: each of these questions is answered by one of these choices.
    pub(super) when: Vec<(Id<Question>, Vec<ChoiceId>)>,
    /// What they bring.
    pub(super) brings: Turn,
    /// The other answers to the same question that go with them; any other contradicts them.
    pub(super) beside: Vec<ChoiceId>,
}

/// What there is once, however many rows there are.
#[derive(Debug, Clone)]
pub(super) struct Once {
    /// In plans with this step; in any, without one.
    beside: Option<Id<Step>>,
    /// Pieces that go once into a dispatch.
    pieces: Vec<Id<Piece>>,
    /// Steps that are done once.
    steps: Vec<Id<Step>>,
}

impl Columns {
    /// What this build knows, as far as the guide has the questions and choices that it speaks of.
    #[must_use]
    pub fn built_in(guide: &Guide) -> Self {
        let (file, logic) = (File::built_in(), &guide.logic);
        let [small, noise] = file.noise();
        let kinds = logic.questions.ids().map(|question| kind(&file, guide, [&small, &noise], question)).collect();
        Self {
            kinds,
            small,
            noise,
            implied: file.implies.iter().filter_map(|it| it.meant(logic)).collect(),
            once: file.once.iter().filter_map(|it| once(it, logic)).collect(),
            alone: turns(logic, &file.alone).unwrap_or_default(),
            persons: logic.actors.ids().filter(|id| file.persons.contains(&logic.actors[*id].key)).collect(),
        }
    }

    /// The kind that has this name.
    #[must_use]
    pub fn kind(&self, key: &str) -> Option<&Kind> {
        self.kinds.iter().find(|it| it.key == key)
    }

    /// How many of these cells are titles that are known: what tells the row of the titles from the others.
    #[must_use]
    pub fn recognise(&self, cells: &[&str]) -> usize {
        let known = |cell: &&&str| {
            let words = counting(&words(cell), &self.small);
            self.kinds.iter().any(|kind| kind.fits(cell, &words) > words.len())
        };
        cells.iter().filter(known).count()
    }

    /// Whether a step is done once for the establishment, in a plan.
    pub(super) fn done_once(&self, plan: &Plan, step: Id<Step>) -> bool {
        self.once_in(plan).any(|it| it.steps.contains(&step))
    }

    /// Whether a piece goes once into a dispatch of a plan.
    pub(super) fn sent_once(&self, plan: &Plan, piece: Id<Piece>) -> bool {
        self.once_in(plan).any(|it| it.pieces.contains(&piece))
    }

    fn once_in(&self, plan: &Plan) -> impl Iterator<Item = &Once> {
        let held = |beside: Id<Step>| plan.steps.iter().any(|it| it.step == beside);
        self.once.iter().filter(move |it| it.beside.is_none_or(held))
    }

    /// What some answers of a row bring with them, and the questions about which they contradict each other. Nothing is
    /// brought to a question that is `closed`, nor by way of it.
    pub(super) fn complete(&self, said: &Answers, closed: &[Id<Question>]) -> (Answers, Vec<Id<Question>>) {
        let (mut all, mut clashes) = (said.clone(), Vec::new());
        for it in &self.implied {
            let holds = |(question, choices): &(Id<Question>, Vec<ChoiceId>)| {
                all.get(*question).is_some_and(|choice| choices.contains(&choice))
            };
            if !it.when.iter().all(holds) {
                continue;
            }
            let question = it.brings.question;
            match said.get(question) {
                None if all.get(question).is_none() && !closed.contains(&question) => {
                    all.set(question, Some(it.brings.choice));
                }
                Some(choice) if choice != it.brings.choice && !it.beside.contains(&choice) => clashes.push(question),
                _ => {}
            }
        }
        (all, clashes)
    }
}

impl Kind {
    /// How well a title fits, whose words that count are these: 0 not at all, else how many of them are of a title of this
    /// kind, one more if there is none beside them, and one more if it is the name of the kind itself.
    pub(super) fn fits(&self, title: &str, counting: &[String]) -> usize {
        let within = |it: &&Vec<String>| !it.is_empty() && it.iter().all(|word| counting.contains(word));
        let best = self.titles.iter().filter(within).map(|it| it.len() + usize::from(it.len() == counting.len()));
        best.max().map_or(0, |best| best + usize::from(words(title) == words(&self.key)))
    }
}

impl Names {
    fn add(&mut self, name: Name) {
        let place = self.all.len();
        self.by_text.entry(name.text.clone()).or_default().push(place);
        for word in &name.words {
            self.by_word.entry(word.clone()).or_default().push(place);
        }
        self.all.push(name);
    }
}

/// The kind of column that is about a question first.
fn kind(file: &File, guide: &Guide, [small, noise]: [&BTreeSet<String>; 2], question: Id<Question>) -> Kind {
    let (logic, key) = (&guide.logic, &guide.logic.questions[question].key);
    let known = file.kind(key);
    let further = known.iter().flat_map(|it| &it.also).filter_map(|key| logic.questions.find(|it| it.key == *key));
    let questions: Vec<_> = std::iter::once(question).chain(further).collect();
    let (asked, mut names) = (&guide.words.questions[question], Names::default());
    let titles = [key, &asked.short, &asked.text].into_iter().chain(known.iter().flat_map(|it| &it.titles));
    let values: Vec<_> = known.iter().flat_map(|it| file.values(it)).collect();
    let mut add = |name: &str, says: Vec<Turn>, known: Known, origin: Origin| {
        let words = words(name);
        names.add(Name { text: words.join(" "), words: counting(&words, noise), says, known, origin });
    };
    for value in &values {
        let Some(says) = value.meant(logic) else { continue };
        value.sure.iter().for_each(|name| add(name, says.clone(), Known::Sure, Origin::File));
        value.likely.iter().for_each(|name| add(name, says.clone(), Known::Likely, Origin::File));
    }
    for (place, (choice, called)) in logic.questions[question].choices.iter().zip(&asked.choices).enumerate() {
        let Some(id) = ChoiceId::at(place) else { continue };
        let own = vec![Turn { question, choice: id }];
        add(&choice.key, own.clone(), Known::Sure, Origin::Id);
        // Where the file says what those of a choice rather are, its names say that, and probably.
        let rather = values.iter().find(|it| it.names_of.as_ref() == Some(&choice.key));
        let rather = rather.and_then(|it| it.meant(logic)).map(|says| (says, Known::Likely));
        let (says, known) = rather.unwrap_or((own, Known::Sure));
        names_of(called).for_each(|name| add(&name, says.clone(), known, Origin::Pack));
    }
    let titles = titles.map(|it| counting(&words(it), small)).collect();
    Kind { key: key.clone(), questions, titles, by_title: known.is_some_and(|it| it.by_title), names }
}

/// What there is once, as far as the pack has it; nothing if it lacks the step beside which it is.
fn once(row: &file::Once, logic: &Logic) -> Option<Once> {
    let step = |key: &String| logic.steps.find(|it| it.key == *key);
    Some(Once {
        beside: row.beside.as_ref().map(|key| step(key).ok_or(())).transpose().ok()?,
        pieces: row.pieces.iter().filter_map(|key| logic.pieces.find(|it| it.key == *key)).collect(),
        steps: row.steps.iter().filter_map(step).collect(),
    })
}

/// The names of a choice, one by one: « Technicien ou technicienne de laboratoire » is two, « Pharmacien, pharmacienne » too.
fn names_of(choice: &ChoiceWords) -> impl Iterator<Item = String> {
    let written = std::iter::once(&choice.text).chain(&choice.also).flat_map(|name| name.split(", "));
    written.flat_map(|name| {
        let parts: Vec<_> = name.split(' ').collect();
        let either = parts.windows(3).position(|it| matches!(it, [one, "ou", other] if alike(one, other)));
        let Some(place) = either else { return vec![name.to_owned()] };
        let without = |from: usize| {
            let kept = parts.iter().enumerate().filter(|(at, _)| !(from..from + 2).contains(at));
            kept.map(|(_, part)| *part).collect::<Vec<_>>().join(" ")
        };
        vec![without(place), without(place + 1)]
    })
}

/// Whether two words are forms of one: they begin alike.
fn alike(one: &str, other: &str) -> bool {
    let begins = |word: &str| word.to_lowercase().chars().take(4).collect::<String>();
    begins(one) == begins(other)
}

/// Answers, choices by questions, in asking order; none if the pack lacks one of them.
fn turns(logic: &Logic, pairs: &BTreeMap<String, String>) -> Option<Vec<Turn>> {
    let (answers, strays) =
        Answers::read(logic, pairs.iter().map(|(question, choice)| (question.as_str(), choice.as_str())));
    let turns = answers.given(logic).map(|(question, choice)| Turn { question, choice });
    strays.is_empty().then(|| turns.collect())
}

/// Answers by their ids.
pub(super) fn told(logic: &Logic, turns: &[Turn]) -> Vec<Answer> {
    let told = turns.iter().map(|turn| logic.keys(turn.question, turn.choice));
    told.map(|(question, choice)| Answer { question: question.to_owned(), choice: choice.to_owned() }).collect()
}

/// Answers from their ids, in asking order, as far as the pack has them.
pub(super) fn meant(logic: &Logic, answers: &[Answer]) -> Answers {
    Answers::read(logic, answers.iter().map(|it| (it.question.as_str(), it.choice.as_str()))).0
}
