//! The oracle: over all complete answer sets, following the graph gives what reading the rules from top to bottom gives.
//! Nothing is shared with the graph but the rules themselves: conditions are evaluated here, naively, in two values.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::collections::BTreeSet;
use std::thread;

use cpx_guide::engine::{Answers, Stop, Turn, Walk, walk, why};
use cpx_guide::pack::graph::PlanId;
use cpx_guide::pack::{ChoiceId, Condition, Id, Logic, NoteSource, Plan, PlanPiece, PlanStep};
use cpx_guide::session::Compiled;

/// A complete answer set: one choice a question, in the order of the questions.
type Complete = [ChoiceId];

fn holds(logic: &Logic, condition: &Condition, complete: &Complete) -> bool {
    match condition {
        Condition::Fact(fact) => holds(logic, &logic.facts[*fact].when, complete),
        Condition::Answer(question, choices) => choices.contains(complete[question.row()]),
        Condition::All(parts) => parts.iter().all(|part| holds(logic, part, complete)),
        Condition::Any(parts) => parts.iter().any(|part| holds(logic, part, complete)),
        Condition::Not(part) => !holds(logic, part, complete),
    }
}

/// Reads the rules from top to bottom.
fn read(logic: &Logic, complete: &Complete) -> Plan {
    let (rule, row) = logic.rules.iter().find(|(_, rule)| holds(logic, &rule.when, complete)).expect("some rule holds");
    let (mut organisms, mut documents, mut steps, mut sources) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
    sources.extend(&row.sources);
    sources.extend(row.delay.iter().flat_map(|delay| &logic.delays[*delay].sources));
    for (id, step) in logic.steps.iter().filter(|(_, step)| holds(logic, &step.when, complete)) {
        let proviso = step.provisos.iter().find(|it| holds(logic, &it.when, complete)).map(|it| it.what);
        let organism = step.organisms.iter().find(|it| holds(logic, &it.when, complete)).map(|it| it.what);
        let needed: Vec<_> =
            step.documents.iter().filter(|it| holds(logic, &it.when, complete)).map(|it| it.what).collect();
        let mut sends = Vec::new();
        for piece in &step.sends {
            // What was prepared up to here is sent here; it hangs on nothing if one preparation hangs on nothing.
            let this = (id, proviso);
            let before: Vec<_> = steps.iter().map(|it: &PlanStep| (it.step, it.proviso)).chain([this]).collect();
            let prepared_in = &logic.pieces[*piece].prepared_in;
            let hangs: Vec<_> = before.iter().filter(|it| prepared_in.contains(&it.0)).map(|it| it.1).collect();
            if !hangs.is_empty() {
                let proviso = if hangs.contains(&None) { None } else { hangs[0] };
                sends.push(PlanPiece { piece: *piece, proviso });
            }
        }
        let sent = sends.iter().map(|it| logic.pieces[it.piece].document);
        let needed = first_places(needed.into_iter().chain(sent).collect());
        organisms.extend(organism);
        documents.extend(&needed);
        for option in &step.options {
            organisms.extend(option.organism);
            documents.extend(&option.documents);
        }
        sources.extend(&step.sources);
        steps.push(PlanStep { step: id, proviso, organism, documents: needed, sends });
    }
    let notes: Vec<_> =
        logic.notes.iter().filter(|(_, note)| holds(logic, &note.when, complete)).map(|(id, _)| id).collect();
    for note in &notes {
        if let NoteSource::Sheet(cited) = &logic.notes[*note].source {
            sources.extend(cited);
        }
    }
    let sources = sources.into_iter().filter(|it| holds(logic, &logic.sections[*it].when, complete)).collect();
    Plan { rule, organisms: first_places(organisms), steps, documents: first_places(documents), notes, sources }
}

fn first_places<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut kept = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

