//! Every way through a graph, from the first question to a plan. There are few: a graph asks only what counts.

use super::Turn;
use crate::pack::graph::{Graph, PlanId, Target};

/// One way through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Every question met, with an answer, in asking order.
    pub turns: Vec<Turn>,
    /// Where they lead.
    pub plan: PlanId,
}

/// Every way, in the order of the choices.
///
/// Their number is that of the walks, not of the answer sets; over a generated graph it may still be vast.
pub fn paths(graph: &Graph) -> impl Iterator<Item = Path> {
    let mut open = vec![(Vec::new(), graph.root())];
    std::iter::from_fn(move || {
        loop {
            let (turns, at) = open.pop()?;
            let node = match at {
                Target::Decide(plan) => return Some(Path { turns, plan }),
                Target::Ask(node) => node,
            };
            let first = open.len();
            for (choice, target) in graph.offered(node) {
                let mut turns: Vec<Turn> = turns.clone();
                turns.push(Turn { question: graph.question(node), choice });
                open.push((turns, target));
            }
            open.get_mut(first..).unwrap_or_default().reverse();
        }
    })
}
