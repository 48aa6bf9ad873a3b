//! Who does not know is given a plan that holds either way: the plan of who has not, led by a step that finds out, and
//! each step that may fall away stands under a proviso. Over every path, against every path of who has.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use cpx_guide::decision::Made;
use cpx_guide::engine::{Answers, Stop, Turn, walk};
use cpx_guide::pack::Plan;
use cpx_guide::pack::words::said;
use cpx_guide::session::Compiled;

const UNKNOWN: &str = "ne-sait-pas";

/// The steps that find out.
const FINDING_OUT: &[&str] =
    &["verifier-contrat-et-carte", "verifier-contrat", "verifier-carte", "verifier-carte-ville"];

/// The same thing done in another company: what one plan puts into the dispatch of the contract, another sends alone.
const SAME: &[(&str, &[&str])] = &[
    ("envoyer-dossier", &["envoyer-201", "envoyer-carte-responsable", "commander-cpe", "commander-carte-mandataire"]),
    ("preparer-301", &["commander-cpe"]),
    ("remplir-301-mandataire", &["commander-carte-mandataire"]),
    ("remplir-301-directeur", &["commander-carte-mandataire"]),
];

/// The place of the answer that is not known, with its question; at most one on a path.
fn doubt(compiled: &Compiled, turns: &[Turn]) -> Option<usize> {
    let keys = |turn: &Turn| compiled.guide.logic.keys(turn.question, turn.choice).1;
    let unknown: Vec<_> = (0..turns.len()).filter(|place| keys(&turns[*place]) == UNKNOWN).collect();
    assert!(unknown.len() <= 1, "two doubts: {}", support::told(compiled, turns));
    unknown.first().copied()
}

/// The same answers with another choice in one place.
fn instead(compiled: &Compiled, turns: &[Turn], place: usize, key: &str) -> Vec<Turn> {
    let logic = &compiled.guide.logic;
    let (question, _) = logic.keys(turns[place].question, turns[place].choice);
    let (answer, strays) = Answers::read(logic, [(question, key)]);
    assert_eq!(strays, []);
    let (question, choice) = answer.given(logic).next().unwrap();
    let mut turns = turns.to_vec();
    turns[place] = Turn { question, choice };
    turns
}

fn steps<'a>(compiled: &'a Compiled, plan: &Plan) -> Vec<&'a str> {
    plan.steps.iter().map(|it| compiled.guide.logic.steps[it.step].key.as_str()).collect()
}

fn in_doubt(compiled: &Compiled) -> Vec<(Vec<Turn>, usize, &Plan)> {
    let paths = support::paths(compiled);
    let doubts = paths.into_iter().filter_map(|(turns, plan)| {
        let place = doubt(compiled, &turns)?;
        Some((turns, place, compiled.graph.plan(plan)))
    });
    let doubts: Vec<_> = doubts.collect();
    assert!(doubts.len() > 100, "only {} paths in doubt", doubts.len());
    doubts
}

#[test]
fn the_plan_is_that_of_who_has_not_led_by_a_step_that_finds_out() {
    let compiled = support::guide();
    for (turns, place, plan) in in_doubt(&compiled) {
        let told = support::told(&compiled, &turns);
        let without = Answers::of(&instead(&compiled, &turns, place, "non"));
        let walked = walk(&compiled.graph, &without);
        let asked = |turns: &[Turn]| turns.iter().map(|turn| turn.question).collect::<Vec<_>>();
        assert_eq!(asked(&walked.turns), asked(&turns), "asked more or less: {told}");
        let Stop::Decides(other) = walked.stop else { panic!("`non` asks more: {told}") };
        let other = compiled.graph.plan(other);
        let (first, rest) = plan.steps.split_first().unwrap();
        assert!(FINDING_OUT.contains(&compiled.guide.logic.steps[first.step].key.as_str()), "{told}");
        assert!(first.proviso.is_none() && first.organism.is_none() && first.documents.is_empty(), "{told}");
        assert_eq!(steps(&compiled, plan)[1..], steps(&compiled, other), "{told}");
        assert!(other.steps.iter().all(|it| it.proviso.is_none()), "`non` leaves nothing open: {told}");
        let same = rest.iter().zip(&other.steps).all(|(a, b)| (a.organism, &a.documents) == (b.organism, &b.documents));
        assert!(same, "{told}");
        assert_eq!((&plan.notes, &plan.sources), (&other.notes, &other.sources), "{told}");
        let head = |made: Made| (made.verdict, made.card, made.organisms, made.documents, made.delay);
        assert_eq!(
            head(support::made(&compiled, &Answers::of(&turns))),
            head(support::made(&compiled, &without)),
            "{told}"
        );
    }
}

