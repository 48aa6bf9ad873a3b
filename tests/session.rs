//! Sessions: what a person does on the screen, over every path of the guide, and what strangers write into links.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use cpx_guide::decision::decide;
use cpx_guide::engine::{Answers, Turn};
use cpx_guide::link;
use cpx_guide::page::{Body, page};
use cpx_guide::session::{Compiled, Mode, Msg, Screen, Session, update};
use proptest::prelude::*;

/// A session after some messages.
fn after(compiled: &Compiled, session: Session, msgs: impl IntoIterator<Item = Msg>) -> Session {
    msgs.into_iter().fold(session, |session, msg| update(compiled, session, msg))
}

fn answered(turn: Turn) -> [Msg; 2] {
    [Msg::Picked(turn.choice), Msg::Continued]
}

#[test]
fn answering_question_by_question_walks_every_path() {
    let compiled = support::guide();
    for (turns, plan) in support::paths(&compiled) {
        let mut session = Session::default();
        for turn in &turns {
            let Screen::Asks(node) = session.screen(&compiled.graph) else { panic!("decided too early") };
            assert_eq!(compiled.graph.question(node), turn.question);
            session = after(&compiled, session, answered(*turn));
        }
        assert_eq!(session.screen(&compiled.graph), Screen::Decides(plan));
        assert!(session.dropped.is_empty());
        let shown = page(&compiled, &session);
        assert!(matches!(shown.body, Body::Result(_)));
        assert_eq!(shown.trail.map(|trail| trail.rows.len()), Some(turns.len()));
    }
}

#[test]
fn a_change_undone_is_no_change() {
    let compiled = support::guide();
    for (turns, _) in support::paths(&compiled) {
        let start = Session::with(Answers::of(&turns), Vec::new());
        for (place, turn) in turns.iter().enumerate() {
            let revisited = update(&compiled, start.clone(), Msg::Revisited(turn.question));
            assert_eq!(revisited.picked, Some(turn.choice), "the answer given is picked");
            let Screen::Asks(node) = revisited.screen(&compiled.graph) else { panic!("no question") };
            for (choice, _) in compiled.graph.offered(node).filter(|(choice, _)| *choice != turn.choice) {
                let changed = after(&compiled, revisited.clone(), answered(Turn { choice, ..*turn }));
                let walk = changed.walk(&compiled.graph);
                // What came before stays; what is still asked keeps its answer; the rest is named.
                assert_eq!(walk.turns[..place], turns[..place]);
                for later in &turns[place + 1..] {
                    let named = changed.dropped.contains(later);
                    assert_ne!(walk.turns.contains(later), named, "{}", support::told(&compiled, &turns));
                }
                let again = update(&compiled, changed, Msg::Revisited(turn.question));
                let undone = after(&compiled, again, answered(*turn));
                assert_eq!(undone.answers, start.answers);
                assert_eq!(undone.screen(&compiled.graph), start.screen(&compiled.graph));
            }
        }
    }
}

#[test]
fn back_goes_through_every_question_and_stops_at_the_first() {
    let compiled = support::guide();
    for (turns, _) in support::paths(&compiled) {
        let mut session = Session::with(Answers::of(&turns), Vec::new());
        for turn in turns.iter().rev() {
            session = update(&compiled, session, Msg::WentBack);
            assert_eq!(session.revisited, Some(turn.question));
        }
        assert_eq!(update(&compiled, session.clone(), Msg::WentBack), session);
        assert_eq!(page(&compiled, &session).back, None);
        assert_eq!(update(&compiled, session, Msg::Restarted), Session::default());
    }
}

#[test]
fn going_on_without_an_answer_is_told_and_changes_nothing() {
    let compiled = support::guide();
    let session = update(&compiled, Session::default(), Msg::Continued);
    let Body::Question(question) = page(&compiled, &session).body else { panic!("no question") };
    assert!(question.error.is_some());
    assert_eq!(session.answers, Answers::none());
    let Body::Question(first) = page(&compiled, &Session::default()).body else { panic!("no question") };
    assert_eq!(first.error, None);
}

