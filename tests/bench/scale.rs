//! How the cost of a pack grows with it, printed, drawn into `target/bench/scale.svg` and never asserted: `cargo bench
//! --bench scale`. Sound packs of sectors grow with their rules; where every question adds to every plan, the graph doubles
//! with each, until it is refused.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::allow_attributes,
    reason = "a bench may stop at the first surprise, and its figures are rough"
)]

#[path = "../support/chart.rs"]
mod chart;
#[path = "../support/generated.rs"]
mod generated;
#[path = "../support/texts.rs"]
mod texts;

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use chart::{Chart, Series};
use cpx_guide::engine::{Answers, walk};
use cpx_guide::pack::check::check;
use cpx_guide::pack::draft::draft;
use cpx_guide::pack::graph::Graph;
use cpx_guide::pack::{ChoiceId, Logic};
use generated::{Size, independent, sectors};

/// What one pack costs at each stage, in milliseconds.
struct Cost {
    read: f64,
    check: f64,
    compile: f64,
    /// Absent where the pack is refused.
    graph: Option<(Logic, Graph)>,
}

fn main() {
    let mut sound: [Vec<(f64, f64)>; 3] = Default::default();
    println!(
        "{:>9} {:>6} {:>7}   {:>9} {:>9} {:>9}   {:>6} {:>6}   answer sets     a walk",
        "questions", "rules", "choices", "read", "check", "compile", "nodes", "plans"
    );
    for tenths in [2, 3, 4, 5, 6, 7, 8, 10] {
        let size = Size { questions: 6 * tenths, rules: 100 * tenths, choices: 30 * tenths };
        let cost = measure(&sectors(size));
        let (logic, graph) = cost.graph.as_ref().expect("the generated pack is sound");
        println!(
            "{:>9} {:>6} {:>7}   {:>6.1} ms {:>6.1} ms {:>6.1} ms   {:>6} {:>6}   {:>11} {:>7.0} ns",
            size.questions,
            size.rules,
            size.choices,
            cost.read,
            cost.check,
            cost.compile,
            graph.nodes().count(),
            graph.plans().count(),
            format!("10^{:.1}", answer_sets(logic)),
            walking(logic, graph)
        );
        for (series, ms) in sound.iter_mut().zip([cost.read, cost.check, cost.compile]) {
            series.push((size.rules as f64, ms));
        }
    }
    let (mut accepted, mut refused) = (Vec::new(), Vec::new());
    println!("\nquestions that each add to every plan");
    for questions in [2, 3, 4, 6, 8, 10, 12, 14, 16, 20, 32, 64, 128] {
        let cost = measure(&independent(questions));
        let series = if cost.graph.is_some() { &mut accepted } else { &mut refused };
        series.push((questions as f64, cost.check));
        let outcome = cost.graph.map_or("refused".to_owned(), |it| format!("{} plans", it.1.plans().count()));
        println!("{questions:>9}   {:>7.1} ms   {outcome}", cost.check);
    }
    let [read, check, compile] = sound;
    let charts = [
        Chart {
            title: "Sectors: what a sound pack costs",
            across: "rules (with 6 questions and 30 choices for every 100)",
            series: vec![
                Series { name: "check", fitted: true, points: check },
                Series { name: "compile", fitted: true, points: compile },
                Series { name: "read", fitted: true, points: read },
            ],
        },
        Chart {
            title: "Each question adds to every plan: what the check costs",
            across: "questions",
            series: vec![
                Series { name: "accepted", fitted: false, points: accepted },
                Series { name: "refused", fitted: false, points: refused },
            ],
        },
    ];
    fs::create_dir_all("target/bench").unwrap();
    fs::write("target/bench/scale.svg", chart::draw(&charts)).unwrap();
    println!("\ntarget/bench/scale.svg");
}

/// The least of several runs: what else the machine did is no cost of the pack.
fn measure(text: &str) -> Cost {
    let runs = (0..5).map(|_| {
        let ((draft, problems), read) = timed(|| draft(text));
        let (guide, check) = timed(|| check(&draft, problems));
        let compiled = guide.ok().map(|guide| {
            let (graph, compile) = timed(|| Graph::compile(&guide.logic));
            (guide.logic, graph.expect("what is accepted has a graph"), compile)
        });
        let compile = compiled.as_ref().map_or(0.0, |it| it.2);
        Cost { read, check, compile, graph: compiled.map(|it| (it.0, it.1)) }
    });
    let least = runs.reduce(|least, run| Cost {
        read: least.read.min(run.read),
        check: least.check.min(run.check),
        compile: least.compile.min(run.compile),
        graph: run.graph,
    });
    least.expect("there are runs")
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let it = black_box(run());
    (it, start.elapsed().as_secs_f64() * 1000.0)
}

/// How many complete answer sets there are, as a power of ten.
fn answer_sets(logic: &Logic) -> f64 {
    logic.questions.rows().map(|it| (it.choices.len() as f64).log10()).sum()
}

/// The mean of walks with answers to everything, in nanoseconds.
fn walking(logic: &Logic, graph: &Graph) -> f64 {
    let complete = |shift: usize| {
        let mut answers = Answers::none();
        for (id, question) in logic.questions.iter() {
            answers.set(id, ChoiceId::at((id.row() * 7 + shift) % question.choices.len()));
        }
        answers
    };
    let all: Vec<_> = (0..1000).map(complete).collect();
    let (_, ms) = timed(|| all.iter().map(|answers| walk(graph, black_box(answers)).turns.len()).sum::<usize>());
    ms * 1e6 / all.len() as f64
}
