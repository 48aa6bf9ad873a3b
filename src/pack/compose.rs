//! From conditions to a plan: which rule wins, and the steps, organisms, documents, notes and sections that hold with
//! it. It is told what holds and never looks at an answer.

use super::{
    Condition, Document, Given, Id, Logic, Note, NoteSource, Organism, Piece, Plan, PlanPiece, PlanStep, Rule, Section,
    Step,
};

/// What holds under some answers.
#[derive(Debug)]
pub(super) struct Composed {
    /// Every rule that holds; the first wins.
    pub(super) held: Vec<Id<Rule>>,
    /// The plan; none where no rule holds.
    pub(super) plan: Option<Plan>,
}

/// Composes the plan of the answers under which `holds` speaks.
///
/// `holds` tells whether all conditions of a list hold. It is asked for every condition of the logic once and in the
/// same order, whatever the answers: one call with a `holds` that takes notes tells what a plan can depend on.
pub(super) fn compose(logic: &Logic, mut holds: impl FnMut(&[&Condition]) -> bool) -> Composed {
    let held: Vec<_> = logic.rules.iter().filter(|(_, rule)| holds(&[&rule.when])).map(|(id, _)| id).collect();
    let applying: Vec<bool> = logic.sections.rows().map(|section| holds(&[&section.when])).collect();
    let applies = |id: &Id<Section>| applying.get(id.row()).copied().unwrap_or(false);
    let steps = steps(logic, &mut holds);
    let notes: Vec<_> = logic.notes.iter().filter(|(_, note)| holds(&[&note.when])).map(|(id, _)| id).collect();
    let plan = held.first().copied().map(|rule| Plan {
        rule,
        organisms: organisms(logic, &steps),
        documents: documents(logic, &steps),
        sources: {
            let cited: Vec<_> = cited(logic, rule, &steps, &notes).collect();
            logic.sections.ids().filter(|id| applies(id) && cited.contains(id)).collect()
        },
        steps,
        notes,
    });
    Composed { held, plan }
}

fn steps(logic: &Logic, holds: &mut impl FnMut(&[&Condition]) -> bool) -> Vec<PlanStep> {
    let mut plan = Vec::new();
    for (id, step) in logic.steps.iter() {
        let belongs = holds(&[&step.when]);
        let proviso = held(step, &step.provisos, holds).first().copied();
        let organism = held(step, &step.organisms, holds).first().copied();
        let documents = held(step, &step.documents, holds);
        if belongs {
            plan.push(PlanStep { step: id, proviso, organism, documents, sends: Vec::new() });
            let sends: Vec<_> = step.sends.iter().filter_map(|piece| prepared(logic, *piece, &plan)).collect();
            if let Some(it) = plan.last_mut() {
                let sent = sends.iter().map(|it| logic.pieces[it.piece].document);
                it.documents = once(it.documents.iter().copied().chain(sent));
                it.sends = sends;
            }
        }
    }
    plan
}

/// A piece, if one of some steps prepares it. What prepares it in any case decides on what it hangs, or else the first.
fn prepared(logic: &Logic, piece: Id<Piece>, steps: &[PlanStep]) -> Option<PlanPiece> {
    let prepared_in = &logic.pieces[piece].prepared_in;
    let provisos = || steps.iter().filter(|it| prepared_in.contains(&it.step)).map(|it| it.proviso);
    let proviso = provisos().find(Option::is_none).or_else(|| provisos().next())?;
    Some(PlanPiece { piece, proviso })
}

/// Those that hold in a step.
fn held<K>(step: &Step, given: &[Given<K>], holds: &mut impl FnMut(&[&Condition]) -> bool) -> Vec<Id<K>> {
    given.iter().filter(|given| holds(&[&step.when, &given.when])).map(|given| given.what).collect()
}

fn organisms(logic: &Logic, steps: &[PlanStep]) -> Vec<Id<Organism>> {
    once(steps.iter().flat_map(|it| {
        let options = &logic.steps[it.step].options;
        it.organism.into_iter().chain(options.iter().filter_map(|option| option.organism))
    }))
}

fn documents(logic: &Logic, steps: &[PlanStep]) -> Vec<Id<Document>> {
    once(steps.iter().flat_map(|it| {
        let options = &logic.steps[it.step].options;
        it.documents.iter().chain(options.iter().flat_map(|option| &option.documents)).copied()
    }))
}

/// Every section cited by what is in the plan, whether or not it applies to these answers.
fn cited<'a>(
    logic: &'a Logic,
    rule: Id<Rule>,
    steps: &'a [PlanStep],
    notes: &'a [Id<Note>],
) -> impl Iterator<Item = Id<Section>> + 'a {
    let rule = &logic.rules[rule];
    let delay = rule.delay.into_iter().flat_map(|delay| &logic.delays[delay].sources);
    let steps = steps.iter().flat_map(|it| &logic.steps[it.step].sources);
    let notes = notes.iter().filter_map(|note| match &logic.notes[*note].source {
        NoteSource::Sheet(sections) => Some(sections),
        NoteSource::Page(_) => None,
    });
    rule.sources.iter().chain(delay).chain(steps).chain(notes.flatten()).copied()
}

/// Each item at its first place.
fn once<T: Copy + PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}
