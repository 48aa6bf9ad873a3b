//! What lies beside a pack, one a line: the cases reasoned by hand, and people of the trade. A line that no longer fits the
//! rules is kept, and told as such; the dossier is for people, and half of it is better than none.

use crate::engine::{Answers, Stop, Turn, walk};
use crate::pack::graph::PlanId;
use crate::session::Compiled;

/// A line, and where its answers lead.
pub(super) struct Line {
    /// The name of a person, or the reason of a case.
    pub(super) said: String,
    /// The answers that count.
    pub(super) turns: Vec<Turn>,
    /// The plan; none where something is still to ask.
    pub(super) plan: Option<PlanId>,
    /// Answers that are none today, as they were written.
    pub(super) strays: Vec<String>,
}

/// The cases: `answers => what must be decided | … | reason`.
pub(super) fn cases(compiled: &Compiled, text: &str) -> Vec<Line> {
    lines(text).map(|(answers, said)| line(compiled, said.rsplit(" | ").next().unwrap_or(said), answers)).collect()
}

/// The people: `name => answers`.
pub(super) fn personas(compiled: &Compiled, text: &str) -> Vec<Line> {
    lines(text).map(|(name, answers)| line(compiled, name, answers)).collect()
}

fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" => ")).map(|(before, after)| (before.trim(), after.trim()))
}

fn line(compiled: &Compiled, said: &str, answers: &str) -> Line {
    let pairs = answers.split_whitespace().map(|piece| piece.split_once('=').unwrap_or((piece, "")));
    let (answers, strays) = Answers::read(&compiled.guide.logic, pairs);
    let walked = walk(&compiled.graph, &answers);
    let plan = match walked.stop {
        Stop::Decides(plan) => Some(plan),
        Stop::Asks(_) => None,
    };
    let strays = strays.into_iter().map(|stray| format!("{}={}", stray.question, stray.choice)).collect();
    Line { said: said.to_owned(), turns: walked.turns, plan, strays }
}
