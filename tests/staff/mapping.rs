//! What columns are taken for, and what is kept of that.

use std::collections::BTreeSet;

use cpx_guide::staff::fault::Fault;
use cpx_guide::staff::mapping::{Known, Stray, propose, read, write};

use crate::list::{HOUSE, List, answer, answers, columns_of, known, told};
use crate::support;

/// Titles, and what the columns are taken for.
#[track_caller]
fn proposes(text: &str, expected: &str) {
    let compiled = support::guide();
    let columns = columns_of(&compiled);
    let mapping = propose(&columns, &compiled.guide.logic, &List::of(text).columns(), None);
    let told: Vec<_> = mapping.columns.iter().map(|it| format!("{}={}", it.column, it.kind)).collect();
    assert_eq!(told.join(" "), expected, "{text}");
}

#[test]
fn columns_are_known_by_titles_and_values() {
    proposes("Métier\nIDE\n", "0=profession");
    proposes("Libellé de l’emploi occupé\nIDE\n", "0=profession");
    proposes("LIBELLE EMPLOI;Site;Service\nIDE;Nord;Pharmacie\n", "0=profession");
    proposes("Grade;Fonction\nISG 2e grade;IDE\n", "0=profession");
    proposes("Grade;Fonction\nB3;IDE\n", "1=profession");
    proposes("Contrat;Emploi\nCDI;IDE\n", "0=salariat 1=profession");
    proposes("Contrat;Emploi\noui;IDE\n", "0=contrat 1=profession");
    proposes("Statut;Type de contrat\nTitulaire;CDI\n", "0=titulaire 1=salariat");
    proposes("Motif;Fonction\nPerte;IDE\n", "0=motif 1=profession");
    proposes("Demande;Motif\nRenouvellement;Perte\n", "0=besoin 1=motif");
    proposes("Profession ou métier\nApicultrice\n", "");
    proposes("Profession\nApicultrice\n", "0=profession");
    proposes("Profession\n\n", "");
    proposes("Lieu;Métier\nBâtiment C;IDE\n", "1=profession");
    proposes("Lieu;Métier\nHôpital nord;IDE\n", "0=lieu 1=profession");
    proposes("Demande;Métier\nvoir avec M. Martin;IDE\n", "1=profession");
    proposes("Date de la demande\n12/05/2026\n", "");
    proposes("Code emploi;Emploi\n4511;IDE\n", "1=profession");
    proposes("CPx : carte;cpx-carte;Fonction\ncps;cps;IDE\n", "2=profession");
    proposes(";;\nA1;IDE;Nord\nA2;Kiné;Sud\n", "1=profession");
    proposes("Type of contract;Job\nCDI;IDE\n", "1=profession");
    proposes("Profession\nIDE\nAS\nMédecin\n", "0=profession");
}

#[test]
fn titles_are_recognised() {
    let columns = columns_of(&support::guide());
    for (cells, expected) in [
        (&["Matricule", "Fonction", "Statut"][..], 2),
        (&["A12", "IDE", "CDI"], 0),
        (&["", "Liste du personnel au 1er janvier"], 0),
        (&["Où travaille la personne concernée ?", "lieu"], 2),
    ] {
        assert_eq!(columns.recognise(cells), expected, "{cells:?}");
    }
}

#[test]
fn a_mapping_is_kept_and_used_again() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let listed = List::file("douze.csv").columns();
    let mut mapping = propose(&columns, logic, &listed, None);
    // The person leaves the status aside, and says what a value means.
    mapping.columns.remove(1);
    let value = mapping.columns[0].values.iter_mut().find(|it| it.value == "Aide-soignante").unwrap();
    (value.says, value.known) = (answers("titulaire=employe"), Known::Settled);
    let text = write(&mapping, &answers(HOUSE), logic);
    let (saved, strays) = read(&columns, logic, &text).unwrap();
    assert_eq!(strays, []);
    assert_eq!(propose(&columns, logic, &listed, Some(&saved)), mapping);
    assert_eq!(saved.missing(&listed), Vec::<String>::new());
    assert_eq!(told(&saved.house).split(' ').collect::<BTreeSet<_>>(), HOUSE.split(' ').collect());
    // Only what was settled is in it, and nothing of any row.
    assert!(text.contains("aide soignante") && !text.contains("IDE") && !text.contains("A012"), "{text}");
    // Another list: columns in another order, one that is missing, another spelling.
    let other = List::of("Fonction;Autre\nAIDE SOIGNANTE;x\n").columns();
    let mapping = propose(&columns, logic, &other, Some(&saved));
    assert_eq!(mapping.columns[0].values[0].known, Known::Settled);
    assert_eq!((mapping.columns.len(), saved.missing(&other)), (1, vec!["Demande".to_owned()]));
}

#[test]
fn what_a_mapping_says_and_nobody_knows_is_named() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let text = r#"{
        "cpx-staff": 1, "pack": "cpx", "edition": "fiche-2019",
        "columns": [
            { "title": "A", "kind": "metier" },
            { "title": "B", "kind": "profession", "values": {
                "x": { "profession": "medcin" }, "y": { "contrat": "oui" }, "z": {}, "ide": { "profession": "infirmier" } } }
        ],
        "house": { "lieu": "mars", "besoin": "carte" }
    }"#;
    let (saved, strays) = read(&columns, logic, &format!("\u{feff}{text}")).unwrap();
    assert_eq!(
        strays,
        [
            Stray::Rules { pack: "cpx".to_owned(), edition: "fiche-2019".to_owned() },
            Stray::Answer(answer("lieu=mars")),
            Stray::Kind { title: "A".to_owned(), kind: "metier".to_owned() },
            Stray::Answer(answer("profession=medcin")),
            Stray::Answer(answer("contrat=oui")),
        ]
    );
    assert_eq!(told(&saved.house), "besoin=carte");
    let mapping = propose(&columns, logic, &List::of("B\nx\ny\nz\nIDE\n").columns(), Some(&saved));
    let values = mapping.columns[0].values.iter().map(|it| format!("{} {}", known(it.known), told(&it.says)));
    assert_eq!(values.collect::<Vec<_>>(), ["unknown ", "unknown ", "settled ", "settled profession=infirmier"]);
    for none in
        ["", "{}", "[]", "null", r#"{"cpx-staff": 2, "pack": "cpx", "edition": "", "columns": [], "house": {}}"#]
    {
        assert_eq!(read(&columns, logic, none), Err(Fault::NotMapping), "{none}");
    }
}
