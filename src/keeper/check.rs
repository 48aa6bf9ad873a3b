//! The seal of a pack without fault: how many situations it knows, each with exactly one decision and a complete plan.
//! That they have it is proved while the pack is opened; here it is counted, and said.

use std::fmt;

use crate::pack::graph::{Graph, Target};
use crate::pack::source::{Refused, Source};
use crate::pack::{Id, Logic, Question};

/// What can be said of a pack once it has passed every check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Ways through the questions, each with one decision and a complete plan.
    pub situations: u64,
    /// Sheets with an answer to every question, asked or not, for which these situations stand.
    pub answer_sets: u128,
    /// Which edition of its source the pack follows.
    pub edition: String,
    /// The first 12 hex digits of the SHA-256 of the rules file.
    pub digest: String,
    /// The day on which the whole was last compared with its source (`2026-11-23`).
    pub checked: String,
    /// The languages in which it speaks, its own first.
    pub languages: Vec<String>,
}

/// Checks a pack and its translations.
///
/// # Errors
/// Every fault with its place, ready to be printed.
pub fn check(source: &Source) -> Result<Seal, Refused> {
    let (guide, graph, others) = source.compile()?;
    let languages = std::iter::once(&guide.words).chain(&others).map(|words| words.lang.clone()).collect();
    Ok(Seal {
        situations: graph.situations(),
        answer_sets: answer_sets(&guide.logic, &graph),
        edition: guide.logic.edition,
        digest: guide.logic.digest,
        checked: guide.words.checked,
        languages,
    })
}

/// How many sheets with one answer to every question lead to a plan: a situation says nothing of what it does not ask.
fn answer_sets(logic: &Logic, graph: &Graph) -> u128 {
    let sizes: Vec<u128> = logic.questions.rows().map(|it| it.choices.len() as u128).collect();
    let free = |from: usize, to: usize| {
        let skipped = sizes.get(from..to).unwrap_or_default();
        skipped.iter().fold(1_u128, |all, size| all.saturating_mul(*size))
    };
    let mut sets: Vec<u128> = Vec::new();
    let after = |sets: &[u128], asked: usize, target: Target| match target {
        Target::Decide(_) => free(asked, sizes.len()),
        Target::Ask(node) => {
            let question: Id<Question> = graph.question(node);
            free(asked, question.row()).saturating_mul(sets.get(node.row()).copied().unwrap_or_default())
        }
    };
    // Edges lead only to nodes that come before.
    for node in graph.nodes() {
        let asked = graph.question(node).row() + 1;
        let all = graph.offered(node).fold(0_u128, |all, (_, to)| all.saturating_add(after(&sets, asked, to)));
        sets.push(all);
    }
    after(&sets, 0, graph.root())
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "sealed: {} situations, every one with exactly one verdict and a complete plan", self.situations)?;
        writeln!(f, "        ({} full sets of answers, told apart only by what counts)", self.answer_sets)?;
        writeln!(f, "        edition {}, digest {}, checked {}", self.edition, self.digest, self.checked)?;
        write!(f, "        languages: {}", self.languages.join(", "))
    }
}