/// Whether two paths give no question two answers.
fn agree(one: &[Turn], other: &[Turn]) -> bool {
    one.iter().all(|turn| other.iter().all(|it| it.question != turn.question || it.choice == turn.choice))
}

#[test]
fn a_step_stands_under_a_proviso_where_who_has_may_be_spared_it() {
    let compiled = support::guide();
    let all = support::paths(&compiled);
    for (turns, place, plan) in in_doubt(&compiled) {
        let told = support::told(&compiled, &turns);
        let with = instead(&compiled, &turns, place, "oui");
        // Who has may be asked other questions: every way on that says nothing against the answers given counts.
        let ways: Vec<_> = all
            .iter()
            .filter(|(way, _)| way.contains(&with[place]) && agree(way, &with))
            .map(|(_, plan)| steps(&compiled, compiled.graph.plan(*plan)))
            .collect();
        assert!(!ways.is_empty(), "{told}");
        for step in &plan.steps[1..] {
            let key = compiled.guide.logic.steps[step.step].key.as_str();
            let same = SAME.iter().find(|(it, _)| *it == key).map_or(&[][..], |(_, same)| same);
            let spared = ways.iter().any(|way| !way.contains(&key) && !same.iter().any(|it| way.contains(it)));
            assert_eq!(step.proviso.is_some(), spared, "{key}: {told}");
            // What no way of who has needs hangs on the doubt alone; what some of them need hangs on something more.
            let needed = ways.iter().any(|way| way.contains(&key) || same.iter().any(|it| way.contains(it)));
            let proviso = step.proviso.map(|it| compiled.guide.logic.provisos[it].key.as_str());
            assert!(proviso.is_none_or(|it| needed == it.contains("-ou-")), "{key} under {proviso:?}: {told}");
        }
    }
}

/// Without a doubt nothing is left open.
#[test]
fn a_proviso_needs_a_doubt() {
    let compiled = support::guide();
    for (turns, plan) in support::paths(&compiled) {
        let open = compiled.graph.plan(plan).steps.iter().any(|it| it.proviso.is_some());
        assert!(!open || doubt(&compiled, &turns).is_some(), "{}", support::told(&compiled, &turns));
    }
}

/// Each choice that admits a doubt says how to settle it, and comes last.
#[test]
fn a_doubt_comes_last_and_says_how_to_find_out() {
    let compiled = support::guide();
    let mut seen = 0;
    for (id, question) in compiled.guide.logic.questions.iter() {
        let place = question.choices.iter().position(|it| it.key == UNKNOWN);
        if let Some(place) = place {
            assert_eq!(place + 1, question.choices.len(), "{}", question.key);
            assert!(compiled.guide.words.questions[id].choices[place].hint.is_some(), "{}", question.key);
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
}

/// The decision as JSON has no key for a proviso: the title begins with it.
#[test]
fn the_title_of_a_step_begins_with_its_proviso() {
    let compiled = support::guide();
    let words = &compiled.guide.words;
    for (turns, _, plan) in in_doubt(&compiled) {
        let made = support::made(&compiled, &Answers::of(&turns));
        for (step, out) in plan.steps.iter().zip(&made.steps) {
            let title = &words.steps[step.step].title;
            let expected = step.proviso.map_or(title.clone(), |it| {
                said(words.texts.step_proviso(), &[("proviso", &words.provisos[it]), ("title", title)])
            });
            assert_eq!(out.title, expected);
            assert!(step.proviso.is_none_or(|it| out.title.starts_with(&words.provisos[it])));
        }
    }
}
