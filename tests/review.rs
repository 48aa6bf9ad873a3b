//! The dossier for people of the trade: every row is in it, what it says of a condition holds exactly where the condition
//! holds, and what is overdue comes first.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::collections::{BTreeSet, HashSet};
use std::fs;

use cpx_guide::keeper::naming::{Name, name};
use cpx_guide::keeper::plain::plain;
use cpx_guide::pack::draft::draft;
use cpx_guide::pack::upkeep::{Upkeep, upkeep};
use cpx_guide::pack::{ChoiceId, ChoiceSet, Condition, Id, Logic, Question};
use cpx_guide::session::Compiled;

fn kept() -> Upkeep {
    upkeep(&draft(&fs::read_to_string("src/pack/cpx.toml").unwrap()).0)
}

/// Every condition of the pack, with the row that it belongs to.
fn conditions(logic: &Logic) -> Vec<(String, &Condition)> {
    let mut all = Vec::new();
    let mut put = |what: &str, key: &str, when| all.push((format!("{what} {key}"), when));
    for row in logic.rules.rows() {
        put("rule", &row.key, &row.when);
    }
    for row in logic.facts.rows() {
        put("fact", &row.key, &row.when);
    }
    for row in logic.sections.rows() {
        put("section", &row.key, &row.when);
    }
    for row in logic.notes.rows() {
        put("note", &row.key, &row.when);
    }
    for row in logic.questions.rows().flat_map(|question| &question.choices) {
        put("choice", &row.key, &row.when);
    }
    for row in logic.steps.rows() {
        put("step", &row.key, &row.when);
        let given = row.documents.iter().map(|it| &it.when).chain(row.provisos.iter().map(|it| &it.when));
        for when in given.chain(row.organisms.iter().map(|it| &it.when)) {
            put("within step", &row.key, when);
        }
    }
    all
}

fn tested(logic: &Logic, condition: &Condition, seen: &mut BTreeSet<Id<Question>>) {
    match condition {
        Condition::Fact(fact) => tested(logic, &logic.facts[*fact].when, seen),
        Condition::Answer(question, _) => drop(seen.insert(*question)),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| tested(logic, part, seen)),
        Condition::Not(part) => tested(logic, part, seen),
    }
}

fn holds(logic: &Logic, condition: &Condition, sheet: &[ChoiceId]) -> bool {
    match condition {
        Condition::Fact(fact) => holds(logic, &logic.facts[*fact].when, sheet),
        Condition::Answer(question, choices) => choices.contains(sheet[question.row()]),
        Condition::All(parts) => parts.iter().all(|part| holds(logic, part, sheet)),
        Condition::Any(parts) => parts.iter().any(|part| holds(logic, part, sheet)),
        Condition::Not(part) => !holds(logic, part, sheet),
    }
}

/// Over every sheet of answers to the questions that a condition tests.
#[test]
fn what_is_said_holds_where_the_condition_holds() {
    let logic = &support::guide().guide.logic;
    let (mut sheets, mut held) = (0_u64, 0_u64);
    for (row, condition) in conditions(logic) {
        let said = plain(logic, condition);
        let mut questions = BTreeSet::new();
        tested(logic, condition, &mut questions);
        tested(logic, &said, &mut questions);
        let mut sheet = vec![ChoiceId::at(0).unwrap(); logic.questions.len()];
        loop {
            let holds = (holds(logic, condition, &sheet), holds(logic, &said, &sheet));
            assert_eq!(holds.0, holds.1, "{row}: {said:?}");
            sheets += 1;
            held += u64::from(holds.0);
            // The next sheet, counted like the digits of a number.
            let next = questions.iter().find(|question| {
                let last = logic.questions[**question].choices.len() - 1;
                let place = &mut sheet[question.row()];
                *place = ChoiceId::at(if place.place() == last { 0 } else { place.place() + 1 }).unwrap();
                place.place() != 0
            });
            if next.is_none() {
                break;
            }
        }
    }
    assert!(held > 1000 && sheets > 2 * held, "{held} of {sheets}");
    println!("{sheets} sheets");
}

/// Nothing is named that is not there: no fact, no `Not`, and one level of cases within answers at the most.
fn leaves<'a>(condition: &'a Condition, seen: &mut Vec<(Id<Question>, &'a ChoiceSet)>) {
    match condition {
        Condition::Answer(question, choices) => seen.push((*question, choices)),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| leaves(part, seen)),
        Condition::Fact(_) | Condition::Not(_) => panic!("{condition:?} is not plain"),
    }
}

/// The set that a name means: read back from the words alone.
fn meant(compiled: &Compiled, kept: &Upkeep, question: Id<Question>, name: &Name) -> BTreeSet<usize> {
    let words = &compiled.guide.words.questions[question].choices;
    let listed = |texts: &[String]| -> BTreeSet<usize> {
        texts.iter().map(|text| words.iter().position(|it| it.text == *text).unwrap()).collect()
    };
    let carrying = |name: &str, value: &str| -> BTreeSet<usize> {
        let attribute = kept.attributes.iter().find(|it| it.name == name && it.value == value).unwrap();
        attribute.choices.iter().map(ChoiceId::place).collect()
    };
    let every: BTreeSet<usize> = (0..words.len()).collect();
    match name {
        Name::Among(texts) => listed(texts),
        Name::Except(texts) => &every - &listed(texts),
        Name::Having(pairs) => pairs.iter().fold(every, |left, (name, value)| &left & &carrying(name, value)),
        Name::Lacking(name, value) => &every - &carrying(name, value),
    }
}

#[test]
fn a_name_means_its_set_and_no_other() {
    let compiled = support::guide();
    let (logic, kept) = (&compiled.guide.logic, kept());
    let mut kinds = HashSet::new();
    for (row, condition) in conditions(logic) {
        let said = plain(logic, condition);
        let mut seen = Vec::new();
        leaves(&said, &mut seen);
        for (question, choices) in seen {
            let name = name(&compiled.guide, &kept, question, *choices);
            let places: BTreeSet<_> = choices.iter().map(ChoiceId::place).collect();
            assert_eq!(meant(&compiled, &kept, question, &name), places, "{row}: {name:?}");
            kinds.insert(std::mem::discriminant(&name));
        }
    }
    assert!(kinds.len() >= 3, "names of few kinds: {kinds:?}");
}
