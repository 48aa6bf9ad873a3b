//! A plan of the graph as the second reading writes what it reads, by ids: the two can then be compared as texts.

use cpx_guide::pack::{Id, Logic, Plan};

use super::reading::{Leaf, written};

pub(super) fn leaf(logic: &Logic, plan: &Plan) -> Leaf {
    let rule = &logic.rules[plan.rule];
    let organism = |id: Option<Id<_>>| id.map(|id| logic.organisms[id].key.clone()).unwrap_or_default();
    let documents = |ids: &[Id<_>]| -> Vec<_> { ids.iter().map(|id| logic.documents[*id].key.clone()).collect() };
    let sections = |ids: &[Id<_>]| -> Vec<_> { ids.iter().map(|id| logic.sections[*id].key.clone()).collect() };
    let actors = |ids: &[Id<_>]| -> Vec<_> { ids.iter().map(|id| logic.actors[*id].key.clone()).collect() };
    let proviso = |id: Option<Id<_>>| id.map(|id| logic.provisos[id].key.clone()).unwrap_or_default();
    let steps = plan.steps.iter().map(|it| {
        let step = &logic.steps[it.step];
        let sends = it.sends.iter().map(|it| {
            let piece = &logic.pieces[it.piece];
            format!("{}:{}:{:?}", piece.key, proviso(it.proviso), actors(&piece.signed_by))
        });
        let ways = step.options.iter().map(|way| {
            let sends = way.sends.iter().map(|id| &logic.pieces[*id]);
            let sends: Vec<_> = sends.map(|it| format!("{}:{:?}", it.key, actors(&it.signed_by))).collect();
            format!("{} {} {:?} {sends:?};", way.key, organism(way.organism), documents(&way.documents))
        });
        let (sends, ways) = (sends.collect::<Vec<_>>(), ways.collect::<String>());
        written(&[
            &step.key,
            &proviso(it.proviso),
            &logic.actors[step.actor].key,
            &organism(it.organism),
            &format!("{:?} {sends:?} {ways} {:?}", documents(&it.documents), sections(&step.sources)),
        ])
    });
    let organisms: Vec<_> = plan.organisms.iter().map(|id| organism(Some(*id))).collect();
    let notes: Vec<_> = plan.notes.iter().map(|id| logic.notes[*id].key.clone()).collect();
    let card = rule.card.map(|id| &logic.cards[id]).map(|it| format!("{} {}", it.key, it.insi));
    let delay = rule
        .delay
        .map(|id| &logic.delays[id])
        .map(|it| format!("{} {} {} {}", it.card_working_days, it.codes_working_hours, it.new_codes, it.from));
    let kinds: Vec<_> = plan.documents.iter().map(|id| &logic.documents[*id]).collect();
    let kinds: Vec<_> = kinds.iter().map(|it| format!("{} {}", it.key, it.kind.name())).collect();
    let said = written(&[
        &logic.verdicts[rule.verdict].key,
        &card.unwrap_or_default(),
        &delay.unwrap_or_default(),
        &format!("{organisms:?}\n{}{kinds:?} {notes:?} {:?}", steps.collect::<String>(), sections(&plan.sources)),
    ]);
    Leaf { rule: rule.key.clone(), said }
}
