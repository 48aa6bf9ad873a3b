//! What is sent: to whom, what goes in, and what each piece must bear before it leaves.

use super::result::sections;
use super::say::said;
use super::who::numbered;
use super::{DispatchDocument, DispatchPart, DispatchRow};
use crate::pack::{Guide, Id, Organism, Piece, Plan, PlanPiece, PlanStep, Step};

/// The dispatches of a plan, in its order: those of the steps, and those of the ways of doing a step.
pub(super) fn dispatches(guide: &Guide, plan: &Plan) -> Vec<DispatchRow> {
    let mut rows = Vec::new();
    for (it, number) in plan.steps.iter().zip(1..) {
        let (step, words) = (&guide.logic.steps[it.step], &guide.words.steps[it.step]);
        let title = numbered(guide, number, &words.title);
        for (option, words) in step.options.iter().zip(&words.options) {
            let way = said(guide.words.texts.step_way(), &[("step", &title), ("way", &words.title)]);
            let mut sent = Vec::new();
            for piece in &option.sends {
                sent.push(PlanPiece { piece: *piece, proviso: it.proviso });
            }
            add(&mut rows, guide, plan, it, way, option.organism.or(it.organism), &sent);
        }
        add(&mut rows, guide, plan, it, title, it.organism, &it.sends);
    }
    rows
}

/// What one step sends, unless that is nothing.
fn add(
    rows: &mut Vec<DispatchRow>,
    guide: &Guide,
    plan: &Plan,
    step: &PlanStep,
    title: String,
    to: Option<Id<Organism>>,
    sent: &[PlanPiece],
) {
    let (logic, words) = (&guide.logic, &guide.words);
    // What is sent has somebody to be sent to: the check holds it.
    let Some(to) = to.filter(|_| !sent.is_empty()) else { return };
    let mut cited = Vec::new();
    let mut parts = vec![DispatchPart { proviso: None, documents: Vec::new() }];
    for it in sent {
        cited.extend_from_slice(&logic.pieces[it.piece].sources);
        let proviso = it.proviso.filter(|_| it.proviso != step.proviso).map(|id| words.provisos[id].clone());
        let document = DispatchDocument {
            title: title_of(guide, it.piece).to_owned(),
            text: words.pieces[it.piece].text.clone(),
            marks: marks(guide, it.piece),
        };
        match parts.iter_mut().find(|part| part.proviso == proviso) {
            Some(part) => part.documents.push(document),
            None => parts.push(DispatchPart { proviso, documents: vec![document] }),
        }
    }
    parts.retain(|part| !part.documents.is_empty());
    let mut sources = plan.sources.clone();
    sources.retain(|id| cited.contains(id));
    rows.push(DispatchRow {
        proviso: step.proviso.map(|id| words.provisos[id].clone()),
        title,
        to: said(words.texts.dispatch_to(), &[("name", &words.organisms[to].name)]),
        parts,
        sources: sections(guide, plan, &sources),
    });
}

/// What a step prepares to be sent by a later one, as far as it must be signed or bear a mark.
pub(super) fn signs(guide: &Guide, step: Id<Step>) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, piece) in guide.logic.pieces.iter() {
        let sent_here = guide.logic.steps[step].options.iter().any(|it| it.sends.contains(&id));
        let marks = if piece.prepared_in.contains(&step) && !sent_here { marks(guide, id) } else { Vec::new() };
        if !marks.is_empty() {
            let marks = marks.join(", ");
            lines.push(said(guide.words.texts.step_signs(), &[("piece", title_of(guide, id)), ("marks", &marks)]));
        }
    }
    lines
}

/// Who signs a piece, and what else it must bear.
pub(crate) fn marks(guide: &Guide, piece: Id<Piece>) -> Vec<String> {
    let mut marks = Vec::new();
    for id in &guide.logic.pieces[piece].signed_by {
        marks.push(said(guide.words.texts.signed_by(), &[("name", &guide.words.actors[*id])]));
    }
    marks.extend_from_slice(&guide.words.pieces[piece].marks);
    marks
}

/// What a piece is called.
pub(crate) fn title_of(guide: &Guide, piece: Id<Piece>) -> &str {
    let document = &guide.words.documents[guide.logic.pieces[piece].document];
    guide.words.pieces[piece].title.as_ref().unwrap_or(&document.title)
}
