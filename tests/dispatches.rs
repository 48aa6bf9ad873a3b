//! What is sent and who takes part, over every path: nothing that was prepared is forgotten, nothing unsigned leaves, and
//! the two overviews of a result say what its steps say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use cpx_guide::engine::Answers;
use cpx_guide::pack::words::said;
use cpx_guide::pack::{DocumentKind, Id, Logic, Piece, Plan, PlanStep};
use cpx_guide::page::{Body, ResultPage, page};
use cpx_guide::session::{Compiled, Session};

fn result(compiled: &Compiled, answers: Answers) -> ResultPage {
    match page(compiled, &Session::with(answers, Vec::new())).body {
        Body::Result(result) => *result,
        Body::Question(asked) => panic!("still asks {}", asked.key),
        Body::Expert(_) => panic!("nobody asked for all questions on one page"),
    }
}

/// What a step sends, in whatever way it is done.
fn sent(logic: &Logic, step: &PlanStep) -> Vec<Id<Piece>> {
    let options = logic.steps[step.step].options.iter().flat_map(|option| option.sends.iter().copied());
    step.sends.iter().map(|it| it.piece).chain(options).collect()
}

fn plans(compiled: &Compiled) -> Vec<(String, &Plan)> {
    let paths = support::paths(compiled);
    paths.into_iter().map(|(turns, plan)| (support::told(compiled, &turns), compiled.graph.plan(plan))).collect()
}

#[test]
fn what_is_prepared_is_sent() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    for (told, plan) in plans(&compiled) {
        for (place, step) in plan.steps.iter().enumerate() {
            for (id, piece) in logic.pieces.iter().filter(|(_, piece)| piece.prepared_in.contains(&step.step)) {
                let later = plan.steps[place..].iter().any(|it| sent(logic, it).contains(&id));
                assert!(later, "{} is not sent: {told}", piece.key);
            }
        }
    }
}

/// A form or a contract that leaves is signed, or has been when it left before: for its visa.
#[test]
fn nothing_leaves_unsigned() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    for (told, plan) in plans(&compiled) {
        let mut signed = Vec::new();
        for step in &plan.steps {
            for id in sent(logic, step) {
                let piece = &logic.pieces[id];
                let kind = logic.documents[piece.document].kind;
                assert!(plan.documents.contains(&piece.document), "{} is no document: {told}", piece.key);
                if piece.signed_by.is_empty() && matches!(kind, DocumentKind::Form | DocumentKind::Contract) {
                    assert!(signed.contains(&piece.document), "{} is not signed: {told}", piece.key);
                } else if !piece.signed_by.is_empty() {
                    signed.push(piece.document);
                }
            }
        }
    }
}

/// Each form, contract and piece of evidence of a plan is part of a dispatch, unless it is a way that was not taken.
#[test]
fn every_paper_of_a_plan_is_sent() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    for (told, plan) in plans(&compiled) {
        let papers = [DocumentKind::Form, DocumentKind::Contract, DocumentKind::Evidence];
        for document in plan.documents.iter().filter(|id| papers.contains(&logic.documents[**id].kind)) {
            let goes = |it: &PlanStep| sent(logic, it).iter().any(|id| logic.pieces[*id].document == *document);
            assert!(plan.steps.iter().any(goes), "{} stays: {told}", logic.documents[*document].key);
        }
    }
}

/// A dispatch that may fall away holds nothing that must be sent; one that must be sent holds something that must.
#[test]
fn a_dispatch_hangs_on_what_its_pieces_hang_on() {
    let compiled = support::guide();
    for (told, plan) in plans(&compiled) {
        for step in plan.steps.iter().filter(|it| !it.sends.is_empty()) {
            let must = step.sends.iter().any(|it| it.proviso.is_none());
            assert_eq!(must, step.proviso.is_none(), "{told}");
        }
    }
}

