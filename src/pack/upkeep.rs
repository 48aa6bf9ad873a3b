//! What the one who keeps a pack true looks after, and nobody else: the addresses that may die, with their places in the
//! file; when rows are to be checked again; by what names sets of choices go. None of it decides anything or is carried
//! into the browser.

use super::draft::{self, Draft};
use super::problem::Text;
use super::{ChoiceId, ChoiceSet};

/// What the keeper of a pack looks after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Upkeep {
    /// For how many months a comparison with the source holds, where a row does not say its own day.
    pub review_months: Option<u16>,
    /// For each rule, in order, the day before which it is to be checked again, if it says one.
    pub rules: Vec<Option<String>>,
    /// The same for each step.
    pub steps: Vec<Option<String>>,
    /// The same for each document.
    pub documents: Vec<Option<String>>,
    /// The same for each note.
    pub notes: Vec<Option<String>>,
    /// The choices that share something, in the order of the file.
    pub attributes: Vec<Attribute>,
}

/// Choices of one question that carry the same value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The number of the question, as its id gives it.
    pub question: usize,
    /// The attribute: `registre`.
    pub name: String,
    /// The value: `rpps`.
    pub value: String,
    /// The choices that carry it.
    pub choices: ChoiceSet,
}

/// What is to be looked after in a pack.
#[must_use]
pub fn upkeep(draft: &Draft) -> Upkeep {
    fn days<T>(rows: &[T], day: impl Fn(&T) -> &Option<Text>) -> Vec<Option<String>> {
        rows.iter().map(|row| day(row).as_ref().map(|day| day.it.clone())).collect()
    }
    Upkeep {
        review_months: draft.pack.as_ref().and_then(|pack| pack.review_months),
        rules: days(&draft.rules, |row| &row.check_before),
        steps: days(&draft.steps, |row| &row.check_before),
        documents: days(&draft.documents, |row| &row.check_before),
        notes: days(&draft.notes, |row| &row.check_before),
        attributes: draft.questions.iter().enumerate().flat_map(|(place, row)| attributes(place, row)).collect(),
    }
}

fn attributes(question: usize, row: &draft::Question) -> impl Iterator<Item = Attribute> {
    let each = row.attributes.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
    each.map(move |(name, value)| {
        let choices = carrying(row, &name.it, &value.it);
        Attribute { question, name: name.it.clone(), value: value.it.clone(), choices }
    })
}

/// The choices of a question that carry a value of an attribute.
pub(super) fn carrying(question: &draft::Question, attribute: &str, value: &str) -> ChoiceSet {
    let carries = |(name, values): &(Text, Vec<Text>)| name.it == attribute && values.iter().any(|it| it.it == value);
    let places = question.choices.iter().enumerate().filter(|(_, choice)| choice.attributes.iter().any(carries));
    places.filter_map(|(place, _)| ChoiceId::at(place)).collect()
}

/// Every address of the pack, each time it is written, kind of row by kind of row.
pub fn addresses(draft: &Draft) -> impl Iterator<Item = &Text> {
    let organisms = draft.organisms.iter().filter_map(|row| row.url.as_ref());
    let documents = draft.documents.iter().flat_map(|row| row.url.iter().chain(&row.found_at));
    let notes = draft.notes.iter().flat_map(|row| {
        let source = match &row.source {
            draft::Source::Page(link) => Some(&link.url),
            draft::Source::Sections(_) => None,
        };
        source.into_iter().chain(row.links.iter().map(|link| &link.url))
    });
    organisms.chain(documents).chain(notes).filter(|url| !draft::is_missing(url))
}
