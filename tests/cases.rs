//! Cases reasoned by hand from the sheet, one a line, the reason included: answers, what must be decided, and why.
//!
//! `answers => verdict card | organisms | from codes | documents | reason` for a decision;
//! `answers => ? question | ignored | reason` where something is still to ask.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use cpx_guide::decision::{Answer, Decision, decide};
use cpx_guide::engine::Answers;
use cpx_guide::session::Compiled;

const CASES: &str = include_str!("cases.txt");

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split_whitespace().map(|piece| piece.split_once('=').unwrap_or((piece, "")))
}

fn told(answers: &[Answer]) -> String {
    let mut pieces: Vec<_> = answers.iter().map(|it| format!("{}={}", it.question, it.choice)).collect();
    pieces.sort();
    if pieces.is_empty() { "-".to_owned() } else { pieces.join(" ") }
}

fn list(ids: &[String]) -> String {
    if ids.is_empty() { "-".to_owned() } else { ids.join(" ") }
}

/// What is wrong with a case; nothing if the guide agrees.
fn faults(compiled: &Compiled, case: &str) -> Vec<String> {
    let (written, expected) = case.split_once(" => ").expect("a case has an arrow");
    let fields: Vec<_> = expected.split(" | ").map(str::trim).collect();
    let (answers, strays) = Answers::read(&compiled.guide.logic, pairs(written));
    let decision = decide(&compiled.guide, &compiled.graph, &answers, &strays);
    let mut faults = Vec::new();
    let mut same = |what: &str, found: String, expected: &str| {
        if found != expected {
            faults.push(format!("{what}: {found}, expected {expected}"));
        }
    };
    match (fields.as_slice(), decision) {
        ([next, ignored, reason], Decision::Open(open)) => {
            same("next", format!("? {}", open.next), next);
            let mut expected: Vec<_> = ignored.split_whitespace().collect();
            expected.sort_unstable();
            same("ignored", told(&open.ignored), &expected.join(" "));
            assert!(!reason.is_empty(), "a case has a reason: {case}");
        }
        ([head, organisms, delay, documents, reason], Decision::Made(made)) => {
            same("decision", format!("{} {}", made.verdict, made.card.as_deref().unwrap_or("-")), head);
            same("organisms", list(&made.organisms), organisms);
            let codes = |new| if new { "new" } else { "kept" };
            let found = made.delay.map_or("-".to_owned(), |it| format!("{} {}", it.from, codes(it.new_codes)));
            same("delay", found, delay);
            for wanted in documents.split_whitespace().filter(|it| *it != "-") {
                let (sign, id) = wanted.split_at(1);
                let there = made.documents.iter().any(|it| it.id == id);
                assert!(["+", "!"].contains(&sign), "`{wanted}` begins with + or !: {case}");
                assert!(
                    compiled.guide.logic.documents.rows().any(|it| it.key == id),
                    "unknown document `{id}`: {case}"
                );
                same("document", format!("{}{id}", if there { "+" } else { "!" }), wanted);
            }
            assert!(!reason.is_empty(), "a case has a reason: {case}");
        }
        (_, Decision::Open(open)) => same("decision", format!("? {}", open.next), expected),
        (_, Decision::Made(made)) => same("decision", made.verdict, expected),
    }
    faults
}

#[test]
fn every_case_is_decided_as_reasoned() {
    let compiled = support::guide();
    let cases: Vec<_> = CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let wrong: Vec<_> = cases
        .iter()
        .flat_map(|case| faults(&compiled, case).into_iter().map(move |fault| format!("{case}\n    {fault}")))
        .collect();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases.len() >= 150, "only {} cases", cases.len());
}
