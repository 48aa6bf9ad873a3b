//! All questions on one page: over every path of the guide, it leads where one question at a time leads.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use cpx_guide::engine::{Answers, Turn};
use cpx_guide::page::{Body, ExpertPage, Field, Focus, Offer, Picked, Search, page};
use cpx_guide::session::{Compiled, Mode, Msg, Screen, Session, update};

fn after(compiled: &Compiled, session: Session, msgs: impl IntoIterator<Item = Msg>) -> Session {
    msgs.into_iter().fold(session, |session, msg| update(compiled, session, msg))
}

fn answered(turn: Turn) -> Msg {
    Msg::Answered(turn.question, turn.choice)
}

/// A session with all questions on one page, and these answers.
fn expert(turns: &[Turn]) -> Session {
    Session { mode: Mode::Expert, ..Session::with(Answers::of(turns), Vec::new()) }
}

#[track_caller]
fn shown(compiled: &Compiled, session: &Session) -> ExpertPage {
    match page(compiled, session).body {
        Body::Expert(page) => *page,
        other => panic!("{other:?}"),
    }
}

/// Which field the focus goes to, by number.
fn focus(page: &ExpertPage) -> Vec<usize> {
    (0..).zip(&page.fields).filter(|(_, field)| field.focus == Focus::Here).map(|(place, _)| place).collect()
}

fn picked(field: &Field) -> Vec<&str> {
    field.choices.iter().filter(|it| it.state == Picked::Yes).map(|it| it.label.as_str()).collect()
}

#[track_caller]
fn search(field: &Field) -> &Search {
    match &field.offer {
        Offer::List { search: Some(search), .. } => search,
        other => panic!("{other:?}"),
    }
}

#[test]
fn answering_in_place_walks_every_path() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    for (turns, plan) in support::paths(&compiled) {
        let mut session = expert(&[]);
        for (place, turn) in turns.iter().enumerate() {
            let page = shown(&compiled, &session);
            let asked: Vec<_> = page.fields.iter().map(|field| field.question).collect();
            let expected: Vec<_> = turns[..=place].iter().map(|turn| turn.question).collect();
            assert_eq!(asked, expected, "the questions answered, and the next");
            assert!(page.fields[place].choices.iter().any(|it| it.msg == answered(*turn)), "the answer is offered");
            assert_eq!(page.result, None);
            session = update(&compiled, session, answered(*turn));
            assert_eq!(session.answered, Some(turn.question));
            assert!(session.dropped.is_empty());
        }
        let guided = Session::with(Answers::of(&turns), Vec::new());
        assert_eq!((&session.answers, session.screen(&compiled.graph)), (&guided.answers, Screen::Decides(plan)));
        let page = shown(&compiled, &session);
        assert_eq!(page.fields.len(), turns.len());
        for (field, turn) in page.fields.iter().zip(&turns) {
            let label = &compiled.guide.words.questions[turn.question].choices[turn.choice.place()].text;
            assert_eq!(picked(field), [label], "{}", logic.questions[turn.question].key);
        }
        let Body::Result(result) = cpx_guide::page::page(&compiled, &guided).body else { panic!("not decided") };
        assert!(page.outcome.contains(&result.heading));
        assert_eq!(page.result, Some(*result));
    }
}

