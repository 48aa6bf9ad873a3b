//! What earlier editions called an answer: followed from edition to edition, every name must end on an answer that exists
//! today. Who saved a link then is led there; an answer without a row no longer exists, and the person is told.

use super::super::draft::{self, Draft, is_missing};
use super::super::problem::{Problem, Text};
use super::super::read::Found;
use super::super::{Edition, Renamed};

/// The earlier editions, oldest first, what is wrong with them noted.
pub(super) fn editions(draft: &Draft, found: &Found) -> Vec<Edition> {
    let note = |name: &Text, message: String| found.borrow_mut().push(Problem::new(name.at, message));
    let today: Vec<String> = answers(draft);
    for (place, row) in draft.earlier.iter().enumerate() {
        let edition = &row.edition;
        if draft.pack.as_ref().is_some_and(|pack| pack.edition.it == edition.it) {
            note(edition, format!("edition `{}` is the present one", edition.it));
        }
        if draft.earlier.iter().take(place).any(|before| before.edition.it == edition.it) {
            note(edition, format!("edition `{}` is there twice", edition.it));
        }
        for (nth, renamed) in row.renamed.iter().enumerate() {
            if row.renamed.iter().take(nth).any(|before| before.was.it == renamed.was.it) {
                note(&renamed.was, format!("answer `{}` is there twice", renamed.was.it));
            }
            for name in [&renamed.was, &renamed.is] {
                if !is_missing(name) && !name.it.contains('=') {
                    note(name, format!("`{}` is no answer; write `question=choice`", name.it));
                }
            }
            let later = draft.earlier.iter().skip(place + 1).flat_map(|row| &row.renamed);
            let leads_on = later.clone().any(|later| later.was.it == renamed.is.it);
            if renamed.is.it.contains('=') && !leads_on && !today.contains(&renamed.is.it) {
                found.borrow_mut().push(Problem::unknown("answer", &renamed.is, today.iter().map(String::as_str)));
            }
        }
    }
    let renamed = |row: &draft::Renamed| Renamed { was: row.was.it.clone(), is: row.is.it.clone() };
    let edition = |row: &draft::Edition| Edition {
        key: row.edition.it.clone(),
        renamed: row.renamed.iter().map(renamed).collect(),
    };
    draft.earlier.iter().map(edition).collect()
}

/// Every answer that exists, as a link writes it.
fn answers(draft: &Draft) -> Vec<String> {
    let of = |row: &draft::Question| {
        let question = row.id.it.clone();
        row.choices.iter().map(move |choice| format!("{question}={}", choice.id.it)).collect::<Vec<_>>()
    };
    draft.questions.iter().flat_map(of).collect()
}
