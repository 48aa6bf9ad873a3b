//! The help that stands beside each question: what it says uses no word that is not explained there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use cpx_guide::engine::{Answers, Stop, Walk, why};
use cpx_guide::pack::words::QuestionWords;
use cpx_guide::page::{Body, page};
use cpx_guide::session::Session;

/// Everything that is read while a question is asked.
fn said(question: &QuestionWords) -> String {
    let choices = question.choices.iter().flat_map(|choice| [Some(&choice.text), choice.hint.as_ref()]);
    let own = [&question.text, &question.hint, &question.error];
    own.into_iter().chain(choices.flatten()).map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// Whether a name occurs in a text as a whole word. One that is no abbreviation may also begin with a small letter.
fn names(text: &str, name: &str) -> bool {
    let small = name.chars().next().into_iter().flat_map(char::to_lowercase).chain(name.chars().skip(1));
    let abbreviation = name.chars().nth(1).is_some_and(char::is_uppercase);
    let small = if abbreviation { name.to_owned() } else { small.collect() };
    [name, &small].into_iter().any(|name| {
        text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            // `e-CPS` is a word of its own, and names no `CPS`.
            let within = |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() || it == '-');
            !within(before) && !within(after)
        })
    })
}

#[test]
fn a_name_is_found_as_a_word() {
    assert!(names("Sa carte sera une CDE.", "CDE") && names("le responsable", "Responsable") && names("l’ANS,", "ANS"));
    assert!(!names("une e-CPS", "CPS") && !names("CPSE", "CPS") && !names("dans l’ars", "ARS"));
    assert!(!names("dans le désordre", "Ordre"));
}

#[test]
fn every_word_that_a_question_uses_is_explained_beside_it() {
    let compiled = support::guide();
    let (logic, words) = (&compiled.guide.logic, &compiled.guide.words);
    let mut missing = Vec::new();
    for (id, question) in logic.questions.iter() {
        let said = said(&words.questions[id]);
        let unexplained = logic
            .terms
            .iter()
            .filter(|(term, _)| names(&said, &words.terms[*term].name) && !question.terms.contains(term));
        missing.extend(unexplained.map(|(_, term)| format!("{}: {}", question.key, term.key)));
    }
    assert!(missing.is_empty(), "not explained: {}", missing.join(", "));
}

/// `ERM` is a part of a profession's name, and the hint of that choice spells it out.
const SPELT_OUT: &[&str] = &["ERM"];

#[test]
fn every_abbreviation_of_a_question_is_among_the_words_explained() {
    let compiled = support::guide();
    let words = &compiled.guide.words;
    for question in words.questions.rows() {
        let said = said(question);
        let letters = |it: &&str| it.len() > 1 && it.chars().all(char::is_uppercase);
        for word in said.split(|it: char| !it.is_alphanumeric()).filter(letters) {
            let known = words.terms.rows().any(|term| term.name == word) || SPELT_OUT.contains(&word);
            assert!(known, "{word}: {said}");
        }
    }
}

/// Each answer that decided names the sections that make it count, and only such as speak to these answers.
#[test]
fn every_criterion_has_its_sections() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    for (turns, id) in support::paths(&compiled) {
        let told = support::told(&compiled, &turns);
        let plan = compiled.graph.plan(id);
        let walk = Walk { turns: turns.clone(), stop: Stop::Decides(id) };
        let shown = page(&compiled, &Session::with(Answers::of(&turns), Vec::new()));
        let Body::Result(result) = shown.body else { panic!("still asks: {told}") };
        let because = why::because(logic, &compiled.graph, &walk, id);
        assert_eq!(because.len(), result.because.rows.len(), "{told}");
        for (turn, row) in because.iter().zip(&result.because.rows) {
            let question = &logic.questions[turn.question];
            let cited = plan.cited(&question.sources);
            assert!(!cited.is_empty(), "{} without a section: {told}", question.key);
            let keys: Vec<_> = cited.iter().map(|id| logic.sections[*id].key.as_str()).collect();
            assert!(row.contains(&keys.join(", ")), "{row}: {told}");
        }
    }
}
