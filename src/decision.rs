//! The decision as integrators hold it: ids and titles, ready to become a JavaScript object or JSON. Its shape is a
//! public contract; nothing here decides.

use serde::Serialize;

use crate::engine::{Answers, Stop, Stray, Turn, Walk, walk, why};
use crate::pack::graph::{Graph, NodeId, PlanId};
use crate::pack::{Guide, Id, Note, NoteSource, Plan, PlanStep, Section};

/// What the guide says to some answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Decision {
    /// Something is still to ask.
    Open(Open),
    /// Everything is decided.
    Made(Box<Made>),
}

/// Something is still to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Open {
    /// The question to ask next.
    pub next: String,
    /// The choices that it offers here.
    pub choices: Vec<String>,
    /// The answers that play no part.
    pub ignored: Vec<Answer>,
}

/// Everything is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    /// Which pack decided.
    pub pack: String,
    /// Which edition of it.
    pub edition: String,
    /// The first 12 hex digits of the SHA-256 of the rules.
    pub digest: String,
    /// What kind of decision it is.
    pub verdict: String,
    /// The card that this person came for.
    pub card: Option<String>,
    /// Whether that card opens INSi.
    pub insi: Option<bool>,
    /// Whom to turn to, in order of contact.
    pub organisms: Vec<String>,
    /// What to do, in order.
    pub steps: Vec<StepOut>,
    /// Every document of the plan once, in order of use.
    pub documents: Vec<DocumentOut>,
    /// How long it takes.
    pub delay: Option<DelayOut>,
    /// What to know beside the plan.
    pub notes: Vec<NoteOut>,
    /// Only the answers that decided.
    pub because: Vec<Answer>,
    /// For each other card, the smallest change that would lead to it.
    pub not_because: Vec<NotBecause>,
    /// The sections of the sheet behind the plan.
    pub sources: Vec<String>,
    /// The answers that play no part.
    pub ignored: Vec<Answer>,
}

/// An answer, by ids; what was not understood stands as it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// The choice.
    pub choice: String,
}

/// A step of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepOut {
    /// Its id.
    pub id: String,
    /// What to do; one that may fall away begins with what it hangs on.
    pub title: String,
    /// Who does it.
    pub actor: String,
    /// Whom it turns to.
    pub organism: Option<String>,
    /// What it needs, beside what its options need.
    pub documents: Vec<String>,
    /// The ways of doing it, where there are several.
    pub options: Vec<OptionOut>,
    /// Sections of the sheet.
    pub sources: Vec<String>,
}

/// One way of doing a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionOut {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it needs.
    pub documents: Vec<String>,
}

/// A document of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentOut {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What kind it is.
    pub kind: &'static str,
    /// The address that the sheet prints.
    pub url: Option<String>,
}

/// How long a card and its codes take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DelayOut {
    /// Working days until the card.
    pub card_working_days: u16,
    /// Working hours between the card and its codes.
    pub codes_working_hours: u16,
    /// Whether new codes are sent.
    pub new_codes: bool,
    /// The event from which it runs.
    pub from: String,
}

/// A note beside the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteOut {
    /// Its id.
    pub id: String,
    /// Where it comes from.
    pub kind: &'static str,
    /// When it happened.
    pub date: Option<String>,
    /// The section, or the address of the page, that says so.
    pub source: String,
}

/// Another card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotBecause {
    /// Its id.
    pub card: String,
    /// The smallest change that would lead to it; null where none does.
    pub change: Option<Vec<Answer>>,
}

/// What the guide says to these answers; `strays` are those that were not understood when they were read.
#[must_use]
pub fn decide(guide: &Guide, graph: &Graph, answers: &Answers, strays: &[Stray]) -> Decision {
    let walk = walk(graph, answers);
    let ignored = ignored(guide, &walk, answers, strays);
    match walk.stop {
        Stop::Asks(node) => Decision::Open(open(guide, graph, node, ignored)),
        Stop::Decides(plan) => Decision::Made(Box::new(made(guide, graph, &walk, plan, ignored))),
    }
}

/// The answers that play no part: those not understood, then those off the path, in asking order.
fn ignored(guide: &Guide, walk: &Walk, answers: &Answers, strays: &[Stray]) -> Vec<Answer> {
    let strays = strays.iter().map(|it| Answer { question: it.question.clone(), choice: it.choice.clone() });
    let off = answers.given(&guide.logic).filter(|(question, _)| !walk.meets(*question));
    strays.chain(off.map(|(question, choice)| answer(guide, Turn { question, choice }))).collect()
}