#[track_caller]
fn filters(typed: &str, expected: &[&str]) {
    let compiled = support::guide();
    let (answers, _) = Answers::parse(&compiled.guide.logic, "lieu=ville&besoin=carte&titulaire=professionnel");
    let session = update(&compiled, Session::with(answers, Vec::new()), Msg::Filtered(typed.to_owned()));
    let Body::Question(question) = page(&compiled, &session).body else { panic!("no question") };
    assert!(question.filter.is_some());
    let found: Vec<_> = question.choices.iter().map(|choice| choice.key.as_str()).collect();
    assert!(expected.iter().all(|it| found.contains(it)), "{typed}: {found:?}");
    assert!(found.len() <= expected.len() + 2, "{typed}: {found:?}");
}

#[test]
fn professions_are_found_by_the_names_people_use() {
    filters("kiné", &["masseur-kinesitherapeute"]);
    filters("KINE", &["masseur-kinesitherapeute"]);
    filters("IDE", &["infirmier"]);
    filters("infirmière", &["infirmier"]);
    filters("infirmiere", &["infirmier"]);
    filters("dentiste", &["chirurgien-dentiste"]);
    filters(
        "ortho",
        &["orthesiste", "orthopediste", "orthophoniste", "orthoprothesiste", "orthoptiste", "podo-orthesiste"],
    );
    filters("docteur", &["medecin"]);
    filters("sage femme", &["sage-femme"]);
    filters("podologue", &["pedicure-podologue"]);
    filters("manip radio", &["manipulateur-erm"]);
    filters("diét", &["dieteticien"]);
    filters("zzz", &[]);
}

#[test]
fn a_link_brings_every_path_back() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    for (turns, _) in support::paths(&compiled) {
        let answers = Answers::of(&turns);
        let link = link::read(logic, &link::write(logic, &answers)).expect("a link of ours");
        assert_eq!(link.edition, logic.edition);
        assert_eq!((link.answers, link.strays), (answers, Vec::new()));
    }
    assert_eq!(link::read(logic, "#autre"), None);
}

#[test]
fn what_is_not_understood_is_named() {
    let compiled = support::guide();
    let link =
        link::read(&compiled.guide.logic, "#cpx=fiche-2021&lieu=ville&lieux=x&besoin=&lieu=etablissement").unwrap();
    let strays: Vec<_> = link.strays.iter().map(|it| format!("{}={}", it.question, it.choice)).collect();
    assert_eq!(strays, ["lieux=x", "besoin=", "lieu=ville"]);
    let shown = page(&compiled, &Session::with(link.answers, link.strays));
    assert_eq!(shown.notices.first().map(|notice| notice.lines.len()), Some(3));
}

proptest! {
    #[test]
    fn any_text_is_answers(text in "(\\PC|&|=|lieu|ville|besoin|carte|contrat|\u{0})*") {
        let compiled = support::guide();
        let (answers, strays) = Answers::parse(&compiled.guide.logic, &text);
        let _decision = decide(&compiled.guide, &compiled.graph, &answers, &strays);
        let _page = page(&compiled, &Session::with(answers, strays));
    }

    #[test]
    fn any_text_is_a_link_or_none(text in "#?(cpx=)?(\\PC|&|=|%|lieu|ville|fiche-2021)*") {
        let compiled = support::guide();
        if let Some(link) = link::read(&compiled.guide.logic, &text) {
            let again = link::read(&compiled.guide.logic, &link::write(&compiled.guide.logic, &link.answers)).unwrap();
            prop_assert_eq!(again.answers, link.answers);
        }
    }

    #[test]
    fn any_messages_leave_a_screen(steps in prop::collection::vec((0u8..11, 0usize..30), 0..40)) {
        let compiled = support::guide();
        let questions: Vec<_> = compiled.guide.logic.questions.ids().collect();
        let mut session = Session::default();
        for (kind, number) in steps {
            let msg = match kind {
                0 | 1 => Msg::Picked(cpx_guide::pack::ChoiceId::at(number).unwrap()),
                2 | 3 => Msg::Continued,
                4 => Msg::Revisited(questions[number % questions.len()]),
                5 => Msg::WentBack,
                6 => Msg::Answered(questions[number % questions.len()], cpx_guide::pack::ChoiceId::at(number / 9).unwrap()),
                7 => Msg::Named(questions[number % questions.len()], cpx_guide::pack::ChoiceId::at(number % 3).unwrap()),
                8 => Msg::Searched(questions[number % questions.len()], "é".repeat(number % 3)),
                9 => Msg::Switched(if number % 2 == 0 { Mode::Guided } else { Mode::Expert }),
                _ => Msg::Filtered("é".repeat(number)),
            };
            session = update(&compiled, session, msg);
            let _page = page(&compiled, &session);
        }
    }
}
