//! Cases reasoned by hand from the sheet, one a line, the reason included: answers, what must be decided, and why.
//!
//! The format is that of `src/keeper/case.rs`, which also makes such lines of what people report.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use cpx_guide::decision::{Decision, decide};
use cpx_guide::engine::Answers;
use cpx_guide::keeper::case::{self, UNWRITTEN, case, faults};
use cpx_guide::page::{Body, CopyField, page};
use cpx_guide::session::{Compiled, Original, Session};

const CASES: &str = include_str!("cases.txt");

#[test]
fn every_case_is_decided_as_reasoned() {
    let compiled = support::guide();
    let cases: Vec<_> = CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let wrong: Vec<_> = cases
        .iter()
        .flat_map(|case| faults(&compiled, case).into_iter().map(move |fault| format!("{case}\n    {fault}")))
        .collect();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases.len() >= 150, "only {} cases", cases.len());
}

/// The fields of « Signaler une erreur » after some answers.
fn reported(compiled: &Compiled, answers: Answers) -> Vec<CopyField> {
    let Body::Result(result) = page(compiled, &Session::with(answers, Vec::new())).body else { panic!("no result") };
    result.work.expect("something to work on").report.fields
}

/// From the page of every result to a line that needs nothing but its reason.
#[test]
fn what_is_reported_becomes_a_case() {
    let compiled = support::guide();
    let paths = support::paths(&compiled);
    for (turns, _) in &paths {
        let answers = Answers::of(turns);
        let fields = reported(&compiled, answers.clone());
        assert_eq!(fields.iter().map(|it| it.original).collect::<Vec<_>>(), [Original::Link, Original::Report]);
        let mut lines = Vec::new();
        for field in &fields {
            let report = case::read(&compiled, &field.value).unwrap();
            assert_eq!(report.answers, answers, "{}", field.value);
            let made = case(&compiled, &report);
            assert_eq!(made.remarks, [""; 0], "{}", field.value);
            lines.push(made.line);
        }
        assert_eq!(lines[0], lines[1]);
        let unwritten = faults(&compiled, &lines[0]);
        assert_eq!(unwritten, ["a case has a reason: write why this is right"]);
        let written = lines[0].split(UNWRITTEN).next().unwrap().to_owned() + "§2.4 : la raison";
        assert_eq!(faults(&compiled, &written), [""; 0]);
    }
    assert!(paths.len() > 100);
}

/// The report says what the decision says, in its words.
#[test]
fn a_report_is_a_part_of_the_decision() {
    let compiled = support::guide();
    for (turns, _) in support::paths(&compiled) {
        let answers = Answers::of(&turns);
        let decision = decide(&compiled.guide, &compiled.graph, &answers, &[]);
        let Decision::Made(made) = &decision else { panic!("decided") };
        let decision = serde_json::to_value(made).unwrap();
        let fields = reported(&compiled, answers.clone());
        let report: serde_json::Value = serde_json::from_str(&fields[1].value).unwrap();
        let report = report.as_object().unwrap();
        for key in ["pack", "edition", "digest", "verdict", "card", "organisms"] {
            assert_eq!(report[key], decision[key], "{key}");
        }
        let pairs: Vec<_> =
            report["answers"].as_object().unwrap().iter().map(|(q, c)| (q.as_str(), c.as_str().unwrap())).collect();
        assert_eq!(Answers::read(&compiled.guide.logic, pairs), (answers, vec![]));
        assert_eq!(report.len(), 7);
    }
}

#[track_caller]
fn read(text: &str, answers: &str, remarks: &[&str]) {
    let compiled = support::guide();
    let report = case::read(&compiled, text).expect(text);
    let made = case(&compiled, &report);
    assert_eq!(made.line.split(" => ").next(), Some(answers));
    let expected: Vec<_> = remarks.iter().map(|it| it.replace("TODAY", &compiled.guide.logic.edition)).collect();
    assert_eq!(made.remarks, expected, "{text}");
}

#[test]
fn reports_come_as_people_send_them() {
    let training = "lieu=ville besoin=carte titulaire=formation profession=medecin";
    let link = "#cpx=fiche-2021&lieu=ville&besoin=carte&titulaire=formation&profession=medecin";
    read(link, training, &[]);
    read(&format!("  https://portail.example/cartes?x=1{link}&.done=visa-ars \n"), training, &[]);
    read(&link.replace('=', "%3D"), training, &[]);
    read(
        &format!("{link}&salariat=peut-etre"),
        training,
        &["`salariat=peut-etre` means nothing today and is left out"],
    );
    read(
        &format!("{link}&contrat=oui"),
        &format!("{training} contrat=oui"),
        &["`contrat=oui` plays no part in the decision"],
    );
    read(
        &link.replace("fiche-2021", "fiche-2019"),
        training,
        &["reported under edition `fiche-2019`; today's is `TODAY`"],
    );
    read("#cpx=fiche-2021&lieu=ville", "lieu=ville", &["the answers decide nothing yet: `besoin` is still to ask"]);
    let json = r#"{"pack": "cpx", "edition": "fiche-2021", "answers": {"lieu": "ville", "besoin": "carte",
        "titulaire": "formation", "profession": "medecin"}, "verdict": "commandable", "card": "cps", "organisms": []}"#;
    let differs = "reported: commandable cps | -; decided today: commandable cpf | ordre-medecins";
    read(json, training, &[differs]);
}

#[test]
fn what_is_no_report_is_refused() {
    let compiled = support::guide();
    for (text, says) in [
        ("", "neither a link"),
        ("lieu=ville", "neither a link"),
        ("https://portail.example/#autre", "neither a link"),
        ("{", "no JSON"),
        ("{}", "the pack ``"),
        (r#"{"pack": "autre", "answers": {}}"#, "the pack `autre`"),
        (r#"{"pack": "cpx"}"#, "no `answers`"),
    ] {
        let said = case::read(&compiled, text).unwrap_err();
        assert!(said.contains(says), "{text}: {said}");
    }
}
