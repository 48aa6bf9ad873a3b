//! The step that asks what holds for all rows: what is still open, and what has been answered so, in asking order.

use super::say::Say;
use super::{Choice, Control, HouseQuestion, HouseStep};
use crate::engine::{Answers, Turn, walk};
use crate::pack::graph::Target;
use crate::pack::{ChoiceId, Id, Question};
use crate::page::{Focus, Picked};
use crate::staff::mapping::Answer;
use crate::staff::session::{Counted, List, Msg, Session, Spot};
use crate::staff::tally::{End, Group};

pub(super) fn step(say: &Say, session: &Session, list: &List) -> HouseStep {
    let questions = say.compiled.guide.logic.questions.iter();
    let questions = questions.filter_map(|(id, question)| self::question(say, session, list, id, &question.key));
    HouseStep {
        text: vec![say.get("house-text"), say.get("house-open")],
        questions: questions.collect(),
        status: list.counted.as_ref().map(|it| so_far(say, it)).unwrap_or_default(),
        go_on: say.control("house-go-on", Msg::Continued),
    }
}

pub(super) fn line(say: &Say, list: &List) -> String {
    let answers: Vec<_> = list.house.iter().map(|it| say.answer(it)).collect();
    if answers.is_empty() { say.get("house-line-none") } else { say.list(&answers) }
}

/// How many rows lead to a decision by now.
fn so_far(say: &Say, counted: &Counted) -> String {
    let decided = counted.tally.groups.iter().filter(|it| it.end == End::Decided).map(|it| it.rows).sum();
    say.fill("house-so-far", &[("count", &say.number(decided)), ("all", &say.number(counted.tally.rows))])
}

/// A question that is open, or that the house has answered.
fn question(say: &Say, session: &Session, list: &List, id: Id<Question>, key: &str) -> Option<HouseQuestion> {
    let given = list.house.iter().find(|it| it.question == key);
    let counted = list.counted.as_ref()?;
    let open = counted.open.iter().find(|it| it.question == key);
    if given.is_none() && open.is_none() {
        return None;
    }
    let words = &say.compiled.guide.words.questions[id];
    let offered = offered(say, counted, id);
    let choices =
        say.choices(id).filter(|(choice, _)| offered.contains(choice) || given.is_some_and(|it| it.choice == *choice));
    let choices = choices.map(|(choice, words)| Choice {
        key: choice.to_owned(),
        label: words.text.clone(),
        hint: words.hint.clone(),
        state: if given.is_some_and(|it| it.choice == choice) { Picked::Yes } else { Picked::No },
        msg: Some(Msg::Answered(Answer { question: key.to_owned(), choice: choice.to_owned() })),
    });
    let here = session.spot == Spot::Question(key.to_owned());
    Some(HouseQuestion {
        key: key.to_owned(),
        heading: words.text.clone(),
        hint: words.hint.clone(),
        waits: match open {
            Some(open) => say.count("house-waits-one", "house-waits-many", open.rows),
            None => say.get("house-answered"),
        },
        choices: choices.collect(),
        take_back: given.map(|_| Control {
            name: Some(say.fill("house-take-back-name", &[("question", &words.short)])),
            ..say.control("house-take-back", Msg::TakenBack(key.to_owned()))
        }),
        focus: if here { Focus::Here } else { Focus::Elsewhere },
    })
}

/// The choices of a question that are offered to some of the rows which meet it.
fn offered<'a>(say: &Say<'a>, counted: &Counted, question: Id<Question>) -> Vec<&'a str> {
    let mut offered = vec![false; say.compiled.guide.logic.questions[question].choices.len()];
    for group in &counted.tally.groups {
        for choice in at(say, group, question) {
            if let Some(slot) = offered.get_mut(choice.place()) {
                *slot = true;
            }
        }
    }
    let choices = say.choices(question).zip(offered);
    choices.filter(|(_, offered)| *offered).map(|((key, _), _)| key).collect()
}

/// What a question offers to the rows of a group, where they meet it.
fn at(say: &Say, group: &Group, question: Id<Question>) -> Vec<ChoiceId> {
    let graph = &say.compiled.graph;
    let mut at = graph.root();
    for turn in turns(say, group) {
        let Target::Ask(node) = at else { break };
        if graph.question(node) == question {
            break;
        }
        let Some(next) = graph.follow(node, turn.choice) else { break };
        at = next;
    }
    match at {
        Target::Ask(node) if graph.question(node) == question => {
            graph.offered(node).map(|(choice, _)| choice).collect()
        }
        _ => Vec::new(),
    }
}

/// The answers of a group, as the engine walks them.
pub(super) fn turns(say: &Say, group: &Group) -> Vec<Turn> {
    let pairs = group.answers.iter().map(|it| (it.question.as_str(), it.choice.as_str()));
    let (answers, _) = Answers::read(&say.compiled.guide.logic, pairs);
    walk(&say.compiled.graph, &answers).turns
}
