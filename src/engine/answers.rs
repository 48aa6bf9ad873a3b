//! Answers: at most one choice a question. Text from links, attributes and pages is read into them piece by piece; what
//! names no question or no choice is set aside as a [`Stray`], never dropped in silence and never fatal.

use super::Turn;
use crate::pack::{ChoiceId, Id, Logic, Question};

/// At most one choice a question.
///
/// An answer counts only where a [`walk`](super::walk) meets its question; here it is merely remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    choices: Vec<Option<ChoiceId>>,
}

/// An answer that names no question or no choice of the guide, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// What stood for the question.
    pub question: String,
    /// What stood for the choice.
    pub choice: String,
}

impl Answers {
    /// No answer to any question.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The answers of some turns.
    #[must_use]
    pub fn of(turns: &[Turn]) -> Self {
        let mut answers = Self::none();
        for turn in turns {
            answers.set(turn.question, Some(turn.choice));
        }
        answers
    }

    /// The choice made for a question.
    #[must_use]
    pub fn get(&self, question: Id<Question>) -> Option<ChoiceId> {
        self.choices.get(question.row()).copied().flatten()
    }

    /// Answers a question, or takes its answer back.
    pub fn set(&mut self, question: Id<Question>, choice: Option<ChoiceId>) {
        if self.choices.len() <= question.row() {
            self.choices.resize(question.row() + 1, None);
        }
        if let Some(slot) = self.choices.get_mut(question.row()) {
            *slot = choice;
        }
    }

    /// Every question that has an answer, with it, in asking order.
    pub fn given<'a>(&'a self, logic: &'a Logic) -> impl Iterator<Item = (Id<Question>, ChoiceId)> + 'a {
        logic.questions.ids().filter_map(|question| Some((question, self.get(question)?)))
    }

    /// Reads answers written as pairs of ids. A question that is answered twice keeps the last answer.
    pub fn read<'a>(logic: &Logic, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Stray>) {
        let mut answers = Self::none();
        let mut strays = Vec::new();
        for (question, choice) in pairs {
            let stray = || Stray { question: question.to_owned(), choice: choice.to_owned() };
            let Some(id) = logic.questions.find(|row| row.key == question) else {
                strays.push(stray());
                continue;
            };
            let row = &logic.questions[id];
            let Some(meant) = row.choices.iter().position(|it| it.key == choice).and_then(ChoiceId::at) else {
                strays.push(stray());
                continue;
            };
            if let Some(before) = answers.get(id).filter(|before| *before != meant) {
                strays.push(Stray { question: question.to_owned(), choice: logic.keys(id, before).1.to_owned() });
            }
            answers.set(id, Some(meant));
        }
        (answers, strays)
    }

    /// Reads answers written as `lieu=ville&besoin=carte`; an empty piece says nothing.
    #[must_use]
    pub fn parse(logic: &Logic, text: &str) -> (Self, Vec<Stray>) {
        let pieces = text.split('&').map(str::trim_ascii).filter(|piece| !piece.is_empty());
        Self::read(logic, pieces.map(|piece| piece.split_once('=').unwrap_or((piece, ""))))
    }

    /// Writes answers as [`Answers::parse`] reads them, in asking order.
    #[must_use]
    pub fn write(&self, logic: &Logic) -> String {
        let pieces = self.given(logic).map(|(question, choice)| {
            let (question, choice) = logic.keys(question, choice);
            format!("{question}={choice}")
        });
        pieces.collect::<Vec<_>>().join("&")
    }
}
