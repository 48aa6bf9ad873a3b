//! All questions on one page, for those who know them: a field for each question of the path, and the result under them
//! as soon as there is one. What is not asked on this path is not shown.

use super::question::{self, Offered};
use super::say::said;
use super::{ExpertPage, Field, Focus, Offer, Search, result, work};
use crate::engine::{Stop, Walk};
use crate::pack::graph::NodeId;
use crate::pack::{Id, Question};
use crate::session::{Compiled, Msg, Session, asked};

/// Up to this many choices, they stand side by side.
const FEW: usize = 4;

pub(super) fn expert(compiled: &Compiled, session: &Session, walk: &Walk) -> ExpertPage {
    let (graph, words) = (&compiled.graph, &compiled.guide.words);
    let nodes = asked(graph, walk);
    let mut fields: Vec<_> = nodes.iter().map(|node| field(compiled, session, *node)).collect();
    // After the question just answered comes the one to go on with; after the last, none.
    let answered = fields.iter().position(|field| Some(field.question) == session.answered);
    let last = fields.len().saturating_sub(1);
    if let Some(field) = answered.and_then(|place| fields.get_mut(last.min(place + 1))) {
        field.focus = Focus::Here;
    }
    let (outcome, result) = match walk.stop {
        Stop::Asks(node) => {
            let question = &words.questions[graph.question(node)].short;
            (said(words.texts.expert_open(), &[("question", question)]), None)
        }
        Stop::Decides(plan) => {
            let result = work::worked(compiled, session, plan, result::result(compiled, walk, plan));
            (said(words.texts.expert_result(), &[("result", &result.heading)]), Some(result))
        }
    };
    let (heading, hint) = (words.texts.expert_title().to_owned(), words.texts.expert_hint().to_owned());
    ExpertPage { heading, hint, fields, outcome, result }
}

fn field(compiled: &Compiled, session: &Session, node: NodeId) -> Field {
    let words = &compiled.guide.words;
    let id = compiled.graph.question(node);
    let typed = if session.searched == Some(id) { session.filter.as_str() } else { "" };
    let mut offered = question::offered(compiled, node, typed, session.answers.get(id), Msg::Answered);
    // Who knows the questions needs no help with the choices.
    for row in &mut offered.rows {
        row.hint = None;
    }
    let offer = if offered.all <= FEW {
        Offer::Row
    } else {
        let search = (offered.all >= question::MANY).then(|| search(compiled, id, typed, &offered));
        Offer::List { empty: words.texts.expert_choose().to_owned(), search }
    };
    Field {
        key: compiled.guide.logic.questions[id].key.clone(),
        question: id,
        label: words.questions[id].text.clone(),
        offer,
        choices: offered.rows,
        focus: Focus::Elsewhere,
    }
}

/// The field that narrows the choices of a question. Where nothing is typed, it takes nothing.
fn search(compiled: &Compiled, id: Id<Question>, typed: &str, offered: &Offered) -> Search {
    let words = &compiled.guide.words;
    let mut filter = question::filter(words, typed, offered.matching);
    let nothing = typed.trim_ascii().is_empty();
    if nothing {
        filter.status.clear();
    }
    let first = offered.first.filter(|_| !nothing);
    if let Some(first) = first.and_then(|first| words.questions[id].choices.get(first.place())) {
        filter.status.push(' ');
        filter.status += &said(words.texts.expert_takes(), &[("choice", &first.text)]);
    }
    Search { filter, take: first.map(|choice| Msg::Named(id, choice)) }
}
