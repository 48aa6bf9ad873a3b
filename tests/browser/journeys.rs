//! Whole journeys, one a line: what is answered, in asking order, and the verdict. Each is travelled in every engine, by
//! mouse and by the keyboard alone; what the page says in the end is what `decide` says.

use serde_json::Value;

use crate::browser::{Browser, run};
use crate::engine::Engine;
use crate::hands::{Hand, answer, screen_where};

/// Makes three tests of each line.
macro_rules! journeys {
    ($($name:ident: $answers:literal => $verdict:literal,)*) => {$(
        mod $name {
            use super::{Engine, journey};

            #[test]
            fn chromium() {
                journey(Engine::Chromium, stringify!($name), $answers, $verdict);
            }

            #[test]
            fn firefox() {
                journey(Engine::Firefox, stringify!($name), $answers, $verdict);
            }

            #[test]
            fn webkit() {
                journey(Engine::WebKit, stringify!($name), $answers, $verdict);
            }
        }
    )*};
}

journeys! {
    to_order: "lieu=etablissement besoin=carte titulaire=professionnel profession=orthophoniste contrat=oui carte-famille=oui" => "commandable",
    to_order_in_practice: "lieu=ville besoin=carte titulaire=employe carte-famille=non" => "commandable",
    not_issued_yet: "lieu=ville besoin=carte titulaire=professionnel profession=psychologue" => "pas-encore-delivree",
    no_such_card: "lieu=etablissement besoin=carte titulaire=formation profession=masseur-kinesitherapeute" => "non-eligible",
    not_listed: "lieu=ville besoin=carte titulaire=professionnel profession=autre" => "non-listee",
    mandataire: "lieu=etablissement besoin=mandataire contrat=oui carte-mandataire=oui" => "demarche",
    delays: "lieu=ville besoin=renouvellement motif=echeance carte-rpps=oui" => "information",
}

fn journey(engine: Engine, name: &str, answers: &'static str, verdict: &'static str) {
    run(engine, name, async |browser: &Browser| {
        for hand in [Hand::Mouse, Hand::Keyboard] {
            travel(browser, hand, answers, verdict).await;
        }
    });
}

async fn travel(browser: &Browser, hand: Hand, answers: &str, verdict: &str) {
    browser.open("/").await;
    let steps: Vec<(&str, &str)> = answers.split_whitespace().map(|it| it.split_once('=').unwrap()).collect();
    for (question, choice) in &steps {
        answer(browser, hand, question, choice).await;
    }
    let screen = screen_where(browser, "a result", |it| it.verdict.is_some()).await;
    browser.picture(&format!("result-{hand:?}")).await;
    assert_eq!(screen.verdict.as_deref(), Some(verdict));
    assert_eq!(screen.trail, steps.len());
    assert_eq!(screen.answers, steps.iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect());
    let decision: Value =
        browser.ask("const it = document.querySelector('cpx-guide'); return it.decide(it.answers)", &[]).await;
    assert_eq!(decision["verdict"], verdict);
}
