//! What an earlier edition said otherwise, as today's edition tells it: the first of its conditions that holds under the
//! answers that counted. An answer that was not given makes nothing hold, nor its contrary.

use super::{Answers, Walk};
use crate::pack::{Condition, Fact, Id, Logic};

/// How deep facts and conditions may stand within each other: a damaged guide must not exhaust the stack.
const DEEPEST: usize = 100;

/// The place of an earlier edition, and that of the difference told of it that holds where a walk ends.
#[must_use]
pub fn differs(logic: &Logic, edition: &str, walk: &Walk) -> Option<(usize, usize)> {
    let place = logic.earlier.iter().position(|it| it.key == edition)?;
    let answers = walk.counted();
    let mut known = Known { logic, answers: &answers, facts: vec![Met::NotYet; logic.facts.len()], deep: 0 };
    let row = logic.earlier.get(place)?.differs.iter().position(|it| known.holds(it) == Some(true))?;
    Some((place, row))
}

struct Known<'a> {
    logic: &'a Logic,
    answers: &'a Answers,
    /// The facts already met. One that leads back to itself, in a damaged guide, is open there.
    facts: Vec<Met>,
    deep: usize,
}

/// Whether a fact was met, and whether it holds.
#[derive(Clone, Copy)]
enum Met {
    NotYet,
    As(Option<bool>),
}

impl Known<'_> {
    /// Whether a condition holds; `None` where an answer is missing that would tell.
    fn holds(&mut self, condition: &Condition) -> Option<bool> {
        if self.deep == DEEPEST {
            return None;
        }
        self.deep += 1;
        let holds = match condition {
            Condition::Answer(question, choices) => self.answers.get(*question).map(|it| choices.contains(it)),
            Condition::Fact(fact) => self.fact(*fact),
            Condition::All(parts) => self.join(parts, false),
            Condition::Any(parts) => self.join(parts, true),
            Condition::Not(part) => self.holds(part).map(|holds| !holds),
        };
        self.deep -= 1;
        holds
    }

    fn fact(&mut self, fact: Id<Fact>) -> Option<bool> {
        let slot = self.facts.get_mut(fact.row())?;
        if let Met::As(holds) = slot {
            return *holds;
        }
        *slot = Met::As(None);
        let holds = self.logic.facts.look_up(fact).and_then(|fact| self.holds(&fact.when));
        if let Some(slot) = self.facts.get_mut(fact.row()) {
            *slot = Met::As(holds);
        }
        holds
    }

    /// All of `parts` where `settled` is false, any of them where it is true: one settled part settles the whole.
    fn join(&mut self, parts: &[Condition], settled: bool) -> Option<bool> {
        let mut whole = Some(!settled);
        for part in parts {
            match self.holds(part) {
                Some(holds) if holds == settled => return Some(settled),
                None => whole = None,
                Some(_) => {}
            }
        }
        whole
    }
}