/// Every answer of every path changed to every other choice: the same becomes of the rest as on the way back.
#[test]
fn a_change_in_place_is_a_change_on_the_way_back() {
    let compiled = support::guide();
    for (turns, _) in support::paths(&compiled) {
        for turn in &turns {
            let guided = Session::with(Answers::of(&turns), Vec::new());
            let guided = update(&compiled, guided, Msg::Revisited(turn.question));
            let Screen::Asks(node) = guided.screen(&compiled.graph) else { panic!("no question") };
            let mut arrows = expert(&turns);
            let mut gone = Vec::new();
            for (choice, _) in compiled.graph.offered(node) {
                let changed = Turn { choice, ..*turn };
                let back = after(&compiled, guided.clone(), [Msg::Picked(choice), Msg::Continued]);
                let here = update(&compiled, expert(&turns), answered(changed));
                assert_eq!((&here.answers, &here.dropped), (&back.answers, &back.dropped));
                assert_eq!(
                    shown(&compiled, &here).result.is_some(),
                    matches!(back.screen(&compiled.graph), Screen::Decides(_))
                );
                // Arrows go through the choices: what any of them puts off the path is named while it is off.
                arrows = update(&compiled, arrows, answered(changed));
                let walk = arrows.walk(&compiled.graph);
                gone.extend(turns.iter().filter(|it| !walk.meets(it.question)).copied());
                gone.sort_unstable();
                gone.dedup();
                gone.retain(|it| !walk.meets(it.question));
                let mut named: Vec<_> = arrows.dropped.iter().filter(|it| turns.contains(it)).copied().collect();
                named.sort_unstable();
                assert_eq!(named, gone, "{}", support::told(&compiled, &turns));
            }
            let undone = update(&compiled, arrows, answered(*turn));
            assert_eq!(undone.walk(&compiled.graph).turns, turns);
            assert!(undone.dropped.iter().all(|it| !turns.contains(it)));
        }
    }
}

#[test]
fn switching_keeps_every_answer() {
    let compiled = support::guide();
    for (turns, _) in support::paths(&compiled) {
        for length in 0..=turns.len() {
            let guided = Session::with(Answers::of(&turns[..length]), Vec::new());
            let there = update(&compiled, guided.clone(), Msg::Switched(Mode::Expert));
            assert_eq!(there, expert(&turns[..length]));
            assert_eq!(update(&compiled, there.clone(), Msg::Switched(Mode::Guided)), guided);
            // Each page leads to the other.
            assert_eq!(page(&compiled, &guided).switch.msg, Msg::Switched(Mode::Expert));
            assert_eq!(page(&compiled, &there).switch.msg, Msg::Switched(Mode::Guided));
            // Beginning again, and what comes from outside, do not change how the questions are asked.
            assert_eq!(update(&compiled, there.clone(), Msg::Restarted), expert(&[]));
            assert_eq!(update(&compiled, there.clone(), Msg::Loaded(Box::new(guided))), there);
        }
    }
}

#[test]
fn what_is_half_done_does_not_outlive_the_switch() {
    let compiled = support::guide();
    let (turns, _) = support::paths(&compiled).pop().unwrap();
    let start = Session::with(Answers::of(&turns), Vec::new());
    let back = [Msg::Revisited(turns[0].question), Msg::Filtered("x".to_owned()), Msg::Switched(Mode::Expert)];
    assert_eq!(after(&compiled, start.clone(), back), expert(&turns));
    let unanswered = [Msg::Continued, Msg::Switched(Mode::Expert)];
    assert_eq!(after(&compiled, Session::default(), unanswered), expert(&[]));
    let typed = [Msg::Searched(turns[0].question, "x".to_owned()), Msg::Switched(Mode::Guided)];
    assert_eq!(after(&compiled, expert(&turns), typed), start);
}

#[test]
fn what_is_not_asked_cannot_be_answered() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    for (turns, _) in support::paths(&compiled).into_iter().step_by(7) {
        let session = expert(&turns);
        let asked = shown(&compiled, &session);
        for question in logic.questions.ids() {
            for choice in (0..40).filter_map(cpx_guide::pack::ChoiceId::at) {
                let msg = Msg::Answered(question, choice);
                let offered = asked.fields.iter().flat_map(|field| &field.choices).any(|it| it.msg == msg);
                let after = update(&compiled, session.clone(), msg);
                assert_eq!(after.answered.is_some(), offered);
                assert!(offered || after == session);
            }
        }
    }
}

