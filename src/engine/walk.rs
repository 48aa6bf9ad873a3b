//! The walk: from the root of the graph, one given answer after the other, to the question that is still open or to
//! the plan. An answer whose question is not met, or whose choice is not offered where it is met, plays no part.

use super::Answers;
use crate::pack::graph::{Graph, NodeId, PlanId, Target};
use crate::pack::{Card, ChoiceId, Id, Logic, Question, Verdict};

/// How far answers lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The questions met, each with the answer that counted, in asking order.
    pub turns: Vec<Turn>,
    /// Where it ends.
    pub stop: Stop,
}

/// A question met, and the answer to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// The question.
    pub question: Id<Question>,
    /// The choice made.
    pub choice: ChoiceId,
}

/// Where a walk ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// At a question without an answer that is offered.
    Asks(NodeId),
    /// At a plan.
    Decides(PlanId),
}

impl Walk {
    /// The answers that counted, and no other.
    #[must_use]
    pub fn counted(&self) -> Answers {
        Answers::of(&self.turns)
    }

    /// Whether the question was met and answered.
    #[must_use]
    pub fn meets(&self, question: Id<Question>) -> bool {
        self.turns.iter().any(|turn| turn.question == question)
    }
}

/// Walks the graph as far as the answers lead.
#[must_use]
pub fn walk(graph: &Graph, answers: &Answers) -> Walk {
    let mut turns = Vec::with_capacity(8);
    let stop = follow(graph, answers, |turn| turns.push(turn));
    Walk { turns, stop }
}

/// The verdict and the card alone; `None` while something is still to ask.
#[must_use]
pub fn verdict(logic: &Logic, graph: &Graph, answers: &Answers) -> Option<(Id<Verdict>, Option<Id<Card>>)> {
    match follow(graph, answers, |_| {}) {
        Stop::Asks(_) => None,
        Stop::Decides(plan) => {
            let rule = &logic.rules[graph.plan(plan).rule];
            Some((rule.verdict, rule.card))
        }
    }
}

fn follow(graph: &Graph, answers: &Answers, mut met: impl FnMut(Turn)) -> Stop {
    let mut at = graph.root();
    loop {
        let node = match at {
            Target::Ask(node) => node,
            Target::Decide(plan) => return Stop::Decides(plan),
        };
        let question = graph.question(node);
        let answer = answers.get(question).and_then(|choice| Some((choice, graph.follow(node, choice)?)));
        let Some((choice, next)) = answer else { return Stop::Asks(node) };
        met(Turn { question, choice });
        at = next;
    }
}
