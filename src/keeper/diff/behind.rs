//! Which rows of the file stand behind a group: of those that changed, the ones that its rules, its answers and what
//! changes in it refer to.

use std::collections::BTreeSet;

use super::aspect::{Aspect, Part};
use super::group::Group;
use super::rows::Row;
use crate::pack::{Condition, Logic};

/// The rows behind a group, in the order in which they are told.
pub(super) fn behind(old: &Logic, new: &Logic, group: &Group, rows: &[Row]) -> Vec<String> {
    let mut named = BTreeSet::new();
    for ruled in &group.rules {
        named.extend(ruled.old.iter().chain(&ruled.new).map(|rule| format!("rule {rule}")));
    }
    for change in &group.changes {
        name(&mut named, &change.aspect, change.old.iter().chain(&change.new));
    }
    for detail in &group.details {
        name(&mut named, &detail.aspect, detail.gone.iter().chain(&detail.come));
    }
    for given in group.at.iter().flat_map(|place| &place.answers) {
        named.insert(format!("question {}", given.question));
        named.extend(given.choices.iter().map(|choice| format!("choice {}={choice}", given.question)));
    }
    for logic in [old, new] {
        refer(logic, &mut named);
    }
    rows.iter().map(|row| &row.row).filter(|row| named.contains(*row)).cloned().collect()
}

/// The rows that a part of a decision, and what stands in it, are.
fn name<'a>(named: &mut BTreeSet<String>, aspect: &Aspect, items: impl Iterator<Item = &'a String>) {
    let (of, kind) = match aspect.part {
        Part::Verdict => ("", "verdict"),
        Part::Card | Part::Insi | Part::Others => ("", "card"),
        Part::Organisms => ("", "organism"),
        Part::Delay | Part::Sources => ("", "section"),
        Part::Steps => ("", "step"),
        Part::Actor => ("step", "actor"),
        Part::Contact => ("step", "organism"),
        Part::Proviso | Part::SentIf => ("step", "proviso"),
        Part::Needs => ("step", "document"),
        Part::Sends => ("step", "piece"),
        Part::Signs => ("piece", "actor"),
        Part::Ways => ("step", "way"),
        Part::Cites => ("step", "section"),
        Part::Documents => ("", "document"),
        Part::Kind => ("document", ""),
        Part::Notes => ("", "note"),
        Part::Origin => ("note", "section"),
        Part::Asked | Part::Because => ("", "question"),
        Part::Change => ("card", ""),
    };
    let whole = aspect.of.as_deref().unwrap_or_default();
    if !of.is_empty() {
        named.insert(format!("{of} {}", whole.split('/').next().unwrap_or_default()));
        named.insert(format!("way {whole}"));
    }
    named
        .extend(items.map(|item| if kind == "way" { format!("way {whole}/{item}") } else { format!("{kind} {item}") }));
}

/// Adds what the named rows refer to: their facts, and the facts of these; the delay of a rule; the steps of a piece.
fn refer(logic: &Logic, named: &mut BTreeSet<String>) {
    let mut facts = BTreeSet::new();
    for rule in logic.rules.rows().filter(|it| named.contains(&format!("rule {}", it.key))).collect::<Vec<_>>() {
        test(logic, &rule.when, &mut facts);
        named.extend(rule.delay.map(|delay| format!("delay {}", logic.delays[delay].key)));
    }
    for step in logic.steps.rows().filter(|it| named.contains(&format!("step {}", it.key))) {
        let given = step.provisos.iter().map(|it| &it.when).chain(step.documents.iter().map(|it| &it.when));
        given.chain([&step.when]).for_each(|when| test(logic, when, &mut facts));
    }
    for note in logic.notes.rows().filter(|it| named.contains(&format!("note {}", it.key))) {
        test(logic, &note.when, &mut facts);
    }
    for section in logic.sections.rows().filter(|it| named.contains(&format!("section {}", it.key))) {
        test(logic, &section.when, &mut facts);
    }
    named.extend(facts.into_iter().map(|fact| format!("fact {fact}")));
}

/// The facts on which a condition rests.
fn test(logic: &Logic, when: &Condition, facts: &mut BTreeSet<String>) {
    match when {
        Condition::Answer(..) => {}
        Condition::Fact(id) => {
            let fact = &logic.facts[*id];
            if facts.insert(fact.key.clone()) {
                test(logic, &fact.when, facts);
            }
        }
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| test(logic, part, facts)),
        Condition::Not(part) => test(logic, part, facts),
    }
}