/// The session before the question with many choices, and its field.
fn at_the_long_list(compiled: &Compiled) -> (Session, usize) {
    let found = support::paths(compiled).into_iter().find_map(|(turns, _)| {
        let long = turns.iter().position(|turn| compiled.guide.logic.questions[turn.question].choices.len() > 20)?;
        Some((expert(&turns[..long]), long))
    });
    found.expect("a question with many choices")
}

/// Whether a word of a label begins like this.
fn begins_a_word(label: &str, typed: &str) -> bool {
    let (label, typed) = (cpx_guide::name::fold(label), cpx_guide::name::fold(typed));
    label.split(' ').any(|word| word.starts_with(typed.trim()))
}

#[test]
fn a_long_list_is_narrowed_by_everyday_names_and_answered_by_enter() {
    let compiled = support::guide();
    let (session, place) = at_the_long_list(&compiled);
    let question = shown(&compiled, &session).fields[place].question;
    let typed = |text: &str| update(&compiled, session.clone(), Msg::Searched(question, text.to_owned()));
    let all = shown(&compiled, &session).fields[place].choices.len();
    // As one question at a time narrows them.
    for text in ["kiné", "IDE", "infirmiere", "ORTHO", "chir", "psy", "docteur", "zzz", "d", "", "  "] {
        let field = shown(&compiled, &typed(text)).fields[place].clone();
        let guided = Session { filter: text.to_owned(), mode: Mode::Guided, ..session.clone() };
        let Body::Question(asked) = page(&compiled, &guided).body else { panic!("no question") };
        let labels = |rows: &[cpx_guide::page::ChoiceRow]| rows.iter().map(|it| it.label.clone()).collect::<Vec<_>>();
        assert_eq!(labels(&field.choices), labels(&asked.choices), "{text}");
        let search = search(&field);
        let nothing = text.trim().is_empty() || field.choices.is_empty();
        assert_eq!(search.take.is_none(), nothing, "{text}");
        // By its own name before any other: `ortho` is no physician, although some are orthopaedists.
        let own = field.choices.iter().find(|it| begins_a_word(&it.label, text));
        if let Some(first) = own.or(field.choices.first()).filter(|_| !nothing) {
            let Msg::Answered(question, choice) = first.msg else { panic!("{first:?}") };
            assert_eq!(search.take, Some(Msg::Named(question, choice)));
            assert!(search.filter.status.ends_with(&first.label), "{}", search.filter.status);
        }
        assert_eq!(search.filter.status.is_empty(), text.trim().is_empty());
        assert_eq!(search.filter.value, text);
    }
    let take = search(&shown(&compiled, &typed("kine")).fields[place]).take.clone().unwrap();
    let taken = update(&compiled, typed("kine"), take);
    let page = shown(&compiled, &taken);
    assert_eq!(picked(&page.fields[place]).len(), 1);
    assert_eq!(search(&page.fields[place]).filter.value, "");
    assert_eq!(page.fields[place].choices.len(), all, "the whole list again");
    // The choice made stays in the list whatever is typed next.
    let again = update(&compiled, taken, Msg::Searched(question, "zzz".to_owned()));
    let field = &shown(&compiled, &again).fields[place];
    assert_eq!((field.choices.len(), picked(field).len(), &search(field).take), (1, 1, &None));
}

/// On to what is asked next, or nowhere after the last; answering by hand, nowhere in particular.
#[test]
fn enter_goes_on_to_the_next_field() {
    let compiled = support::guide();
    for (turns, _) in support::paths(&compiled) {
        for (place, turn) in turns.iter().enumerate() {
            let session = update(&compiled, expert(&turns[..place]), Msg::Named(turn.question, turn.choice));
            let next = (place + 1).min(turns.len() - 1);
            assert_eq!(focus(&shown(&compiled, &session)), [next]);
            // Anything else that happens leaves it to the heading.
            for msg in [Msg::Searched(turn.question, String::new()), Msg::Switched(Mode::Expert)] {
                assert!(focus(&shown(&compiled, &update(&compiled, session.clone(), msg))).is_empty());
            }
        }
    }
}
