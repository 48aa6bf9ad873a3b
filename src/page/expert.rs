//! All questions on one page, for those who know them: a field for each question of the path, and the result under them
//! as soon as there is one. What is not asked on this path is not shown.

use super::say::said;
use super::{ChoiceRow, ExpertPage, Field, Focus, Offer, Picked, Search, question, result, work};
use crate::engine::{Stop, Walk};
use crate::name;
use crate::pack::graph::NodeId;
use crate::pack::{ChoiceId, Id, Question};
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
    let offered: Vec<_> = compiled.graph.offered(node).map(|(choice, _)| choice).collect();
    let answer = session.answers.get(id);
    let typed = if session.searched == Some(id) { session.filter.as_str() } else { "" };
    let fits =
        |choice: ChoiceId| words.questions[id].choices.get(choice.place()).is_some_and(|it| name::goes_by(it, typed));
    let row = |choice: ChoiceId| {
        Some(ChoiceRow {
            key: compiled.guide.logic.questions[id].choices.get(choice.place())?.key.clone(),
            label: words.questions[id].choices.get(choice.place())?.text.clone(),
            hint: None,
            state: if answer == Some(choice) { Picked::Yes } else { Picked::No },
            msg: Msg::Answered(id, choice),
        })
    };
    // The choice made stays in the list whatever is typed.
    let shown = offered.iter().filter(|choice| fits(**choice) || answer == Some(**choice));
    Field {
        key: compiled.guide.logic.questions[id].key.clone(),
        question: id,
        label: words.questions[id].text.clone(),
        offer: if offered.len() <= FEW {
            Offer::Row
        } else {
            let matching: Vec<_> = offered.iter().copied().filter(|choice| fits(*choice)).collect();
            let search = (offered.len() >= question::MANY).then(|| search(compiled, id, typed, &matching));
            Offer::List { empty: words.texts.expert_choose().to_owned(), search }
        },
        choices: shown.filter_map(|choice| row(*choice)).collect(),
        focus: Focus::Elsewhere,
    }
}

/// The field that narrows the choices of a question. Where nothing is typed, it takes nothing.
fn search(compiled: &Compiled, id: Id<Question>, typed: &str, matching: &[ChoiceId]) -> Search {
    let words = &compiled.guide.words;
    let mut filter = question::filter(words, typed, matching.len());
    let nothing = typed.trim_ascii().is_empty();
    if nothing {
        filter.status.clear();
    }
    let first = matching.first().filter(|_| !nothing);
    if let Some(first) = first.and_then(|first| words.questions[id].choices.get(first.place())) {
        filter.status.push(' ');
        filter.status += &said(words.texts.expert_takes(), &[("choice", &first.text)]);
    }
    Search { filter, take: first.map(|choice| Msg::Named(id, *choice)) }
}
