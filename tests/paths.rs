//! The golden list of all paths: every way through the questionnaire with its decision, by id and never by wording. A
//! change of the rules shows here as a change of lines, and nowhere is a row of the pack left unused.

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
use std::fmt::Write;

use cpx_guide::pack::graph::PlanId;
use cpx_guide::session::Compiled;

fn decision(compiled: &Compiled, id: PlanId) -> String {
    let logic = &compiled.guide.logic;
    let plan = compiled.graph.plan(id);
    let rule = &logic.rules[plan.rule];
    let steps = plan.steps.iter().map(|step| {
        let organism = step.organism.map(|id| format!("@{}", logic.organisms[id].key)).unwrap_or_default();
        let proviso = step.proviso.map(|id| format!("?{}", logic.provisos[id].key)).unwrap_or_default();
        format!("{}{organism}{proviso}", logic.steps[step.step].key)
    });
    let list = |it: &mut dyn Iterator<Item = String>| it.collect::<Vec<_>>().join(" ");
    format!(
        "{} {} {} {} | {} | {} | {} | {} | {}",
        rule.key,
        logic.verdicts[rule.verdict].key,
        rule.card.map_or("-", |card| &logic.cards[card].key),
        rule.delay.map_or("-", |delay| &logic.delays[delay].key),
        list(&mut plan.organisms.iter().map(|id| logic.organisms[*id].key.clone())),
        steps.collect::<Vec<_>>().join(" "),
        list(&mut plan.documents.iter().map(|id| logic.documents[*id].key.clone())),
        list(&mut plan.notes.iter().map(|id| logic.notes[*id].key.clone())),
        list(&mut plan.sources.iter().map(|id| logic.sections[*id].key.clone())),
    )
}

#[test]
fn every_path_leads_where_it_led() {
    let compiled = support::guide();
    let mut list = String::from(
        "# answers => rule verdict card delay | organisms | steps@organism?proviso | documents | notes | sections; UPDATE=1 rewrites\n",
    );
    for (turns, plan) in support::paths(&compiled) {
        writeln!(list, "{} => {}", support::told(&compiled, &turns), decision(&compiled, plan)).unwrap();
    }
    support::golden("paths.txt", &list);
}

#[test]
fn every_row_of_the_pack_occurs() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    let mut seen = BTreeSet::new();
    for (turns, id) in support::paths(&compiled) {
        let plan = compiled.graph.plan(id);
        seen.extend(turns.iter().map(|turn| support::told(&compiled, &[*turn])));
        seen.insert(format!("rule {}", logic.rules[plan.rule].key));
        seen.extend(plan.steps.iter().map(|it| format!("step {}", logic.steps[it.step].key)));
        let provisos = plan.steps.iter().filter_map(|it| it.proviso);
        seen.extend(provisos.map(|it| format!("proviso {}", logic.provisos[it].key)));
        seen.extend(plan.documents.iter().map(|it| format!("document {}", logic.documents[*it].key)));
        seen.extend(plan.notes.iter().map(|it| format!("note {}", logic.notes[*it].key)));
        seen.extend(plan.organisms.iter().map(|it| format!("organism {}", logic.organisms[*it].key)));
    }
    let choices = logic
        .questions
        .rows()
        .flat_map(|question| question.choices.iter().map(move |choice| format!("{}={}", question.key, choice.key)));
    let wanted = choices
        .chain(logic.rules.rows().map(|row| format!("rule {}", row.key)))
        .chain(logic.steps.rows().map(|row| format!("step {}", row.key)))
        .chain(logic.provisos.rows().map(|row| format!("proviso {}", row.key)))
        .chain(logic.documents.rows().map(|row| format!("document {}", row.key)))
        .chain(logic.notes.rows().map(|row| format!("note {}", row.key)))
        .chain(logic.organisms.rows().map(|row| format!("organism {}", row.key)));
    let missing: Vec<_> = wanted.filter(|row| !seen.contains(row)).collect();
    assert!(missing.is_empty(), "never occurs: {missing:?}");
}
