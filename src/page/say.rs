//! Small turns of phrase: answers named, dates written out.

use crate::engine::Turn;
use crate::pack::Words;
pub(super) use crate::pack::words::said;

/// A question and the choice made, by their names in the list of answers.
pub(super) fn title_of(words: &Words, turn: Turn) -> (String, String) {
    let question = &words.questions[turn.question];
    let choice = question.choices.get(turn.choice.place()).map_or("", |choice| &choice.text);
    (question.short.clone(), choice.to_owned())
}

/// A date as exact as it is known, in words: `28 octobre 2021`, `mars 2024`, `2024`.
#[must_use]
pub fn date(words: &Words, date: &str) -> String {
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| month.parse::<usize>().ok()).and_then(|month| month.checked_sub(1));
    let month = month.and_then(|month| words.texts.months().split_ascii_whitespace().nth(month));
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    match (month, day) {
        (Some(month), Some("1")) => format!("{} {month} {year}", words.texts.first_day()),
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        (None, _) => year.to_owned(),
    }
}
