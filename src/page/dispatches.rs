//! What is sent: to whom, what goes in, and what each piece must bear before it leaves.

use super::result::sections;
use super::say::said;
use super::who::numbered;
use super::{DispatchDocument, DispatchRow};
use crate::pack::{Guide, Id, Organism, Piece, Plan, PlanPiece, PlanStep, Step};

/// The dispatches of a plan, in its order: those of the steps, and those of the ways of doing a step.
pub(super) fn dispatches(guide: &Guide, plan: &Plan) -> Vec<DispatchRow> {
    let mut rows = Vec::new();
    for (it, number) in plan.steps.iter().zip(1..) {
        let (step, words) = (&guide.logic.steps[it.step], &guide.words.steps[it.step]);
        let title = numbered(guide, number, &words.title);
        rows.extend(dispatch(guide, plan, it, (title.clone(), it.organism), &it.sends));
        for (option, words) in step.options.iter().zip(&words.options) {
            let way = said(guide.words.texts.step_way(), &[("step", &title), ("way", &words.title)]);
            let sent = option.sends.iter().map(|piece| PlanPiece { piece: *piece, proviso: it.proviso });
            let to = option.organism.or(it.organism);
            rows.extend(dispatch(guide, plan, it, (way, to), &sent.collect::<Vec<_>>()));
        }
    }
    rows
}

/// What one step sends, unless that is nothing.
fn dispatch(
    guide: &Guide,
    plan: &Plan,
    step: &PlanStep,
    (title, to): (String, Option<Id<Organism>>),
    sent: &[PlanPiece],
) -> Option<DispatchRow> {
    let words = &guide.words;
    let documents = sent.iter().map(|it| {
        let piece = &words.pieces[it.piece];
        let proviso = it.proviso.filter(|_| it.proviso != step.proviso);
        DispatchDocument {
            proviso: proviso.map(|id| words.provisos[id].clone()),
            title: title_of(guide, it.piece).to_owned(),
            text: piece.text.clone(),
            marks: marks(guide, it.piece),
        }
    });
    let cited = sent.iter().flat_map(|it| &guide.logic.pieces[it.piece].sources).copied();
    let cited: Vec<_> = guide.logic.sections.ids().filter(|id| cited.clone().any(|it| it == *id)).collect();
    (!sent.is_empty()).then(|| DispatchRow {
        proviso: step.proviso.map(|id| words.provisos[id].clone()),
        title,
        to: to.map_or_else(String::new, |id| said(words.texts.dispatch_to(), &[("name", &words.organisms[id].name)])),
        documents: documents.collect(),
        sources: sections(guide, plan, &cited),
    })
}

/// What a step prepares to be sent by a later one, as far as it must be signed or bear a mark.
pub(super) fn signs(guide: &Guide, step: Id<Step>) -> Vec<String> {
    let sent_here = |piece: &Id<Piece>| guide.logic.steps[step].options.iter().any(|it| it.sends.contains(piece));
    let prepared = guide.logic.pieces.iter().filter(|(_, piece)| piece.prepared_in.contains(&step));
    let lines = prepared.filter(|(id, _)| !sent_here(id)).filter_map(|(id, _)| {
        let marks = marks(guide, id);
        let line = [("piece", title_of(guide, id)), ("marks", &marks.join(", "))];
        (!marks.is_empty()).then(|| said(guide.words.texts.step_signs(), &line))
    });
    lines.collect()
}

/// Who signs a piece, and what else it must bear.
fn marks(guide: &Guide, piece: Id<Piece>) -> Vec<String> {
    let texts = &guide.words.texts;
    let signers = guide.logic.pieces[piece].signed_by.iter();
    let signed = signers.map(|id| said(texts.signed_by(), &[("name", &guide.words.actors[*id])]));
    signed.chain(guide.words.pieces[piece].marks.iter().cloned()).collect()
}

fn title_of(guide: &Guide, piece: Id<Piece>) -> &str {
    let document = &guide.words.documents[guide.logic.pieces[piece].document];
    guide.words.pieces[piece].title.as_deref().unwrap_or(&document.title)
}
