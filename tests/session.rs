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

use cpx_guide::calendar::{Date, Region};
use cpx_guide::decision::decide;
use cpx_guide::engine::{Answers, Turn};
use cpx_guide::link;
use cpx_guide::page::{Body, page};
use cpx_guide::session::{Change, Compiled, Copied, Day, Misread, Mode, Msg, Original, Screen, Session, Work, update};
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
        let link = link::read(logic, &link::write(logic, &answers, &Work::default())).expect("a link of ours");
        assert_eq!(link.edition, logic.edition);
        assert_eq!((link.answers, link.strays), (answers, Vec::new()));
    }
    assert_eq!(link::read(logic, "#autre"), None);
}

/// Work over some steps of the guide, the days counted from the beginning of the calendar.
fn work(compiled: &Compiled, steps: &[usize], days: (Option<u32>, Option<u32>), region: Region) -> Work {
    let ids: Vec<_> = compiled.guide.logic.steps.ids().collect();
    let date = |day: u32| Date::new(1900 + day % 300, day % 12 + 1, day % 28 + 1);
    let mut work = Work { start: days.0.and_then(date), need: days.1.and_then(date), region, ..Work::default() };
    for step in steps {
        work.tick(ids[step % ids.len()]);
    }
    work
}

/// What is read from a link: what it makes of the plan, and what is not understood.
#[track_caller]
fn reads(more: &str, back: &str, strays: &[&str]) {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    let link = link::read(logic, &format!("#cpx={}&lieu=ville{more}", logic.edition)).unwrap();
    assert_eq!(link.answers.write(logic), "lieu=ville");
    assert_eq!(link::write(logic, &link.answers, &link.work), format!("#cpx={}&lieu=ville{back}", logic.edition));
    let named: Vec<_> = link.strays.iter().map(|it| format!("{}={}", it.question, it.choice)).collect();
    assert_eq!(named, strays, "{more}");
    let shown = page(&compiled, &Session::with(link.answers, link.strays));
    assert_eq!(shown.notices.first().map_or(0, |notice| notice.lines.len()), strays.len());
}

#[test]
fn a_link_says_what_became_of_the_plan() {
    reads("", "", &[]);
    reads("&.start=2026-11-23", "&.start=2026-11-23", &[]);
    reads("&.done=remplir-201+visa-ars&.need=2026-12-24", "&.done=remplir-201+visa-ars&.need=2026-12-24", &[]);
    reads("&.calendar=alsace-moselle&.done=visa-ars", "&.done=visa-ars&.calendar=alsace-moselle", &[]);
    // The order of doing, each once, wherever it stands.
    reads("&.done=visa-ars+remplir-201+visa-ars", "&.done=remplir-201+visa-ars", &[]);
    reads("&.done=visa-ars&.done=remplir-201", "&.done=remplir-201+visa-ars", &[]);
    reads("&.done=visa-ars+danser", "&.done=visa-ars", &[".done=danser"]);
    reads("&.done=", "", &[".done="]);
    reads("&.done", "", &[".done="]);
    reads("&.start=demain&.need=2026-02-30", "", &[".start=demain", ".need=2026-02-30"]);
    reads("&.start=2026-11-23&.start=2026-11-24", "&.start=2026-11-24", &[".start=2026-11-23"]);
    reads("&.need=2026-11-23&.need=2026-11-23", "&.need=2026-11-23", &[]);
    reads("&.calendar=lune&.calendar=", "", &[".calendar=lune", ".calendar="]);
    reads("&.mode=expert&.", "", &[".mode=expert", ".="]);
}

#[test]
fn no_answer_and_no_step_can_be_taken_for_what_follows_them() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    let steps = logic.steps.rows().map(|row| &row.key);
    for key in logic.questions.rows().map(|row| &row.key).chain(steps) {
        assert!(!key.starts_with('.') && !key.contains('+'), "{key}");
    }
}

#[test]
fn work_stays_while_answers_change_and_goes_with_them() {
    let compiled = support::guide();
    let done = compiled.guide.logic.steps.ids().next().unwrap();
    for (turns, _) in support::paths(&compiled) {
        let start = Session::with(Answers::of(&turns), Vec::new());
        let msgs = [
            Change::Ticked(done),
            Change::Given(Day::Start, "2026-11-23".to_owned()),
            Change::Moved(Region::AlsaceMoselle),
        ];
        let worked = after(&compiled, start.clone(), msgs.map(Msg::Worked));
        assert_eq!((worked.answered, &worked.answers, worked.work.done.len()), (None, &start.answers, 1));
        // Back at each question, and answered otherwise: the work is as it was.
        for turn in &turns {
            let revisited = update(&compiled, worked.clone(), Msg::Revisited(turn.question));
            let Screen::Asks(node) = revisited.screen(&compiled.graph) else { panic!("no question") };
            for (choice, _) in compiled.graph.offered(node) {
                let changed = after(&compiled, revisited.clone(), answered(Turn { choice, ..*turn }));
                assert_eq!(changed.work, worked.work);
            }
        }
        let loads = |session: Session| update(&compiled, worked.clone(), Msg::Loaded(Box::new(session))).work;
        let returns = |session: Session| update(&compiled, worked.clone(), Msg::Returned(Box::new(session))).work;
        let earlier = Session::with(Answers::of(turns.get(..1).unwrap()), Vec::new());
        assert_eq!(loads(start.clone()), worked.work, "the same answers once more leave it");
        assert_eq!(loads(earlier.clone()), Work::default(), "other answers from outside may be somebody else's");
        assert_eq!(returns(earlier), worked.work, "who goes back keeps it");
        for came in [loads(Session::default()), returns(Session::default())] {
            assert_eq!(came, Work::default(), "no answers at all are a new beginning");
        }
        let other = Work { need: Date::new(2026, 12, 24), ..Work::default() };
        let linked = Session { work: other.clone(), ..start };
        assert_eq!(
            (loads(linked.clone()), returns(linked)),
            (other.clone(), other),
            "a link with its own work brings it"
        );
        assert_eq!(update(&compiled, worked, Msg::Restarted), Session::default());
    }
}

