//! The questions that the default pack asks, against the public contract: which question is asked when, written here
//! as the contract says it, and compared with what the graph derives. Nobody wrote these conditions into the pack.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use cpx_guide::session::Compiled;

/// The answers of one path, by id.
struct Path<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Path<'a> {
    fn of(compiled: &'a Compiled, turns: &[cpx_guide::engine::Turn]) -> Self {
        let logic = &compiled.guide.logic;
        let pairs = turns.iter().map(|turn| {
            let question = &logic.questions[turn.question];
            (question.key.as_str(), question.choices[turn.choice.place()].key.as_str())
        });
        Self(pairs.collect())
    }

    fn is(&self, question: &str, choice: &str) -> bool {
        self.0.contains(&(question, choice))
    }

    fn asks(&self, question: &str) -> bool {
        self.0.iter().any(|(asked, _)| *asked == question)
    }

    fn profession(&self, among: &[&str]) -> bool {
        among.iter().any(|it| self.is("profession", it))
    }
}

/// Professions by what the sheet says of them, written by hand (`tests/professions.txt`): not taken from the pack.
fn professions(kind: &str) -> Vec<&'static str> {
    let list = include_str!("professions.txt").lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(": "));
    list.unwrap_or_else(|| panic!("no professions are {kind}")).split(' ').collect()
}

/// Whether the contract has a question asked on a path.
fn expected(path: &Path<'_>, question: &str) -> bool {
    let hospital = path.is("lieu", "etablissement");
    let card = path.is("besoin", "carte");
    let professional = card && path.is("titulaire", "professionnel");
    let adeli = professional
        && !path.profession(&professions("rpps"))
        && !path.profession(&professions("not-yet"))
        && !path.is("profession", "autre");
    let employee = card && path.is("titulaire", "employe");
    let order = hospital && (adeli || employee);
    let responsable = card && path.is("titulaire", "responsable");
    // Who does not know is asked what is asked of who has not.
    let lacks = |question: &str| path.is(question, "non") || path.is(question, "ne-sait-pas");
    let lacks_card = hospital && lacks("carte-famille");
    match question {
        "lieu" | "besoin" => true,
        "titulaire" => card,
        "profession" => professional || (card && path.is("titulaire", "formation")),
        "salariat" => !hospital && professional && path.profession(&professions("salaried")),
        "contrat" => hospital && (order || responsable || path.is("besoin", "mandataire")),
        "carte-famille" => (order && path.is("contrat", "oui")) || (!hospital && employee),
        "responsable" => path.is("besoin", "contrat") || responsable || lacks("contrat") || lacks_card,
        "carte-structure" => path.is("responsable", "adeli") && !lacks_card,
        "representant" => path.is("responsable", "non-ps"),
        // The President's designated Director has his card in the plan already.
        "carte-mandataire" => path.is("besoin", "mandataire") && !path.is("representant", "president-mandate"),
        "motif" | "carte-rpps" => path.is("besoin", "renouvellement"),
        other => panic!("the contract has no question {other}"),
    }
}

#[test]
fn the_graph_asks_what_the_contract_says() {
    let compiled = support::guide();
    let questions: Vec<_> = compiled.guide.logic.questions.rows().map(|it| it.key.as_str()).collect();
    for (turns, _) in support::paths(&compiled) {
        let path = Path::of(&compiled, &turns);
        for question in &questions {
            assert_eq!(
                path.asks(question),
                expected(&path, question),
                "{question}: {}",
                support::told(&compiled, &turns)
            );
        }
    }
}

#[test]
fn the_pack_has_the_ids_of_the_contract() {
    let compiled = support::guide();
    let told = compiled.guide.logic.questions.rows().map(|question| {
        let choices: Vec<_> = question.choices.iter().map(|choice| choice.key.as_str()).collect();
        format!("{}: {}", question.key, choices.join(" "))
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "lieu: etablissement ville",
            "besoin: carte contrat mandataire renouvellement",
            "titulaire: professionnel formation employe responsable",
            "profession: medecin chirurgien-dentiste sage-femme pharmacien masseur-kinesitherapeute pedicure-podologue \
         assistant-service-social assistant-dentaire audioprothesiste chiropracteur dieteticien epithesiste ergotherapeute \
         infirmier manipulateur-erm oculariste opticien-lunetier orthesiste orthopediste orthophoniste orthoprothesiste \
         orthoptiste osteopathe physicien-medical podo-orthesiste psychologue psychomotricien psychotherapeute \
         technicien-laboratoire autre",
            "salariat: salarie liberal",
            "contrat: oui non ne-sait-pas",
            "carte-famille: oui non ne-sait-pas",
            "responsable: non-ps rpps adeli",
            "carte-structure: oui non",
            "representant: lui-meme president-mandate president-delegue",
            "carte-mandataire: oui non",
            "motif: premiere echeance incident",
            "carte-rpps: oui non",
        ]
    );
    let keys = |it: &mut dyn Iterator<Item = &String>| it.cloned().collect::<Vec<_>>().join(" ");
    let logic = &compiled.guide.logic;
    assert_eq!(keys(&mut logic.cards.rows().map(|it| &it.key)), "cps cpf cpe cde");
    let mut verdicts: Vec<_> = logic.verdicts.rows().map(|it| it.key.as_str()).collect();
    verdicts.sort_unstable();
    assert_eq!(
        verdicts,
        ["commandable", "demarche", "information", "non-eligible", "non-listee", "pas-encore-delivree"]
    );
}