fn open(guide: &Guide, graph: &Graph, node: NodeId, ignored: Vec<Answer>) -> Open {
    let question = graph.question(node);
    let choices = graph.offered(node).map(|(choice, _)| answer(guide, Turn { question, choice }).choice);
    Open { next: guide.logic.questions[question].key.clone(), choices: choices.collect(), ignored }
}

fn made(guide: &Guide, graph: &Graph, walk: &Walk, id: PlanId, ignored: Vec<Answer>) -> Made {
    let logic = &guide.logic;
    let plan = graph.plan(id);
    let rule = &logic.rules[plan.rule];
    let others = logic.cards.ids().filter(|card| Some(*card) != rule.card);
    Made {
        pack: logic.pack.clone(),
        edition: logic.edition.clone(),
        digest: logic.digest.clone(),
        verdict: logic.verdicts[rule.verdict].key.clone(),
        card: rule.card.map(|card| logic.cards[card].key.clone()),
        insi: rule.card.map(|card| logic.cards[card].insi),
        organisms: plan.organisms.iter().map(|id| logic.organisms[*id].key.clone()).collect(),
        steps: plan.steps.iter().map(|step| self::step(guide, plan, step)).collect(),
        documents: plan
            .documents
            .iter()
            .map(|id| DocumentOut {
                id: logic.documents[*id].key.clone(),
                title: guide.words.documents[*id].title.clone(),
                kind: logic.documents[*id].kind.name(),
                url: logic.documents[*id].url.clone(),
            })
            .collect(),
        delay: rule.delay.map(|delay| {
            let delay = &logic.delays[delay];
            DelayOut {
                card_working_days: delay.card_working_days,
                codes_working_hours: delay.codes_working_hours,
                new_codes: delay.new_codes,
                from: delay.from.clone(),
            }
        }),
        notes: plan.notes.iter().map(|id| note(guide, plan, *id)).collect(),
        because: why::because(logic, graph, walk, id).into_iter().map(|turn| answer(guide, turn)).collect(),
        not_because: others
            .map(|card| NotBecause {
                card: logic.cards[card].key.clone(),
                change: why::change_to(logic, graph, walk, card)
                    .map(|turns| turns.into_iter().map(|turn| answer(guide, turn)).collect()),
            })
            .collect(),
        sources: sections(guide, &plan.sources),
        ignored,
    }
}

fn step(guide: &Guide, plan: &Plan, it: &PlanStep) -> StepOut {
    let (step, words) = (&guide.logic.steps[it.step], &guide.words.steps[it.step]);
    let documents = |ids: &[Id<_>]| ids.iter().map(|id| guide.logic.documents[*id].key.clone()).collect();
    StepOut {
        id: step.key.clone(),
        title: guide.title(it),
        actor: guide.logic.actors[step.actor].key.clone(),
        organism: it.organism.map(|id| guide.logic.organisms[id].key.clone()),
        documents: documents(&it.documents),
        options: step
            .options
            .iter()
            .zip(&words.options)
            .map(|(option, words)| OptionOut {
                id: option.key.clone(),
                title: words.title.clone(),
                documents: documents(&option.documents),
            })
            .collect(),
        sources: sections(guide, &plan.cited(&step.sources)),
    }
}

fn note(guide: &Guide, plan: &Plan, id: Id<Note>) -> NoteOut {
    let note = &guide.logic.notes[id];
    NoteOut {
        id: note.key.clone(),
        kind: note.kind.name(),
        date: note.date.clone(),
        source: match &note.source {
            NoteSource::Sheet(ids) => sections(guide, &plan.cited(ids)).into_iter().next().unwrap_or_default(),
            NoteSource::Page(url) => url.clone(),
        },
    }
}

fn sections(guide: &Guide, ids: &[Id<Section>]) -> Vec<String> {
    ids.iter().map(|id| guide.logic.sections[*id].key.clone()).collect()
}

fn answer(guide: &Guide, turn: Turn) -> Answer {
    let (question, choice) = guide.logic.keys(turn.question, turn.choice);
    Answer { question: question.to_owned(), choice: choice.to_owned() }
}
