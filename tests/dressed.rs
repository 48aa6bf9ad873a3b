//! A page as an overlay dresses it: it says what the house adds and marks it, names what was skipped, and decides as it
//! did.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::fs;
use std::sync::LazyLock;

use cpx_guide::engine::Answers;
use cpx_guide::keeper::overlay::prove;
use cpx_guide::overlay::{Fault, Overlay, Problem, parse};
use cpx_guide::page::{Body, OwnStep, Page, ResultPage, fault, page};
use cpx_guide::session::{Compiled, Session};
use serde_json::{Map, Value, json};

static GUIDE: LazyLock<Compiled> = LazyLock::new(support::guide);

const NURSE: &str = "lieu=etablissement&besoin=carte&titulaire=professionnel&profession=infirmier&contrat=oui\
    &carte-famille=oui";

fn example(name: &str) -> String {
    fs::read_to_string(format!("tests/overlays/{name}.json")).unwrap()
}

fn read(text: &str) -> (Overlay, Vec<Problem>) {
    parse(&GUIDE.guide.logic, text)
}

/// A page after some answers (`lieu=ville&besoin=carte`), as an example dresses it.
fn dressed(compiled: &Compiled, name: &str, answers: &str) -> Page {
    let (overlay, problems) = read(&example(name));
    let (answers, strays) = Answers::parse(&compiled.guide.logic, answers);
    assert_eq!(strays, []);
    page(compiled, &Session::with(answers, strays)).dressed(&compiled.guide.words, &overlay, &problems)
}

fn result(page: Page) -> ResultPage {
    match page.body {
        Body::Result(result) => *result,
        Body::Expert(expert) => expert.result.expect("a result"),
        Body::Question(question) => panic!("still asks {}", question.key),
    }
}

/// Every way through the guide, on the pages as they are dressed.
#[test]
fn no_overlay_changes_a_decision() {
    let logic = &GUIDE.guide.logic;
    let steps = logic.steps.rows().flat_map(|it| [format!("before {}", it.key), format!("after {}", it.key)]);
    let steps: Vec<_> = steps.take(20).map(|place| json!({ "title": "Prévenir", "place": place })).collect();
    let documents: Map<_, _> =
        logic.documents.rows().map(|it| (it.key.clone(), json!("https://a.example/x"))).collect();
    let contacts: Map<_, _> = logic.organisms.rows().map(|it| (it.key.clone(), json!({ "name": "Guichet" }))).collect();
    let answers = json!({ "lieu": "ville", "besoin": "renouvellement", "motif": "echeance" });
    let everywhere =
        json!({ "version": 1, "steps": steps, "documents": documents, "contacts": contacts, "answers": answers });
    assert_eq!(read(&everywhere.to_string()).1, []);
    for text in [example("hospital"), example("region"), example("broken"), everywhere.to_string(), "{}".to_owned()] {
        let proof = prove(&GUIDE, &read(&text).0).expect(&text);
        assert_eq!(proof.paths, support::paths(&GUIDE).len());
        assert!(proof.screens > 4 * proof.paths, "{proof}");
    }
}

#[test]
fn a_page_says_what_the_house_adds_and_marks_it() {
    const BY: &str = "CHU des Deux-Rives";
    let shown = dressed(&GUIDE, "hospital", NURSE);
    assert_eq!((shown.title.as_str(), shown.skipped.is_none()), ("Commander une carte CPx au CHU", true));
    let house = shown.house.as_ref().unwrap();
    assert!(house.title.as_ref().unwrap().contains(BY));
    assert_eq!(house.service.as_ref().unwrap().lines.len(), 4);
    let result = result(shown);
    let organisms = result.organisms.unwrap().rows;
    let contacts: Vec<_> = organisms.iter().map(|row| (row.key.as_str(), row.contact.is_some())).collect();
    assert_eq!(contacts, [("ars", true), ("ans", false)]);
    assert!(organisms[0].contact.as_ref().unwrap().mark.contains(BY));
    let steps = &result.steps.rows;
    let titles = |own: &Vec<OwnStep>| own.iter().map(|it| it.title.clone()).collect::<Vec<_>>().join(" + ");
    let own: Vec<_> = steps.iter().flat_map(|row| [titles(&row.before), titles(&row.after)]).collect();
    assert!(own[0].starts_with("Ouvrir") && own.last().unwrap().starts_with("Déclarer"), "{own:?}");
    let visa = steps.iter().position(|row| row.key == "visa-ars").unwrap();
    assert!(own[2 * visa].starts_with("Faire relire"), "{own:?}");
    assert_eq!(own.iter().filter(|it| !it.is_empty()).count(), 3);
    assert!(steps[0].before[0].mark.contains(BY));
    let form = result.documents.rows.iter().find(|row| row.key == "formulaire-201").unwrap();
    assert_eq!(form.link.as_ref().unwrap().url, "https://intranet.chu-deux-rives.example/cartes/formulaire-201.pdf");
    assert_eq!(form.official.as_ref().unwrap().url, "https://esante.gouv.fr/documents/201");
    assert!(form.mark.as_ref().unwrap().contains(BY));
    let options = steps.iter().flat_map(|row| &row.options).flat_map(|it| &it.rows).flat_map(|it| &it.documents);
    let names: Vec<_> = steps.iter().flat_map(|row| &row.documents).flat_map(|it| &it.rows).chain(options).collect();
    let marked: Vec<_> = names.iter().filter(|it| it.key == "formulaire-201").collect();
    assert!(!marked.is_empty());
    for it in names {
        let own = it.url.as_ref().is_some_and(|url| url.contains("intranet"));
        assert_eq!((own, it.mark.is_some()), (it.key == "formulaire-201", it.key == "formulaire-201"));
    }
    // Messages go to people who may be elsewhere: they keep the addresses that everybody reaches.
    let mails = result.work.unwrap().mails.unwrap();
    assert!(mails.rows.iter().all(|mail| !mail.url.contains("intranet")));
}

