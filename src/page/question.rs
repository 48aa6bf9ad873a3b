//! The screen of one question.

use super::say::said;
use super::{ChoiceRow, Control, ErrorText, Filter, Picked, QuestionPage, Terms};
use crate::name;
use crate::pack::graph::NodeId;
use crate::pack::{ChoiceId, Id, Term, Words};
use crate::session::{Attempt, Compiled, Msg, Session};

/// From this many choices on, they can be narrowed by typing.
pub(super) const MANY: usize = 12;

pub(super) fn question(compiled: &Compiled, session: &Session, node: NodeId) -> QuestionPage {
    let id = compiled.graph.question(node);
    let (question, words) = (&compiled.guide.logic.questions[id], &compiled.guide.words);
    let asked = &words.questions[id];
    let offered: Vec<_> = compiled.graph.offered(node).map(|(choice, _)| choice).collect();
    let named = |choice: ChoiceId| asked.choices.get(choice.place());
    let left = |choice: &ChoiceId| named(*choice).is_some_and(|it| name::goes_by(it, &session.filter));
    let matching = offered.iter().copied().filter(left).count();
    let row = |choice: ChoiceId| {
        let words = named(choice)?;
        Some(ChoiceRow {
            key: question.choices.get(choice.place())?.key.clone(),
            label: words.text.clone(),
            hint: words.hint.clone(),
            state: if session.picked == Some(choice) { Picked::Yes } else { Picked::No },
            msg: Msg::Picked(choice),
        })
    };
    // The picked choice stays in sight whatever is typed.
    let shown = offered.iter().copied().filter(|choice| left(choice) || session.picked == Some(*choice));
    QuestionPage {
        key: question.key.clone(),
        heading: asked.text.clone(),
        hint: asked.hint.clone(),
        terms: terms(words, words.texts.terms_title(), question.terms.iter().copied()),
        filter: (offered.len() >= MANY).then(|| filter(words, &session.filter, matching)),
        choices: shown.filter_map(row).collect(),
        error: (session.attempt == Attempt::Unanswered)
            .then(|| ErrorText { title: words.texts.error_title().to_owned(), text: asked.error.clone() }),
        go_on: Control { label: words.texts.go_on().to_owned(), msg: Msg::Continued },
    }
}

/// The field that narrows choices: what is typed leaves so many.
pub(super) fn filter(words: &Words, typed: &str, matching: usize) -> Filter {
    let texts = &words.texts;
    Filter {
        label: texts.filter_label().to_owned(),
        hint: texts.filter_hint().to_owned(),
        value: typed.to_owned(),
        status: match matching {
            0 => said(texts.filter_none(), &[("text", typed.trim_ascii())]),
            1 => texts.filter_one().to_owned(),
            many => said(texts.filter_many(), &[("count", &many.to_string())]),
        },
    }
}

/// Words explained in place, if there are any.
pub(super) fn terms(words: &Words, title: &str, terms: impl Iterator<Item = Id<Term>>) -> Option<Terms> {
    let rows: Vec<_> = terms.map(|id| (words.terms[id].name.clone(), words.terms[id].text.clone())).collect();
    (!rows.is_empty()).then(|| Terms { title: title.to_owned(), rows })
}
