//! What is written beside each row.

use cpx_guide::built_in;
use cpx_guide::staff::cells;
use cpx_guide::staff::mapping::propose;
use cpx_guide::staff::tally::{End, Group};
use cpx_guide::staff::words::Words;

use crate::list::{HOUSE, List, answer, answers, columns_of, read_answers, sorted, told};
use crate::support;

/// In each language: as many cells as titles, the ids those of the decision, and a reason wherever there is none.
#[test]
fn what_is_written_beside_a_row_is_its_decision() {
    for lang in built_in::languages().unwrap() {
        let compiled = built_in::compiled(&lang).unwrap();
        let (logic, columns, words) = (&compiled.guide.logic, columns_of(&compiled), Words::of(&lang));
        let titles = cells::titles(&words);
        assert!(titles.iter().all(|it| cells::are_ours(it)), "{titles:?}");
        let list = List::file("cinq-mille.csv");
        let mapping = propose(&columns, logic, &list.columns(), None);
        let read = sorted(&compiled, &columns, &list, &mapping, &answers(HOUSE));
        for group in &read.tally.groups {
            let cells = cells::cells(&compiled, &words, group);
            assert_eq!(cells.len() + 1, titles.len());
            let cell = |title: &str| &cells[titles.iter().position(|it| it == title).unwrap() - 1];
            assert_eq!(*cell("cpx-reponses"), told(&group.answers));
            assert!(!cells[7].is_empty() && !cell("cpx-regles").is_empty());
            if group.end != End::Decided {
                assert!(cell("cpx-verdict").is_empty() && cells[8..].iter().all(String::is_empty), "{cells:?}");
                continue;
            }
            let made = support::made(&compiled, &read_answers(logic, &group.answers));
            let [verdict, card] = [made.verdict, made.card.unwrap_or_default()];
            assert_eq!((cell("cpx-verdict"), cell("cpx-carte")), (&verdict, &card));
            let joined = |ids: Vec<&str>| ids.join(" ");
            assert_eq!(*cell("cpx-organismes"), joined(made.organisms.iter().map(String::as_str).collect()));
            assert_eq!(*cell("cpx-etapes"), joined(made.steps.iter().map(|it| it.id.as_str()).collect()));
            assert_eq!(*cell("cpx-documents"), joined(made.documents.iter().map(|it| it.id.as_str()).collect()));
            assert!(!cells[11].is_empty(), "{cells:?}");
        }
    }
    for (title, expected) in
        [(" CPX-Carte ", true), ("CPx: card", true), ("cpx : pourquoi", true), ("Carte", false), ("cpx", false)]
    {
        assert_eq!(cells::are_ours(title), expected, "{title}");
    }
}

/// Each reason names the question, and the choice where one was given.
#[test]
fn what_stops_a_row_is_said() {
    let compiled = support::guide();
    let words = Words::of("fr");
    let reason = |end: End| {
        let group = Group { answers: Vec::new(), end, rows: 1, first: 1 };
        cells::cells(&compiled, &words, &group)[7].replace('\u{a0}', " ")
    };
    let question = || "titulaire".to_owned();
    assert_eq!(reason(End::Empty), "Ligne vide");
    assert_eq!(reason(End::Asks { question: question() }), "Il manque une réponse : Titulaire");
    assert_eq!(
        reason(End::Doubts { question: question() }),
        "Une valeur de cette ligne reste à interpréter : Titulaire"
    );
    assert_eq!(reason(End::Clashes { question: question() }), "Deux colonnes se contredisent : Titulaire");
    assert_eq!(
        reason(End::Refuses { answer: answer("besoin=mandataire") }),
        "La réponse « Désigner un mandataire » n’est pas possible ici : Besoin"
    );
}
