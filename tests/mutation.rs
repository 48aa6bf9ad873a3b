//! Mutation: the shipped rules are altered, one thing at a time and in every way of `support/mutants`, and the check and
//! the graph are held against a second reading of the altered text that shares nothing with them. Whatever leaves some
//! answers without one rule and a complete plan must be refused; whatever is accepted must decide as it is written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/mutants.rs"]
mod mutants;
#[path = "support/planned.rs"]
mod planned;
#[path = "support/reading.rs"]
mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, thread};

use cpx_guide::engine::{Turn, paths};
use cpx_guide::keeper::diff::diff;
use cpx_guide::pack::check::check;
use cpx_guide::pack::draft::draft;
use cpx_guide::pack::graph::Graph;
use cpx_guide::pack::problem::Problem;
use cpx_guide::session::Compiled;
use mutants::{Mutant, mutants};
use planned::leaf;
use reading::{Fault, Leaf, Reading, Tree};

/// A pack as it is read from its text, and every way to answer it.
struct Read {
    reading: Reading,
    tree: Arc<Tree>,
    faults: BTreeSet<Fault>,
    ways: Vec<Way>,
}

/// Answers, and what they come to.
#[derive(Debug, PartialEq, Eq)]
struct Way {
    answers: Vec<(String, String)>,
    leaf: Arc<Leaf>,
}

impl Read {
    fn of(text: &str) -> Option<Self> {
        let reading = Reading::of(text)?;
        let (tree, faults) = reading.tree();
        let mut ways = Vec::new();
        gather(&reading, &tree, &mut Vec::new(), &mut ways);
        Some(Self { reading, tree, faults, ways })
    }

    /// Whether some answers are decided otherwise than in another pack, or are answers in one of them only.
    fn differs(&self, other: &Self) -> bool {
        let from = |one: &Self, other: &Self| {
            one.ways.iter().any(|way| !agrees(&other.reading, &other.tree, &way.answers, &way.leaf.said))
        };
        from(self, other) || from(other, self)
    }

    /// Whether the same questions are asked on every way, with the same choices, in the same order.
    fn asks_as(&self, other: &Self) -> bool {
        let asks = |read: &Self| read.ways.iter().map(|it| it.answers.clone()).collect::<Vec<_>>();
        asks(self) == asks(other)
    }
}

fn gather(reading: &Reading, tree: &Tree, answers: &mut Vec<(String, String)>, ways: &mut Vec<Way>) {
    match tree {
        Tree::Leaf(leaf) => ways.push(Way { answers: answers.clone(), leaf: leaf.clone() }),
        Tree::Ask(question, futures) => {
            let question = &reading.questions[*question];
            for ((choice, _), future) in question.choices.iter().zip(futures) {
                if let Some(future) = future {
                    answers.push((question.id.clone(), choice.clone()));
                    gather(reading, future, answers, ways);
                    answers.pop();
                }
            }
        }
    }
}

/// Whether all that some answers leave open comes to the same.
fn agrees(reading: &Reading, tree: &Tree, answers: &[(String, String)], said: &str) -> bool {
    match tree {
        Tree::Leaf(leaf) => leaf.said == said,
        Tree::Ask(question, futures) => {
            let question = &reading.questions[*question];
            let given = answers.iter().find(|it| it.0 == question.id).map(|it| &it.1);
            let mut futures =
                question.choices.iter().zip(futures).filter(|it| given.is_none_or(|given| *given == it.0.0));
            let future = |future: &Option<Arc<Tree>>| future.as_ref().map(|it| agrees(reading, it, answers, said));
            match given {
                // An answer that is not offered is an answer no more.
                Some(_) => futures.next().and_then(|it| future(it.1)).unwrap_or(false),
                None => futures.all(|it| future(it.1).unwrap_or(true)),
            }
        }
    }
}

/// Every way through a graph, as the second reading would write it.
fn walked(compiled: &Compiled) -> Vec<Way> {
    let logic = &compiled.guide.logic;
    let answer = |turn: &Turn| {
        let (question, choice) = logic.keys(turn.question, turn.choice);
        (question.to_owned(), choice.to_owned())
    };
    let ways = paths(&compiled.graph).map(|path| Way {
        answers: path.turns.iter().map(answer).collect(),
        leaf: Arc::new(leaf(logic, compiled.graph.plan(path.plan))),
    });
    ways.collect()
}

/// The guide of a text, with its graph.
fn compiled(text: &str) -> Result<Compiled, Vec<Problem>> {
    let (draft, problems) = draft(text);
    let guide = check(&draft, problems)?;
    let graph = Graph::compile(&guide.logic).expect("what is accepted has a graph");
    Ok(Compiled { guide, graph })
}

/// Of the alterations, one in this many is tried, so that it takes half a minute; `EVERY=1` tries all.
const EVERY: usize = 5;

/// What the check says of faults that the second reading knows of.
const SAYS: [(Fault, &[&str]); 4] = [
    (Fault::Uncovered, &["no rule covers these answers"]),
    (Fault::Twice, &["` overlap: ", "` disagree: "]),
    (
        Fault::Incomplete,
        &["has no step: ", "has no document: ", "has no source: ", "has no organism: ", "has an organism, against"],
    ),
    (Fault::DeadEnd, &["offers no choice"]),
];

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Not accepted.
    Refused(BTreeSet<Fault>),
    /// Some answers come to something else.
    Changed,
    /// All comes to the same, but is asked otherwise.
    Asked,
    /// All is as it was.
    Unchanged,
}

