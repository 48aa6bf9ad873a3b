//! Why this decision and not another. Both answers are exact: the first is a set of answers that alone fixes the
//! decision and from which none can be left out; the second is the smallest change that leads to another card.

use super::{Answers, Turn, Walk};
use crate::pack::graph::{Graph, PlanId, Target};
use crate::pack::{Card, Id, Logic, Organism, Verdict};

/// The answers that decided: whatever the other answers, these lead to the same verdict, card and organisms.
///
/// No one of them can be left out. Where several such sets exist, the one that holds on to the earlier answers is told.
#[must_use]
pub fn because(logic: &Logic, graph: &Graph, walk: &Walk, plan: PlanId) -> Vec<Turn> {
    let sought = Head::of(logic, graph, plan);
    let same: Vec<_> = graph.plans().map(|(id, _)| Head::of(logic, graph, id) == sought).collect();
    let mut fixed = walk.counted();
    for turn in walk.turns.iter().rev() {
        fixed.set(turn.question, None);
        if !entails(graph, &fixed, &same) {
            fixed.set(turn.question, Some(turn.choice));
        }
    }
    walk.turns.iter().copied().filter(|turn| fixed.get(turn.question).is_some()).collect()
}

/// The smallest change of the answers that counted which would lead to `card`: answers changed or added, in asking
/// order; `None` where no answers lead to it. Among changes of one size, the one that begins earlier is told.
#[must_use]
pub fn change_to(logic: &Logic, graph: &Graph, walk: &Walk, card: Id<Card>) -> Option<Vec<Turn>> {
    let given = walk.counted();
    let mut best: Vec<Option<Way>> = Vec::new();
    for node in graph.nodes() {
        let held = given.get(graph.question(node));
        let ways = graph.offered(node).filter_map(|(choice, target)| {
            let rest = cost(logic, graph, &best, target, card)?;
            let changes = held != Some(choice);
            Some((
                (rest + usize::from(changes), !changes, choice),
                Way { changes, choice, target, cost: rest + usize::from(changes) },
            ))
        });
        let way = ways.min_by_key(|(order, _)| *order).map(|(_, way)| way);
        best.push(way);
    }
    cost(logic, graph, &best, graph.root(), card)?;
    let mut turns = Vec::new();
    let mut at = graph.root();
    while let Target::Ask(node) = at {
        let way = best.get(node.row()).copied().flatten()?;
        if way.changes {
            turns.push(Turn { question: graph.question(node), choice: way.choice });
        }
        at = way.target;
    }
    Some(turns)
}

/// What a decision comes down to.
#[derive(PartialEq)]
struct Head<'a> {
    verdict: Id<Verdict>,
    card: Option<Id<Card>>,
    organisms: &'a [Id<Organism>],
}

impl<'a> Head<'a> {
    fn of(logic: &Logic, graph: &'a Graph, plan: PlanId) -> Self {
        let plan = graph.plan(plan);
        let rule = &logic.rules[plan.rule];
        Self { verdict: rule.verdict, card: rule.card, organisms: &plan.organisms }
    }
}

/// Whether every walk that agrees with `fixed` ends at one of the plans marked in `same`.
fn entails(graph: &Graph, fixed: &Answers, same: &[bool]) -> bool {
    let mut seen = vec![false; graph.nodes().count()];
    let mut open = vec![graph.root()];
    while let Some(at) = open.pop() {
        let node = match at {
            Target::Decide(plan) if same.get(plan.row()) == Some(&true) => continue,
            Target::Decide(_) => return false,
            Target::Ask(node) => node,
        };
        if seen.get_mut(node.row()).is_none_or(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        match fixed.get(graph.question(node)) {
            // Where the choice is not offered, no walk agrees.
            Some(choice) => open.extend(graph.follow(node, choice)),
            None => open.extend(graph.offered(node).map(|(_, target)| target)),
        }
    }
    true
}

/// The cheapest way on from a node to a card.
#[derive(Clone, Copy)]
struct Way {
    choice: crate::pack::ChoiceId,
    changes: bool,
    target: Target,
    cost: usize,
}

/// How many answers change from `target` on; `None` where no way leads to the card.
fn cost(logic: &Logic, graph: &Graph, best: &[Option<Way>], target: Target, card: Id<Card>) -> Option<usize> {
    match target {
        Target::Ask(node) => best.get(node.row()).copied().flatten().map(|way| way.cost),
        Target::Decide(plan) => (logic.rules[graph.plan(plan).rule].card == Some(card)).then_some(0),
    }
}
