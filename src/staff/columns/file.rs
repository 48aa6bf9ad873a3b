//! The shape of `columns.toml`, as the build carries it: ids are still names here.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Implied, turns};
use crate::engine::Turn;
use crate::pack::{ChoiceId, Id, Logic, Question};
use crate::staff::values::words;

/// The file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Words that say nothing.
    pub(super) noise: Vec<String>,
    /// Further words that say nothing in values.
    pub(super) asides: Vec<String>,
    /// Answers that one row alone can give, choices by questions.
    pub(super) alone: BTreeMap<String, String>,
    /// Actors whose steps each person does for himself.
    pub(super) persons: Vec<String>,
    /// What there is once in a list.
    pub(super) once: Vec<Once>,
    /// What there is once a row.
    pub(super) each: Once,
    /// What is known of kinds of columns.
    #[serde(rename = "kind")]
    pub(super) kinds: Vec<KindRow>,
    /// What answers bring with them.
    pub(super) implies: Vec<ImpliedRow>,
}

/// Pieces and steps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Once {
    /// A step: this is told of plans that hold it, not of any other.
    pub(super) beside: Option<String>,
    /// Pieces.
    pub(super) pieces: Vec<String>,
    /// Steps.
    pub(super) steps: Vec<String>,
}

/// What is known of a kind, beside what the pack says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct KindRow {
    /// The question that it is about first.
    pub(super) about: String,
    /// The questions that its values may answer too.
    #[serde(default)]
    pub(super) also: Vec<String>,
    /// Further titles.
    #[serde(default)]
    pub(super) titles: Vec<String>,
    /// Whether a column with such a title is of this kind even where none of its values is known.
    #[serde(default)]
    pub(super) by_title: bool,
    /// Further names of values.
    #[serde(default, rename = "value")]
    pub(super) values: Vec<ValueRow>,
    /// A kind whose values are those of this one too.
    pub(super) values_of: Option<String>,
}

/// Names of values that say the same.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ValueRow {
    /// The answers, choices by questions; none where they say nothing.
    pub(super) says: BTreeMap<String, String>,
    /// Names that say it for sure.
    #[serde(default)]
    pub(super) sure: Vec<String>,
    /// Names that probably say it.
    #[serde(default)]
    pub(super) likely: Vec<String>,
    /// A choice of the pack whose names probably say it too.
    pub(super) names_of: Option<String>,
}

/// What some answers bring with them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImpliedRow {
    /// Questions that are answered by one of these choices.
    #[serde(default)]
    pub(super) when: BTreeMap<String, Vec<String>>,
    /// Questions that are answered by any other choice than these.
    #[serde(default)]
    pub(super) but: BTreeMap<String, Vec<String>>,
    /// What they bring, one answer.
    pub(super) brings: BTreeMap<String, String>,
    /// The choices of the same question that go with them too.
    #[serde(default)]
    pub(super) beside: Vec<String>,
}

impl File {
    /// The file of this build.
    pub(super) fn built_in() -> Self {
        // A test holds that it can be read.
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/columns.json"))).unwrap_or_default()
    }

    /// The words that say nothing in titles, and those that say nothing in values.
    pub(super) fn noise(&self) -> [BTreeSet<String>; 2] {
        let small: BTreeSet<_> = self.noise.iter().flat_map(|it| words(it)).collect();
        let asides = self.asides.iter().flat_map(|it| words(it));
        let noise = asides.chain(small.iter().cloned()).collect();
        [small, noise]
    }

    /// What is known of the kind that is about a question first.
    pub(super) fn kind(&self, about: &str) -> Option<&KindRow> {
        self.kinds.iter().find(|it| it.about == about)
    }

    /// The values of a kind, its own and those taken over.
    pub(super) fn values<'a>(&'a self, kind: &'a KindRow) -> impl Iterator<Item = &'a ValueRow> {
        let taken = kind.values_of.as_ref().and_then(|about| self.kind(about));
        kind.values.iter().chain(taken.into_iter().flat_map(|it| &it.values))
    }
}

impl ValueRow {
    /// The answers that it says; none if the pack lacks one of them.
    pub(super) fn meant(&self, logic: &Logic) -> Option<Vec<Turn>> {
        turns(logic, &self.says)
    }
}

impl ImpliedRow {
    /// What it means; none if the pack lacks a question or what is brought.
    pub(super) fn meant(&self, logic: &Logic) -> Option<Implied> {
        let (question, choice) = self.brings.first_key_value()?;
        let brought = question_of(logic, question)?;
        let choices = |question: Id<Question>, named: &[String], among: Among| {
            let rows = logic.questions[question].choices.iter().enumerate();
            let meant = rows.filter(|(_, it)| named.contains(&it.key) == (among == Among::These));
            meant.filter_map(|(place, _)| ChoiceId::at(place)).collect::<Vec<_>>()
        };
        let when = self.when.iter().map(|(key, named)| (key, named, Among::These));
        let but = self.but.iter().map(|(key, named)| (key, named, Among::Others));
        let when = when.chain(but).map(|(key, named, among)| {
            let question = question_of(logic, key)?;
            Some((question, choices(question, named, among)))
        });
        Some(Implied {
            when: when.collect::<Option<_>>()?,
            brings: Turn {
                question: brought,
                choice: choices(brought, std::slice::from_ref(choice), Among::These).into_iter().next()?,
            },
            beside: choices(brought, &self.beside, Among::These),
        })
    }
}

/// Which choices of a question are meant by a list of some.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    These,
    Others,
}

fn question_of(logic: &Logic, key: &str) -> Option<Id<Question>> {
    logic.questions.find(|it| it.key == key)
}
