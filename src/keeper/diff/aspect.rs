//! What a decision holds, part by part, each as a list of ids: two decisions are alike if their parts are. Wording and
//! links are no part of it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::joint::{Edition, Joint, Way};
use crate::engine::{Stop, Turn, Walk, why};
use crate::pack::{Id, NoteSource, PlanPiece, Section};
use crate::session::Compiled;

/// The parts of a decision.
pub(super) type Parts = BTreeMap<Aspect, Vec<String>>;

/// One part of a decision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Aspect {
    /// What kind of part.
    pub part: Part,
    /// The row that it is a part of, by id: a step, a way of it (`step/way`), something that it sends (`step/piece`), a
    /// piece, a document, a note, a card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// The kinds of part, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What kind of decision it is.
    Verdict,
    /// The card to order.
    Card,
    /// Whether that card opens INSi.
    Insi,
    /// Whom to turn to, in order.
    Organisms,
    /// How long it takes.
    Delay,
    /// What to do, in order.
    Steps,
    /// Who does a step.
    Actor,
    /// Whom a step, or a way of doing it, turns to.
    Contact,
    /// What a step hangs on.
    Proviso,
    /// What a step, or a way of doing it, needs.
    Needs,
    /// What a step, or a way of doing it, sends.
    Sends,
    /// What it hangs on that something is sent.
    SentIf,
    /// Who signs what is sent.
    Signs,
    /// The ways of doing a step.
    Ways,
    /// The sections of the sheet behind a step.
    Cites,
    /// Every document, in order of use.
    Documents,
    /// What kind of document it is.
    Kind,
    /// What to know beside the plan, in order.
    Notes,
    /// Where a note comes from.
    Origin,
    /// The sections of the sheet behind the plan.
    Sources,
    /// The questions asked, in order.
    Asked,
    /// The questions whose answers decided.
    Because,
    /// The answers that would lead to another card.
    Change,
    /// The other cards, in order.
    Others,
}

impl Part {
    /// Whether it tells what is decided: one sentence for all that are decided alike.
    pub(super) fn is_head(self) -> bool {
        self <= Self::Delay
    }

    /// Whether it tells the way to a decision and not the decision.
    pub(super) fn is_reason(self) -> bool {
        self >= Self::Asked
    }
}

/// The decision at the end of a way, and how one came to it.
pub(super) fn parts(joint: &Joint<'_>, edition: Edition, compiled: &Compiled, way: &Way) -> Parts {
    let mut parts = decided(compiled, way);
    reasons(joint, edition, compiled, way, &mut parts);
    parts
}

