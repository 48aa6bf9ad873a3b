//! Small turns of phrase: placeholders filled, answers named, dates written out.

use crate::engine::Turn;
use crate::pack::Words;

/// A text with its placeholders filled: `{name}` stands for a value.
pub(super) fn said(text: &str, values: &[(&str, &str)]) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            said.push('{');
            break;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            said.push_str(value);
        }
        rest = tail;
    }
    said.push_str(rest);
    said
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_braces_survive() {
        assert_eq!(said("a {b} c", &[("b", "x {b}")]), "a x {b} c");
        assert_eq!(said("{none}{b}{", &[("b", "x")]), "x{");
    }
}