/// Beside a step that the plan lacks, it is not shown; and every plan has steps beside which the others can stand.
#[test]
fn a_step_stands_beside_its_step_alone() {
    let shown = result(dressed(&GUIDE, "hospital", "lieu=ville&besoin=carte&titulaire=formation&profession=medecin"));
    let own = shown.steps.rows.iter().flat_map(|row| row.before.iter().chain(&row.after)).count();
    assert_eq!(own, 2);
    for (turns, _) in support::paths(&GUIDE) {
        let page = page(&GUIDE, &Session::with(Answers::of(&turns), Vec::new()));
        assert!(!result(page).steps.rows.is_empty());
    }
}

/// Hints are added to, never taken away; in another language the words are the guide's.
#[test]
fn words_stand_beside_the_words_of_the_guide() {
    let plain = page(&GUIDE, &Session::default());
    let shown = dressed(&GUIDE, "hospital", "");
    let (Body::Question(plain), Body::Question(shown)) = (&plain.body, &shown.body) else { panic!("no question") };
    assert_eq!(shown.hint, format!("{} Tous les sites du CHU sont un établissement de soins.", plain.hint));
    let asked = "lieu=etablissement&besoin=carte&titulaire=professionnel&profession=infirmier";
    let Body::Question(question) = dressed(&GUIDE, "hospital", asked).body else { panic!("no question") };
    let yes = question.choices.iter().find(|it| it.key == "oui").unwrap();
    assert!(yes.hint.as_ref().unwrap().ends_with("C’est le cas du CHU."));
    let english = cpx_guide::built_in::compiled("en").unwrap();
    let shown = dressed(&english, "hospital", "");
    assert_eq!((&shown.title, shown.intro.as_ref()), (&english.guide.words.title, Some(&english.guide.words.intro)));
    let lang = |guide| result(dressed(guide, "hospital", NURSE)).steps.rows[0].before[0].lang.clone();
    assert_eq!((lang(&english).as_deref(), lang(&GUIDE)), (Some("fr"), None));
}

/// In each language every fault has its reason, and says where it is.
#[test]
fn what_is_skipped_is_said() {
    let (_, problems) = read(&example("broken"));
    for lang in ["fr", "en"] {
        let guide = cpx_guide::built_in::compiled(lang).unwrap();
        let skipped = dressed(&guide, "broken", "").skipped.unwrap();
        assert_eq!(skipped.rows.len(), problems.len());
        for (row, problem) in skipped.rows.iter().zip(&problems) {
            assert!(row.starts_with(&problem.path) && row.len() > problem.path.len() + 8, "{row}");
            assert!(problem.meant.as_ref().is_none_or(|meant| row.contains(meant)), "{row}");
        }
        let texts = &guide.guide.words.texts;
        let whole = fault(texts, &Problem::whole(Fault::Unreachable));
        assert!(whole.starts_with(texts.skipped_file()), "{whole}");
    }
    let many: Map<String, Value> = (0..100).map(|it| (format!("x{it}"), json!(1))).collect();
    let (overlay, problems) = read(&json!(many).to_string());
    let shown = page(&GUIDE, &Session::default()).dressed(&GUIDE.guide.words, &overlay, &problems);
    let rows = shown.skipped.unwrap().rows;
    assert!(rows.len() == 31 && rows[30].contains("71"), "{rows:?}");
}

/// Nothing given leaves nothing behind.
#[test]
fn without_an_overlay_a_page_is_what_it_was() {
    for (turns, _) in support::paths(&GUIDE) {
        let plain = page(&GUIDE, &Session::with(Answers::of(&turns), Vec::new()));
        assert_eq!(plain.clone().dressed(&GUIDE.guide.words, &Overlay::default(), &[]), plain);
    }
}