fn decided(compiled: &Compiled, way: &Way) -> Parts {
    let logic = &compiled.guide.logic;
    let plan = compiled.graph.plan(way.plan);
    let rule = &logic.rules[plan.rule];
    let mut parts = Parts::new();
    let mut put = |part, of: Option<&str>, items: Vec<String>| {
        parts.insert(Aspect { part, of: of.map(str::to_owned) }, items);
    };
    let documents = |ids: &[Id<_>]| ids.iter().map(|id| logic.documents[*id].key.clone()).collect();
    let cited = |ids: &[Id<Section>]| ids.iter().map(|id| logic.sections[*id].key.clone()).collect::<Vec<_>>();
    put(Part::Verdict, None, vec![logic.verdicts[rule.verdict].key.clone()]);
    put(Part::Card, None, rule.card.map(|card| logic.cards[card].key.clone()).into_iter().collect());
    put(Part::Insi, None, rule.card.map(|card| yes_or_no(logic.cards[card].insi)).into_iter().collect());
    put(Part::Organisms, None, plan.organisms.iter().map(|id| logic.organisms[*id].key.clone()).collect());
    put(
        Part::Delay,
        None,
        rule.delay.map_or_else(Vec::new, |delay| {
            let delay = &logic.delays[delay];
            vec![
                format!("card-working-days={}", delay.card_working_days),
                format!("codes-working-hours={}", delay.codes_working_hours),
                format!("new-codes={}", yes_or_no(delay.new_codes)),
                format!("from={}", delay.from),
            ]
        }),
    );
    put(Part::Steps, None, plan.steps.iter().map(|it| logic.steps[it.step].key.clone()).collect());
    for it in &plan.steps {
        let step = &logic.steps[it.step];
        let of = Some(step.key.as_str());
        let proviso = |id| logic.provisos[id].key.clone();
        let piece = |it: &PlanPiece| logic.pieces[it.piece].key.clone();
        put(Part::Actor, of, vec![logic.actors[step.actor].key.clone()]);
        put(Part::Contact, of, it.organism.map(|id| logic.organisms[id].key.clone()).into_iter().collect());
        put(Part::Proviso, of, it.proviso.map(proviso).into_iter().collect());
        put(Part::Needs, of, documents(&it.documents));
        put(Part::Sends, of, it.sends.iter().map(piece).collect());
        for it in &it.sends {
            let of = format!("{}/{}", step.key, piece(it));
            put(Part::SentIf, Some(&of), it.proviso.map(proviso).into_iter().collect());
        }
        put(Part::Ways, of, step.options.iter().map(|way| way.key.clone()).collect());
        put(Part::Cites, of, cited(&plan.cited(&step.sources)));
        for way in &step.options {
            let of = format!("{}/{}", step.key, way.key);
            let of = Some(of.as_str());
            put(Part::Contact, of, way.organism.map(|id| logic.organisms[id].key.clone()).into_iter().collect());
            put(Part::Needs, of, documents(&way.documents));
            put(Part::Sends, of, way.sends.iter().map(|id| logic.pieces[*id].key.clone()).collect());
        }
        let sent =
            it.sends.iter().map(|it| it.piece).chain(step.options.iter().flat_map(|way| way.sends.iter().copied()));
        for piece in sent.map(|id| &logic.pieces[id]) {
            let signers = piece.signed_by.iter().map(|id| logic.actors[*id].key.clone());
            put(Part::Signs, Some(&piece.key), signers.collect());
        }
    }
    put(Part::Documents, None, documents(&plan.documents));
    for document in plan.documents.iter().map(|id| &logic.documents[*id]) {
        put(Part::Kind, Some(&document.key), vec![document.kind.name().to_owned()]);
    }
    put(Part::Notes, None, plan.notes.iter().map(|id| logic.notes[*id].key.clone()).collect());
    for note in plan.notes.iter().map(|id| &logic.notes[*id]) {
        let mut origin = vec![note.kind.name().to_owned()];
        origin.extend(note.date.clone());
        if let NoteSource::Sheet(sections) = &note.source {
            origin.extend(cited(&plan.cited(sections)));
        }
        put(Part::Origin, Some(&note.key), origin);
    }
    put(Part::Sources, None, cited(&plan.sources));
    parts
}

fn reasons(joint: &Joint<'_>, edition: Edition, compiled: &Compiled, way: &Way, parts: &mut Parts) {
    let Compiled { guide, graph } = compiled;
    let walk = Walk { turns: way.turns.clone(), stop: Stop::Decides(way.plan) };
    let asked = |turns: &mut dyn Iterator<Item = Turn>| {
        turns.map(|turn| joint.key(edition, turn.question).to_owned()).collect()
    };
    let mut put = |part, of: Option<String>, items: Vec<String>| parts.insert(Aspect { part, of }, items);
    put(Part::Asked, None, asked(&mut way.turns.iter().copied()));
    let because = why::because(&guide.logic, graph, &walk, way.plan);
    put(Part::Because, None, asked(&mut because.into_iter()));
    let own = guide.logic.rules[graph.plan(way.plan).rule].card;
    let others = || guide.logic.cards.ids().filter(|card| Some(*card) != own);
    put(Part::Others, None, others().map(|card| guide.logic.cards[card].key.clone()).collect());
    for card in others() {
        let change = why::change_to(&guide.logic, graph, &walk, card);
        let never = || vec!["never".to_owned()];
        let turns = change.map_or_else(never, |turns| turns.into_iter().map(|it| joint.answer(edition, it)).collect());
        put(Part::Change, Some(guide.logic.cards[card].key.clone()), turns);
    }
}

fn yes_or_no(yes: bool) -> String {
    if yes { "yes".to_owned() } else { "no".to_owned() }
}
