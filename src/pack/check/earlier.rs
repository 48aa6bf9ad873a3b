//! What earlier editions called an answer: followed from edition to edition, every name must end on an answer that exists
//! today. Who saved a link then is led there; an answer without a row no longer exists, and the person is told. So is what
//! an edition said otherwise, where today's answers tell that it did.

use std::collections::BTreeSet;

use super::super::draft::{self, Draft, is_missing};
use super::super::graph::{Graph, Target};
use super::super::problem::{Problem, Text};
use super::super::read::Found;
use super::super::residue::{Residue, Residues};
use super::super::{Edition, Logic, Renamed};
use super::conditions::Conditions;

/// The earlier editions, oldest first, what is wrong with them noted.
pub(super) fn editions(draft: &Draft, conditions: &Conditions<'_>, found: &Found) -> Vec<Edition> {
    let note = |name: &Text, message: String| found.borrow_mut().push(Problem::new(name.at, message));
    let today: Vec<String> = answers(draft);
    for (place, row) in draft.earlier.iter().enumerate() {
        let edition = &row.key;
        if draft.pack.as_ref().is_some_and(|pack| pack.edition.it == edition.it) {
            note(edition, format!("edition `{}` is the present one", edition.it));
        }
        if draft.earlier.iter().take(place).any(|before| before.key.it == edition.it) {
            note(edition, format!("edition `{}` is there twice", edition.it));
        }
        for (nth, renamed) in row.renamed.iter().enumerate() {
            if row.renamed.iter().take(nth).any(|before| before.was.it == renamed.was.it) {
                note(&renamed.was, format!("answer `{}` is there twice", renamed.was.it));
            }
            for name in [&renamed.was, &renamed.is] {
                if !is_missing(name) && !name.it.contains('=') {
                    note(name, format!("`{}` is no answer; write `question=choice`", name.it));
                }
            }
            let later = draft.earlier.iter().skip(place + 1).flat_map(|row| &row.renamed);
            let leads_on = later.clone().any(|later| later.was.it == renamed.is.it);
            if renamed.is.it.contains('=') && !leads_on && !today.contains(&renamed.is.it) {
                found.borrow_mut().push(Problem::unknown("answer", &renamed.is, today.iter().map(String::as_str)));
            }
        }
    }
    let renamed = |row: &draft::Renamed| Renamed { was: row.was.it.clone(), is: row.is.it.clone() };
    let edition = |row: &draft::Edition| Edition {
        key: row.key.it.clone(),
        renamed: row.renamed.iter().map(renamed).collect(),
        differs: row.differs.iter().map(|it| conditions.resolve(&it.when)).collect(),
    };
    draft.earlier.iter().map(edition).collect()
}

/// Notes what an edition is said to have said, but under no answers that lead to a plan.
pub(super) fn unused(logic: &Logic, graph: &Graph, draft: &Draft, found: &Found) {
    for (edition, written) in logic.earlier.iter().zip(&draft.earlier) {
        let told = told(logic, graph, edition);
        for (row, told) in written.differs.iter().zip(told) {
            let message = match told {
                Told::Never => "no answers lead to where this was said",
                Told::Hidden => "what stands before this is told wherever it was said",
                Told::There => continue,
            };
            found.borrow_mut().push(Problem::new(row.said.at, message));
        }
    }
}

/// Where a difference is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Never,
    Hidden,
    There,
}

/// For each difference told of an edition, whether it is somewhere: the graph is walked with what is left of all of them.
fn told(logic: &Logic, graph: &Graph, edition: &Edition) -> Vec<Told> {
    let mut residues = Residues::new(&logic.facts);
    let whole: Vec<Residue> = edition.differs.iter().map(|it| residues.of(it)).collect();
    let mut told = vec![Told::Never; whole.len()];
    let mut seen = BTreeSet::new();
    let mut open = if whole.is_empty() { Vec::new() } else { vec![(graph.root(), whole)] };
    while let Some((at, left)) = open.pop() {
        if !seen.insert((at, left.clone())) {
            continue;
        }
        match at {
            Target::Ask(node) => {
                for (choice, target) in graph.offered(node) {
                    let question = graph.question(node);
                    let left = left.iter().map(|it| residues.restrict(*it, question, choice)).collect();
                    open.push((target, left));
                }
            }
            Target::Decide(_) => {
                let holding = told.iter_mut().zip(&left).filter(|(_, left)| **left == Residue::TRUE);
                for (nth, (told, _)) in holding.enumerate() {
                    match told {
                        _ if nth == 0 => *told = Told::There,
                        Told::Never => *told = Told::Hidden,
                        _ => {}
                    }
                }
            }
        }
    }
    told
}

/// Every answer that exists, as a link writes it.
fn answers(draft: &Draft) -> Vec<String> {
    let of = |row: &draft::Question| {
        let question = row.id.it.clone();
        row.choices.iter().map(move |choice| format!("{question}={}", choice.id.it)).collect::<Vec<_>>()
    };
    draft.questions.iter().flat_map(of).collect()
}
