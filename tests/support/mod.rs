//! What the tests over the default pack share: the guide, all its paths, and decisions as JSON.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test program uses its part")]

pub mod editions;
pub mod html;
pub mod staff;

use std::fs;
use std::path::Path;

use cpx_guide::built_in;
use cpx_guide::decision::{Decision, Made, decide};
use cpx_guide::engine::{Answers, Turn};
use cpx_guide::pack::graph::PlanId;
use cpx_guide::session::Compiled;

/// The guide of this build.
pub fn guide() -> Compiled {
    built_in::compiled("").expect("the build stores a sound guide")
}

/// Every way from the first question to a plan.
pub fn paths(compiled: &Compiled) -> Vec<(Vec<Turn>, PlanId)> {
    cpx_guide::engine::paths(&compiled.graph).map(|path| (path.turns, path.plan)).collect()
}

/// A turn by its ids: `lieu=ville`.
pub fn told(compiled: &Compiled, turns: &[Turn]) -> String {
    Answers::of(turns).write(&compiled.guide.logic).replace('&', " ")
}

/// The decision of some answers, which must be complete.
pub fn made(compiled: &Compiled, answers: &Answers) -> Made {
    match decide(&compiled.guide, &compiled.graph, answers, &[]) {
        Decision::Made(made) => *made,
        Decision::Open(open) => panic!("still asks {}", open.next),
    }
}

/// Compares with a golden file, or rewrites it under `UPDATE=1`.
#[track_caller]
pub fn golden(file: &str, now: &str) {
    let path = Path::new("tests").join(file);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, now).expect("the golden file can be written");
        return;
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), now.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    let changes: Vec<_> = gone.chain(come).take(20).collect();
    assert!(old == new, "{file} has changed; look at it, then UPDATE=1:\n{}", changes.join("\n"));
}
