//! The screen of one question.

use super::say::said;
use super::{ChoiceRow, Control, ErrorText, Filter, Picked, QuestionPage, Terms};
use crate::name;
use crate::pack::graph::NodeId;
use crate::pack::{ChoiceId, Id, Question, Term, Words};
use crate::session::{Attempt, Compiled, Msg, Session};

/// From this many choices on, they can be narrowed by typing.
pub(super) const MANY: usize = 12;

pub(super) fn question(compiled: &Compiled, session: &Session, node: NodeId) -> QuestionPage {
    let id = compiled.graph.question(node);
    let (question, words) = (&compiled.guide.logic.questions[id], &compiled.guide.words);
    let asked = &words.questions[id];
    let offered = offered(compiled, node, &session.filter, session.picked, |_, choice| Msg::Picked(choice));
    QuestionPage {
        key: question.key.clone(),
        heading: asked.text.clone(),
        hint: asked.hint.clone(),
        terms: terms(words, words.texts.terms_title(), question.terms.iter().copied()),
        filter: (offered.all >= MANY).then(|| filter(words, &session.filter, offered.matching)),
        choices: offered.rows,
        error: (session.attempt == Attempt::Unanswered)
            .then(|| ErrorText { title: words.texts.error_title().to_owned(), text: asked.error.clone() }),
        go_on: Control { label: words.texts.go_on().to_owned(), msg: Msg::Continued },
    }
}

/// The choices of a question, narrowed by what is typed.
pub(super) struct Offered {
    /// Those to show: the ones that match, and the one picked.
    pub(super) rows: Vec<ChoiceRow>,
    /// How many there are in all.
    pub(super) all: usize,
    /// How many match.
    pub(super) matching: usize,
    /// The first that matches by its own name, or else by another.
    pub(super) first: Option<ChoiceId>,
}

/// The choices offered at a node, of which one may be picked, each sending its message.
pub(super) fn offered(
    compiled: &Compiled,
    node: NodeId,
    typed: &str,
    picked: Option<ChoiceId>,
    msg: fn(Id<Question>, ChoiceId) -> Msg,
) -> Offered {
    let id = compiled.graph.question(node);
    let (keys, words) = (&compiled.guide.logic.questions[id].choices, &compiled.guide.words.questions[id].choices);
    let mut offered = Offered { rows: Vec::new(), all: 0, matching: 0, first: None };
    let mut called = false;
    for (choice, _) in compiled.graph.offered(node) {
        let Some((key, words)) = keys.get(choice.place()).zip(words.get(choice.place())) else { continue };
        offered.all += 1;
        let matches = name::goes_by(words, typed);
        if matches {
            offered.matching += 1;
            let own = !called && name::is_called(words, typed);
            if own || offered.first.is_none() {
                offered.first = Some(choice);
            }
            called |= own;
        }
        // The picked choice stays in sight whatever is typed.
        if matches || picked == Some(choice) {
            offered.rows.push(ChoiceRow {
                key: key.key.clone(),
                label: words.text.clone(),
                hint: words.hint.clone(),
                state: if picked == Some(choice) { Picked::Yes } else { Picked::No },
                msg: msg(id, choice),
            });
        }
    }
    offered
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