/// Compares walk and reading for one complete answer set.
fn compare(compiled: &Compiled, complete: &Complete) {
    let logic = &compiled.guide.logic;
    let mut answers = Answers::none();
    for (question, choice) in logic.questions.ids().zip(complete) {
        answers.set(question, Some(*choice));
    }
    let walked = walk(&compiled.graph, &answers);
    match walked.stop {
        Stop::Decides(plan) => {
            assert_eq!(*compiled.graph.plan(plan), read(logic, complete), "{}", answers.write(logic));
        }
        Stop::Asks(node) => {
            let question = compiled.graph.question(node);
            let choice = &logic.questions[question].choices[complete[question.row()].place()];
            assert!(!holds(logic, &choice.when, complete), "{} is offered: {}", choice.key, answers.write(logic));
        }
    }
    // Answers off the path never count.
    assert_eq!(walk(&compiled.graph, &walked.counted()), walked, "{}", answers.write(logic));
}

fn every(compiled: &Compiled, complete: &mut Vec<ChoiceId>, seen: &mut usize) {
    let Some(question) = compiled.guide.logic.questions.rows().nth(complete.len()) else {
        *seen += 1;
        compare(compiled, complete);
        return;
    };
    for place in 0..question.choices.len() {
        complete.push(ChoiceId::at(place).unwrap());
        every(compiled, complete, seen);
        complete.pop();
    }
}

#[test]
fn walking_the_graph_is_reading_the_rules() {
    let compiled = &support::guide();
    let questions = &compiled.guide.logic.questions;
    let sizes: Vec<_> = questions.rows().map(|question| question.choices.len()).collect();
    // One thread for each pair of first answers.
    let begins = (0..sizes[0]).flat_map(|a| (0..sizes[1]).map(move |b| [a, b]));
    let seen: usize = thread::scope(|scope| {
        let threads = begins.map(|begin| {
            scope.spawn(move || {
                let mut complete = begin.iter().map(|place| ChoiceId::at(*place).unwrap()).collect();
                let mut seen = 0;
                every(compiled, &mut complete, &mut seen);
                seen
            })
        });
        threads.collect::<Vec<_>>().into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(seen, sizes.iter().product::<usize>());
    println!("{seen} complete answer sets");
}

fn head(compiled: &Compiled, plan: PlanId) -> (usize, Option<usize>, Vec<usize>) {
    let plan = compiled.graph.plan(plan);
    let rule = &compiled.guide.logic.rules[plan.rule];
    (rule.verdict.row(), rule.card.map(Id::row), plan.organisms.iter().map(|it| it.row()).collect())
}

/// Whether a path says nothing against some answers.
fn agrees(path: &[Turn], answers: &[Turn]) -> bool {
    path.iter().all(|turn| answers.iter().all(|it| it.question != turn.question || it.choice == turn.choice))
}

#[test]
fn because_is_enough_and_nothing_too_much() {
    let compiled = support::guide();
    let paths = support::paths(&compiled);
    let heads: Vec<_> = paths.iter().map(|(_, plan)| head(&compiled, *plan)).collect();
    let fixes = |answers: &[Turn], sought| {
        paths.iter().zip(&heads).all(|((path, _), head)| head == sought || !agrees(path, answers))
    };
    for ((turns, plan), sought) in paths.iter().zip(&heads) {
        let walked = Walk { turns: turns.clone(), stop: Stop::Decides(*plan) };
        let because = why::because(&compiled.guide.logic, &compiled.graph, &walked, *plan);
        assert!(fixes(&because, sought), "not enough: {}", support::told(&compiled, turns));
        for left_out in &because {
            let fewer: Vec<_> = because.iter().copied().filter(|turn| turn != left_out).collect();
            assert!(!fixes(&fewer, sought), "too much: {}", support::told(&compiled, turns));
        }
    }
}

#[test]
fn the_change_to_another_card_is_the_smallest() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    let paths = support::paths(&compiled);
    for (turns, plan) in &paths {
        let walked = Walk { turns: turns.clone(), stop: Stop::Decides(*plan) };
        for card in logic.cards.ids() {
            let leading =
                paths.iter().filter(|(_, plan)| logic.rules[compiled.graph.plan(*plan).rule].card == Some(card));
            let changes = leading
                .map(|(path, _)| -> Vec<Turn> { path.iter().copied().filter(|turn| !turns.contains(turn)).collect() });
            let smallest = changes.min_by_key(|change| (change.len(), change.clone()));
            let told = why::change_to(logic, &compiled.graph, &walked, card);
            assert_eq!(told, smallest, "{}", support::told(&compiled, turns));
        }
    }
}