#[test]
fn ticks_and_days_are_taken_back() {
    let compiled = support::guide();
    let [first, second] = [0, 1].map(|place| compiled.guide.logic.steps.ids().nth(place).unwrap());
    let change = |session: Session, change| update(&compiled, session, Msg::Worked(change));
    let mut session = Session::default();
    for step in [second, first, second] {
        session = change(session, Change::Ticked(step));
    }
    assert_eq!(session.work.done, [first, second]);
    session = change(session, Change::Unticked(second));
    assert_eq!(session.work.done, [first]);
    for (typed, read, misread) in [
        ("2026-11-23", true, false),
        ("24/11/2026", true, true),
        (" 2026-11-24 ", true, false),
        ("2026-02-29", true, true),
        ("", false, false),
        ("2026-02-29", false, true),
    ] {
        session = change(session, Change::Given(Day::Need, typed.to_owned()));
        assert_eq!((session.work.need.is_some(), !session.misread.is_empty()), (read, misread), "{typed}");
    }
    let misread = |day, text: &str, wrong| Misread { day, text: text.to_owned(), wrong };
    session = change(session, Change::Given(Day::Start, "x".to_owned()));
    session = change(session, Change::Given(Day::Need, "y".to_owned()));
    assert_eq!(session.misread, [misread(Day::Start, "x", true), misread(Day::Need, "y", true)]);
    session = change(session, Change::Typing(Day::Start, String::new()));
    assert_eq!(session.misread, [misread(Day::Need, "y", true), misread(Day::Start, "", true)], "it is not mended yet");
    session = change(session, Change::Given(Day::Start, "2026-11-23".to_owned()));
    let start = session.work.start;
    session = change(session, Change::Typing(Day::Start, "0002-11-23".to_owned()));
    assert_eq!(session.misread, [misread(Day::Need, "y", true), misread(Day::Start, "0002-11-23", false)]);
    session = change(session, Change::Left(Day::Start, "0002-11-23".to_owned()));
    assert_eq!(session.misread, [misread(Day::Need, "y", true), misread(Day::Start, "0002-11-23", true)]);
    assert_eq!(session.work.start, start, "the last day that was one stays");
    session = change(session, Change::Copied(Original::Page, Copied::Yes));
    assert_eq!(session.status(Original::Page, "yes", "by hand"), "yes");
    assert_eq!(session.status(Original::Report, "yes", "by hand"), "", "it is another that was copied");
    session = change(session, Change::Moved(Region::AlsaceMoselle));
    assert_eq!(session.copied, None, "what was copied is no longer the link");
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
    fn a_link_brings_everything_back(
        steps in prop::collection::vec(0usize..99, 0..12),
        days in any::<(Option<u32>, Option<u32>)>(),
        alsace in any::<bool>(),
    ) {
        let compiled = support::guide();
        let logic = &compiled.guide.logic;
        let work = work(&compiled, &steps, days, if alsace { Region::AlsaceMoselle } else { Region::Usual });
        for (turns, _) in support::paths(&compiled) {
            let answers = Answers::of(&turns);
            let link = link::read(logic, &link::write(logic, &answers, &work)).unwrap();
            prop_assert_eq!((link.answers, link.strays), (answers, Vec::new()));
            prop_assert_eq!(&link.work, &work);
        }
    }

    #[test]
    fn any_text_is_answers(text in "(\\PC|&|=|lieu|ville|besoin|carte|contrat|\u{0})*") {
        let compiled = support::guide();
        let (answers, strays) = Answers::parse(&compiled.guide.logic, &text);
        let _decision = decide(&compiled.guide, &compiled.graph, &answers, &strays);
        let _page = page(&compiled, &Session::with(answers, strays));
    }

    #[test]
    fn any_text_is_a_link_or_none(text in "#?(cpx=)?(\\PC|&|=|%|lieu|ville|fiche-2021|\\.done|\\.start|\\.need|\\.calendar|alsace-moselle|2026-11-23|visa-ars|\\+)*") {
        let compiled = support::guide();
        if let Some(link) = link::read(&compiled.guide.logic, &text) {
            let again = link::read(&compiled.guide.logic, &link::write(&compiled.guide.logic, &link.answers, &link.work)).unwrap();
            prop_assert_eq!((again.answers, again.work), (link.answers, link.work));
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