#[test]
fn the_overviews_say_what_the_steps_say() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    let (mut overviews, mut dispatches) = (0, 0);
    for (turns, id) in support::paths(&compiled) {
        let told = support::told(&compiled, &turns);
        let plan = compiled.graph.plan(id);
        let result = result(&compiled, Answers::of(&turns));
        let numbered = (1..).zip(&result.steps.rows).map(|(number, step): (usize, _)| {
            let values = [("number", number.to_string()), ("title", step.title.clone())];
            said(compiled.guide.words.texts.step_number(), &values.each_ref().map(|(name, it)| (*name, it.as_str())))
        });
        let numbered: Vec<_> = numbered.collect();
        let mut actors: Vec<_> = plan.steps.iter().map(|it| logic.steps[it.step].actor).collect();
        actors.sort();
        actors.dedup();
        assert_eq!(result.who.is_some(), actors.len() > 1, "{told}");
        if let Some(who) = &result.who {
            // Each step stands once under the one who does it, and once under each organism that it turns to.
            let (doing, turned_to) = who.rows.split_at(actors.len());
            let mut done: Vec<_> = doing.iter().flat_map(|row| row.steps.clone()).collect();
            assert!(turned_to.iter().all(|row| !row.steps.is_empty()), "{told}");
            assert!(turned_to.iter().flat_map(|row| &row.steps).all(|it| numbered.contains(it)), "{told}");
            assert_eq!(turned_to.len(), plan.organisms.len(), "{told}");
            let mut all = numbered.clone();
            done.sort();
            all.sort();
            assert_eq!(done, all, "{told}");
            overviews += 1;
        }
        let sending = plan.steps.iter().flat_map(|it| {
            let options = logic.steps[it.step].options.iter().filter(|option| !option.sends.is_empty()).count();
            [usize::from(!it.sends.is_empty()), options]
        });
        let rows = result.dispatches.iter().flat_map(|it| &it.rows).collect::<Vec<_>>();
        assert_eq!(rows.len(), sending.sum::<usize>(), "{told}");
        for row in rows {
            assert!(numbered.iter().any(|it| row.title.starts_with(it.as_str())), "{}: {told}", row.title);
            assert!(!row.to.is_empty() && !row.parts.is_empty() && !row.sources.is_empty(), "{told}");
            dispatches += 1;
        }
    }
    assert!(overviews > 100 && dispatches > 100, "{overviews} overviews, {dispatches} dispatches");
}

/// Who signs what, as the sheet says it (§2.1, §2.2, §2.4, §2.6): written here once more and by hand.
#[test]
fn the_signatures_are_those_of_the_sheet() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    let told = logic.pieces.rows().map(|piece| {
        let names: Vec<_> = piece.signed_by.iter().map(|id| logic.actors[*id].key.as_str()).collect();
        format!("{} = {}: {}", piece.key, logic.documents[piece.document].key, names.join(" "))
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "101 = formulaire-101: responsable",
            "201-responsable = formulaire-201: responsable",
            "201-employe = formulaire-201: titulaire gestionnaire",
            "201-vise = formulaire-201: ",
            "301-employe = formulaire-301: gestionnaire",
            "301-directeur = formulaire-301: responsable",
            "301-mandataire = formulaire-301: responsable",
            "502 = formulaire-502: responsable",
            "contrat = contrat-adhesion: responsable",
            "identite = piece-identite: ",
            "acte = acte-nomination: ",
            "delegation = delegation: ",
        ]
    );
}

/// What must be sent stands first; what hangs on the same stands together.
#[test]
fn a_dispatch_is_read_part_by_part() {
    let compiled = support::guide();
    for (turns, _) in support::paths(&compiled) {
        let told = support::told(&compiled, &turns);
        for row in result(&compiled, Answers::of(&turns)).dispatches.iter().flat_map(|it| &it.rows) {
            let provisos: Vec<_> = row.parts.iter().map(|part| &part.proviso).collect();
            let twice = provisos.iter().enumerate().any(|(place, it)| provisos[..place].contains(it));
            assert!(!twice && provisos[1..].iter().all(|it| it.is_some()), "{provisos:?}: {told}");
            assert!(row.parts.iter().all(|part| part.proviso.is_none() || part.proviso != row.proviso), "{told}");
        }
    }
}
