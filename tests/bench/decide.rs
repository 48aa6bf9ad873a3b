//! What deciding costs, printed and never asserted: `cargo bench`. Each figure is the mean over every path of the guide.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

use cpx_guide::built_in;
use cpx_guide::decision::decide;
use cpx_guide::engine::{Answers, Stop, verdict, walk};
use cpx_guide::pack::graph::{Graph, Target};
use cpx_guide::session::Compiled;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The guide, and the answers of every path.
fn guide() -> (Compiled, Vec<Answers>) {
    let compiled = built_in::compiled("").expect("the build stores a sound guide");
    let (mut all, mut open) = (Vec::new(), vec![(Answers::none(), compiled.graph.root())]);
    while let Some((answers, at)) = open.pop() {
        let Target::Ask(node) = at else {
            all.push(answers);
            continue;
        };
        for (choice, target) in compiled.graph.offered(node) {
            let mut answers = answers.clone();
            answers.set(compiled.graph.question(node), Some(choice));
            open.push((answers, target));
        }
    }
    (compiled, all)
}

/// Every path once: the verdict and the card alone.
#[divan::bench]
fn verdict_alone(bencher: Bencher) {
    let (compiled, all) = guide();
    bencher.counter(ItemsCount::new(all.len())).bench(|| {
        all.iter()
            .filter(|answers| verdict(&compiled.guide.logic, &compiled.graph, black_box(answers)).is_some())
            .count()
    });
}

/// Every path once: the walk and the plan.
#[divan::bench]
fn walk_and_plan(bencher: Bencher) {
    let (compiled, all) = guide();
    bencher.counter(ItemsCount::new(all.len())).bench(|| {
        let plans = all.iter().filter_map(|answers| match walk(&compiled.graph, black_box(answers)).stop {
            Stop::Decides(plan) => Some(compiled.graph.plan(plan).clone()),
            Stop::Asks(_) => None,
        });
        plans.map(|plan| plan.steps.len()).sum::<usize>()
    });
}

/// Every path once: the whole decision of the contract, with its words and why.
#[divan::bench]
fn decision_with_why(bencher: Bencher) {
    let (compiled, all) = guide();
    bencher.counter(ItemsCount::new(all.len())).bench(|| {
        for answers in &all {
            black_box(decide(&compiled.guide, &compiled.graph, black_box(answers), &[]));
        }
    });
}

/// Building the graph, as at start.
#[divan::bench]
fn build_graph(bencher: Bencher) {
    let (compiled, _) = guide();
    bencher.bench(|| Graph::compile(black_box(&compiled.guide.logic)).is_ok());
}

/// Everything at start: reading the stored guide and building the graph.
#[divan::bench]
fn start() -> bool {
    built_in::compiled("").is_ok()
}