/// Holds the check, the graph and the comparison against the second reading of one altered text.
fn prove(mutant: &Mutant, text: &str, shipped: &Read, shipped_guide: &Compiled) -> Result<Outcome, String> {
    let text = &mutant.text(text);
    let read = Read::of(text);
    let compiled = match compiled(text) {
        Ok(compiled) => compiled,
        Err(problems) => return refused(&problems, text, read.as_ref()).map(Outcome::Refused),
    };
    let read = read.ok_or("accepted, though it cannot be read")?;
    if !read.faults.is_empty() {
        return Err(format!("accepted in spite of {:?}", read.faults));
    }
    let walked = walked(&compiled);
    if let Some((one, other)) = walked.iter().zip(&read.ways).find(|(one, other)| one != other) {
        return Err(format!("the graph says {one:#?} where the text says {other:#?}"));
    }
    if walked.len() != read.ways.len() {
        return Err(format!("{} ways through the graph, {} through the text", walked.len(), read.ways.len()));
    }
    let difference = diff(shipped_guide, &compiled);
    match (shipped.differs(&read), shipped.asks_as(&read), difference.is_empty()) {
        (true, _, false) => Ok(Outcome::Changed),
        (false, true, true) => Ok(Outcome::Unchanged),
        (false, false, false) => Ok(Outcome::Asked),
        (true, _, true) => Err("some decision changes, and the difference does not tell".to_owned()),
        (false, _, empty) => Err(format!("no decision changes, but empty is {empty} for {difference:#?}")),
    }
}

/// A refusal points into the file, and speaks of missing or doubled rules and plans exactly where there are some.
fn refused(problems: &[Problem], text: &str, read: Option<&Read>) -> Result<BTreeSet<Fault>, String> {
    let lines = text.lines().count();
    for problem in problems {
        let (line, column) = problem.position(text);
        if line > lines || (line, column) == (1, 1) {
            return Err(format!("`{}` is said of line {line}", problem.message()));
        }
    }
    if problems.is_empty() {
        return Err("refused without a problem".to_owned());
    }
    let messages: Vec<_> = problems.iter().map(Problem::message).collect();
    let said = |fault: &Fault| {
        let says = SAYS.iter().find(|it| it.0 == *fault).map(|it| it.1).unwrap_or_default();
        says.iter().any(|says| messages.iter().any(|it| it.contains(says)))
    };
    let Some(read) = read else { return Ok(BTreeSet::new()) };
    for (fault, _) in SAYS {
        if said(&fault) && !read.faults.contains(&fault) {
            return Err(format!("{fault:?} is said without need: {messages:?}"));
        }
    }
    // Where names are at fault, or the graph has no end to look at, the proof waits.
    let proved = SAYS.iter().any(|(fault, _)| said(fault));
    match read.faults.iter().find(|fault| proved && !said(fault)) {
        Some(fault) => Err(format!("{fault:?} is not said: {messages:?}")),
        None => Ok(read.faults.iter().copied().filter(said).collect()),
    }
}

#[test]
fn what_breaks_the_rules_is_refused_and_what_changes_them_shows() {
    let text = &fs::read_to_string("src/pack/cpx.toml").unwrap();
    let shipped = &Read::of(text).expect("the shipped rules can be read");
    assert_eq!(shipped.faults, BTreeSet::new());
    let guide = &compiled(text).expect("the shipped rules are sound");
    let mutants = &mutants(text);
    let every = std::env::var("EVERY").map_or(EVERY, |it| it.parse().unwrap());
    let mutants: &Vec<_> = &mutants.iter().step_by(every).collect();
    let next = &AtomicUsize::new(0);
    let work = || {
        let mut results = Vec::new();
        while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
            results.push((*mutant, prove(mutant, text, shipped, guide)));
        }
        results
    };
    let threads = thread::available_parallelism().map_or(2, usize::from);
    let results: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|it| it.join().unwrap()).collect()
    });
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let (mut faults, mut wrong) = (BTreeMap::new(), Vec::new());
    for (mutant, result) in &results {
        let column = match result {
            Ok(Outcome::Refused(said)) => {
                for fault in said {
                    *faults.entry(*fault).or_insert(0) += 1;
                }
                0
            }
            Ok(Outcome::Changed) => 1,
            Ok(Outcome::Asked) => 2,
            Ok(Outcome::Unchanged) => 3,
            Err(said) => {
                wrong.push(format!("{}: {}\n  {said}", mutant.kind, mutant.what));
                continue;
            }
        };
        counts.entry(mutant.kind).or_default()[column] += 1;
    }
    let line = |head: &dyn Display, counts: [usize; 4]| {
        println!("{head:<32}{}", counts.map(|it| format!("{it:>9}")).concat());
    };
    println!("{:<32}{:>9}{:>9}{:>9}{:>9}", "altered", "refused", "decides", "asks", "the same");
    for (kind, counts) in &counts {
        line(kind, *counts);
    }
    let sums = [0, 1, 2, 3].map(|column| counts.values().map(|it| it[column]).sum::<usize>());
    line(&results.len(), sums);
    println!("refused for its answers: {faults:?}; else for names, and for what serves nothing");
    wrong.sort();
    assert!(wrong.is_empty(), "{} surprises:\n{}", wrong.len(), wrong.join("\n"));
    assert!(results.len() >= 500, "only {} mutants", results.len());
    assert!(sums.iter().all(|it| *it > 0), "the alterations are one-sided: {sums:?}");
    assert_eq!(faults.len(), SAYS.len(), "some fault never occurs");
}
