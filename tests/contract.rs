//! The decision as JSON, to the letter of the public contract: its keys, their types, and what must be null when.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::collections::BTreeSet;

use cpx_guide::decision::{Answer, Made, decide};
use cpx_guide::engine::Answers;
use serde_json::{Value, json};

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[track_caller]
fn has_keys(value: &Value, expected: &[&str]) {
    assert_eq!(keys(value), expected.iter().copied().collect());
}

fn each<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().expect("a list").iter()
}

fn json_of(answers: &str) -> Value {
    let compiled = support::guide();
    let (answers, strays) = Answers::parse(&compiled.guide.logic, answers);
    serde_json::to_value(decide(&compiled.guide, &compiled.graph, &answers, &strays)).unwrap()
}

#[test]
fn every_decision_has_the_shape_of_the_contract() {
    let compiled = support::guide();
    let organisms: Vec<_> = compiled.guide.logic.organisms.rows().map(|it| it.key.as_str()).collect();
    for (turns, _) in support::paths(&compiled) {
        let made = support::made(&compiled, &Answers::of(&turns));
        let json = serde_json::to_value(&made).unwrap();
        has_keys(
            &json,
            &[
                "pack",
                "edition",
                "digest",
                "verdict",
                "card",
                "insi",
                "organisms",
                "steps",
                "documents",
                "delay",
                "notes",
                "because",
                "notBecause",
                "sources",
                "ignored",
            ],
        );
        let logic = &compiled.guide.logic;
        assert_eq!((&json["pack"], &json["edition"]), (&json!("cpx"), &json!(logic.edition)));
        let digest = json["digest"].as_str().unwrap();
        assert!(digest.len() == 12 && digest.bytes().all(|it| it.is_ascii_hexdigit()), "{digest}");

        let card = json["card"].as_str();
        assert_eq!(card.is_some(), json["verdict"] == "commandable");
        assert_eq!(json["insi"], card.map_or(Value::Null, |card| json!(card != "cde")));
        assert_eq!(json["delay"].is_null(), card.is_none() && !turns_to_renewal(&compiled, &turns));

        let documents: Vec<_> = each(&json, "documents").map(|it| it["id"].as_str().unwrap()).collect();
        let mut named: Vec<&str> = Vec::new();
        for step in each(&json, "steps") {
            has_keys(step, &["id", "title", "actor", "organism", "documents", "options", "sources"]);
            assert!(step["organism"].is_null() || organisms.contains(&step["organism"].as_str().unwrap()));
            assert!(each(step, "sources").count() > 0, "{step}");
            named.extend(each(step, "documents").map(|it| it.as_str().unwrap()));
            for option in each(step, "options") {
                has_keys(option, &["id", "title", "documents"]);
                named.extend(each(option, "documents").map(|it| it.as_str().unwrap()));
            }
        }
        let mut once = Vec::new();
        for it in named {
            if !once.contains(&it) {
                once.push(it);
            }
        }
        assert_eq!(documents, once, "each document once, in order of use");
        for document in each(&json, "documents") {
            has_keys(document, &["id", "title", "kind", "url"]);
            let kinds = ["form", "guide", "contract", "terms", "evidence", "service"];
            assert!(kinds.contains(&document["kind"].as_str().unwrap()));
        }
        if !json["delay"].is_null() {
            has_keys(&json["delay"], &["cardWorkingDays", "codesWorkingHours", "newCodes", "from"]);
            assert_eq!(
                (&json["delay"]["cardWorkingDays"], &json["delay"]["codesWorkingHours"]),
                (&json!(10), &json!(48))
            );
        }
        for note in each(&json, "notes") {
            has_keys(note, &["id", "kind", "date", "source"]);
            let source = note["source"].as_str().unwrap();
            assert_eq!(note["kind"] == "since", source.starts_with("https://"), "{note}");
            assert!(!source.is_empty());
        }
        let others: Vec<_> = each(&json, "notBecause").map(|it| it["card"].as_str().unwrap()).collect();
        let expected: Vec<_> = ["cps", "cpf", "cpe", "cde"].into_iter().filter(|it| Some(*it) != card).collect();
        assert_eq!(others, expected);
        let sections: Vec<_> = each(&json, "sources").map(|it| it.as_str().unwrap()).collect();
        assert!(!sections.is_empty() && sections.is_sorted());
    }
}

fn turns_to_renewal(compiled: &cpx_guide::session::Compiled, turns: &[cpx_guide::engine::Turn]) -> bool {
    support::told(compiled, turns).contains("besoin=renouvellement")
}

#[test]
fn following_not_because_leads_to_the_card() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    for (turns, _) in support::paths(&compiled) {
        let made = support::made(&compiled, &Answers::of(&turns));
        for other in made.not_because {
            let change = other.change.expect("every card can be reached");
            let mut answers = Answers::of(&turns);
            for Answer { question, choice } in &change {
                let (one, strays) = Answers::read(logic, [(question.as_str(), choice.as_str())]);
                assert_eq!(strays, Vec::new());
                one.given(logic).for_each(|(question, choice)| answers.set(question, Some(choice)));
            }
            assert_eq!(support::made(&compiled, &answers).card, Some(other.card));
        }
    }
}

#[test]
fn an_open_decision_says_what_to_ask() {
    assert_eq!(json_of(""), json!({ "next": "lieu", "choices": ["etablissement", "ville"], "ignored": [] }));
    assert_eq!(
        json_of("lieu=etablissement&besoin=mandataire"),
        json!({ "next": "contrat", "choices": ["oui", "non", "ne-sait-pas"], "ignored": [] })
    );
    assert_eq!(
        json_of("lieu=ville&besoin=carte&titulaire=employe"),
        json!({ "next": "carte-famille", "choices": ["oui", "non", "ne-sait-pas"], "ignored": [] })
    );
    assert_eq!(
        json_of("lieu=ville&besoin=contrat&x=y"),
        json!({
            "next": "besoin",
            "choices": ["carte", "renouvellement"],
            "ignored": [{ "question": "x", "choice": "y" }, { "question": "besoin", "choice": "contrat" }],
        })
    );
}

#[test]
fn hidden_answers_are_told_and_change_nothing() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    let (mut plain, _) = Answers::parse(logic, "lieu=ville&besoin=carte&titulaire=professionnel&profession=medecin");
    let before = support::made(&compiled, &plain);
    let (hidden, _) = Answers::parse(logic, "contrat=non&responsable=adeli&motif=echeance");
    hidden.given(logic).for_each(|(question, choice)| plain.set(question, Some(choice)));
    let after = support::made(&compiled, &plain);
    assert_eq!(after.ignored.len(), 3);
    assert_eq!(Made { ignored: Vec::new(), ..after }, before);
}
