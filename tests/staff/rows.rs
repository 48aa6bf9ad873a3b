//! Where rows lead: as the engine leads them, as somebody of the trade read them, and nowhere where they do not say.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use cpx_guide::engine::{Answers, Stop, walk};
use cpx_guide::staff::mapping::{Known, Mapping, propose, remap};
use cpx_guide::staff::sort::Sorter;
use cpx_guide::staff::survey::{Column, Values, key};
use cpx_guide::staff::tally::{End, open};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::list::{HOUSE, List, answers, columns_of, confirmed, json, list_of, read_answers, sorted, told};
use crate::support;
use crate::support::staff::list;

/// One row for each path, under the ids of questions and choices: each leads to the decision of the engine, to the letter.
#[test]
fn each_row_is_decided_as_the_engine_decides() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let paths = support::paths(&compiled);
    let list = list_of(&compiled, &paths.iter().map(|(turns, _)| turns.clone()).collect::<Vec<_>>());
    let mapping = propose(&columns, logic, &list.columns(), None);
    assert_eq!(mapping.columns.len(), logic.questions.len());
    let read = sorted(&compiled, &columns, &list, &mapping, &[]);
    assert_eq!(read.tally.rows, paths.len() as u64);
    assert_eq!(read.tally.groups.len(), paths.len(), "each path has answers of its own");
    for ((turns, _), place) in paths.iter().zip(&read.groups) {
        let group = &read.tally.groups[*place];
        assert_eq!(group.end, End::Decided);
        let given = read_answers(logic, &group.answers);
        assert_eq!(json(&compiled, &given), json(&compiled, &Answers::of(turns)));
    }
}

/// Each path once more, its answers shared in every place between the row and the house.
#[test]
fn the_house_answers_what_rows_leave_open() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let (mut shared, mut overruled) = (0, 0);
    for (turns, _) in support::paths(&compiled) {
        let expected = json(&compiled, &Answers::of(&turns));
        for place in 0..=turns.len() {
            let (ours, theirs) = turns.split_at(place);
            for (row, house) in [(ours, theirs), (theirs, ours)] {
                let list = list_of(&compiled, &[row.to_vec()]);
                let mapping = propose(&columns, logic, &list.columns(), None);
                let house = answers(&support::told(&compiled, house));
                let read = sorted(&compiled, &columns, &list, &mapping, &house);
                let [group] = &read.tally.groups[..] else { panic!() };
                let whole = support::told(&compiled, &turns);
                if row.is_empty() {
                    assert_eq!(group.end, End::Empty, "{whole}");
                    continue;
                }
                let wanted = answers(&whole);
                let other = group.answers.iter().find(|it| !wanted.contains(it));
                if let Some(other) = other {
                    // What a row says brings an answer with it, and the house does not overrule a row.
                    assert!(
                        ["besoin", "titulaire", "carte-rpps"].contains(&other.question.as_str()),
                        "{whole}: {other:?}"
                    );
                    overruled += 1;
                    continue;
                }
                assert_eq!(group.end, End::Decided, "{whole} at {place}");
                assert_eq!(json(&compiled, &read_answers(logic, &group.answers)), expected, "{whole} at {place}");
                shared += 1;
            }
        }
    }
    assert!(shared > 20 * overruled, "{shared} shared, {overruled} overruled");
}

#[test]
fn twelve_rows_read_by_hand() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let list = List::file("douze.csv");
    let mapping = propose(&columns, logic, &list.columns(), None);
    let kinds: Vec<_> = mapping.columns.iter().map(|it| format!("{}={}", it.title, it.kind)).collect();
    assert_eq!(kinds, ["Fonction=profession", "Statut=titulaire", "Demande=besoin"]);
    // Before anybody has confirmed what is likely, that row alone waits; nothing is guessed.
    let before = sorted(&compiled, &columns, &list, &mapping, &answers(HOUSE));
    let open: Vec<_> = before.tally.groups.iter().filter(|it| it.end != End::Decided).collect();
    assert_eq!(
        open.iter().map(|it| (it.end.clone(), it.first)).collect::<Vec<_>>(),
        [(End::Doubts { question: "titulaire".to_owned() }, 12)]
    );
    let read = sorted(&compiled, &columns, &list, &confirmed(mapping), &answers(HOUSE));
    let expected = fs::read_to_string("tests/staff/douze.txt").unwrap();
    let mut verdicts = BTreeSet::new();
    let rows = expected.lines().filter(|line| !line.starts_with('#'));
    for (line, place) in rows.zip(&read.groups) {
        let group = &read.tally.groups[*place];
        let made = support::made(&compiled, &read_answers(logic, &group.answers));
        let list = |it: &[String]| if it.is_empty() { "-".to_owned() } else { it.join(" ") };
        let found =
            format!("{} {} {}", made.verdict, made.card.clone().unwrap_or("-".to_owned()), list(&made.organisms));
        let said = line.split_once(" => ").unwrap().1.split_once(" : ").unwrap().0;
        assert_eq!(found, said, "{line}");
        verdicts.insert(made.verdict);
    }
    let all: BTreeSet<_> = logic.verdicts.rows().map(|it| it.key.clone()).collect();
    assert_eq!((verdicts, read.groups.len()), (all, 12));
}

/// The list that is shipped is the one that is generated; where its rows lead is written down.
#[test]
fn five_thousand_rows_lead_where_they_led() {
    let text = list(5000);
    support::golden("staff/cinq-mille.csv", &text);
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let list = List::of(&text);
    let mapping = confirmed(propose(&columns, logic, &list.columns(), None));
    let read = sorted(&compiled, &columns, &list, &mapping, &answers(HOUSE));
    assert_eq!((read.tally.rows, read.groups.len()), (5000, 5000));
    assert_eq!(read.tally.groups.iter().map(|it| it.rows).sum::<u64>(), 5000);
    let mut told = String::from("# rows, first: answers => verdict card, or where the rows stop; UPDATE=1 rewrites\n");
    for it in &mapping.columns {
        let count = |wanted| it.values.iter().filter(|value| value.known == wanted).count();
        let [sure, settled, unknown] = [Known::Sure, Known::Settled, Known::Unknown].map(count);
        writeln!(told, "# {} is {}: {sure} values sure, {settled} confirmed, {unknown} unknown", it.title, it.kind)
            .unwrap();
    }
    for group in &read.tally.groups {
        let end = match &group.end {
            End::Decided => {
                let made = support::made(&compiled, &read_answers(logic, &group.answers));
                format!("{} {}", made.verdict, made.card.unwrap_or("-".to_owned()))
            }
            end => format!("{end:?}"),
        };
        writeln!(told, "{}, {}: {} => {end}", group.rows, group.first, crate::list::told(&group.answers)).unwrap();
    }
    support::golden("staff/cinq-mille.txt", &told);
    // Whatever stands in a row counts there, wherever its question is met.
    for (row, place) in list.rows.iter().zip(&read.groups) {
        let group = &read.tally.groups[*place];
        for column in &mapping.columns {
            let cell = key(&row[column.column]);
            let Some(value) = column.values.iter().find(|it| key(&it.value) == cell) else { panic!("{cell}") };
            for said in &value.says {
                let met = group.answers.iter().find(|it| it.question == said.question);
                assert!(met.is_none_or(|it| it == said), "{row:?}: {:?}", group.answers);
            }
        }
    }
}

/// A list of one row, and where it leads.
#[track_caller]
fn leads(titles: &str, row: &str, house: &str, expected: &str) {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let list = List::of(&format!("{titles}\n{row}\n"));
    let mapping = propose(&columns, logic, &list.columns(), None);
    let read = sorted(&compiled, &columns, &list, &mapping, &answers(house));
    let [group] = &read.tally.groups[..] else { panic!("{:?}", read.tally) };
    let end = match &group.end {
        End::Decided => "decided".to_owned(),
        End::Asks { question } => format!("asks {question}"),
        End::Doubts { question } => format!("doubts {question}"),
        End::Refuses { answer } => format!("refuses {}={}", answer.question, answer.choice),
        End::Clashes { question } => format!("clashes {question}"),
        End::Empty => "empty".to_owned(),
    };
    assert_eq!(format!("{} => {end}", told(&group.answers)), expected, "{row}");
    assert_eq!((group.rows, group.first), (1, 1));
}

#[test]
fn a_row_leads_as_far_as_it_says() {
    let place = "lieu=etablissement besoin=carte";
    leads(
        "Fonction",
        "IDE",
        place,
        "lieu=etablissement besoin=carte titulaire=professionnel profession=infirmier => asks contrat",
    );
    leads("Fonction", "Apicultrice", place, "lieu=etablissement besoin=carte => doubts titulaire");
    leads(
        "Fonction",
        "Apicultrice",
        "lieu=etablissement besoin=carte titulaire=employe",
        "lieu=etablissement besoin=carte => doubts titulaire",
    );
    leads(
        "Fonction;Note",
        ";x",
        "lieu=etablissement besoin=carte titulaire=employe",
        "lieu=etablissement besoin=carte titulaire=employe => asks contrat",
    );
    leads("Fonction;Statut", "Médecin;Administratif", place, "lieu=etablissement besoin=carte => clashes titulaire");
    leads(
        "Fonction;Statut",
        "Médecin;Étudiant",
        place,
        "lieu=etablissement besoin=carte titulaire=formation profession=medecin => decided",
    );
    leads(
        "Fonction;Statut",
        "Médecin;Responsable légal",
        "lieu=etablissement besoin=carte contrat=oui responsable=rpps",
        "lieu=etablissement besoin=carte titulaire=responsable contrat=oui responsable=rpps => decided",
    );
    leads("Fonction;Demande", "IDE;Mandataire", "lieu=ville besoin=carte", "lieu=ville => refuses besoin=mandataire");
    leads("Fonction", "IDE", "lieu=ville besoin=mandataire", "lieu=ville => asks besoin");
    leads(
        "Fonction;Demande",
        "Kiné;Carte volée",
        place,
        "lieu=etablissement besoin=renouvellement motif=incident carte-rpps=oui => decided",
    );
    leads("Fonction;Demande", "IDE;Renouvellement", place, "lieu=etablissement besoin=renouvellement => asks motif");
    leads(
        "Emploi;Type de contrat",
        "Ergothérapeute;Libéral",
        "lieu=ville besoin=carte",
        "lieu=ville besoin=carte titulaire=professionnel profession=ergotherapeute salariat=liberal => decided",
    );
    leads(
        "Emploi;Type de contrat",
        "Ergothérapeute;Apprentissage",
        "lieu=ville besoin=carte",
        "lieu=ville besoin=carte => doubts titulaire",
    );
    // What the status may say is not brought by the job, nor anything by way of it.
    leads(
        "Fonction;Statut;Demande",
        "IDE;Personnel médical;Carte perdue",
        place,
        "lieu=etablissement besoin=renouvellement motif=incident => asks carte-rpps",
    );
    leads(
        "Fonction;Statut;Demande",
        "Médecin;Administratif;Carte perdue",
        place,
        "lieu=etablissement besoin=renouvellement motif=incident => asks carte-rpps",
    );
    leads("Fonction;Statut", ";", place, " => empty");
    leads("Note", "x", "", " => asks lieu");
    leads(
        "Note",
        "x",
        "lieu=ville besoin=carte titulaire=professionnel profession=medecin",
        "lieu=ville besoin=carte titulaire=professionnel profession=medecin => decided",
    );
}

#[test]
fn what_all_wait_for_is_asked_once() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let list = List::of("Fonction\nIDE\nSecrétaire\nMédecin\n\nApicultrice\n");
    let mapping = propose(&columns, logic, &list.columns(), None);
    let asked = |house: &str| {
        let tally = sorted(&compiled, &columns, &list, &mapping, &answers(house)).tally;
        let open = open(&compiled, &tally);
        open.iter().map(|it| format!("{} {} {}", it.question, it.rows, it.choices.join(" "))).collect::<Vec<_>>()
    };
    assert_eq!(asked(""), ["lieu 4 etablissement ville"]);
    assert_eq!(asked("lieu=ville"), ["besoin 4 carte renouvellement"]);
    assert_eq!(asked("lieu=etablissement besoin=carte"), ["contrat 2 oui non ne-sait-pas"]);
    assert_eq!(asked("lieu=etablissement besoin=carte contrat=oui carte-famille=oui"), Vec::<String>::new());
}

/// Values beyond what is surveyed stay doubtful, and a column that is no choice fills no memory.
#[test]
fn a_column_of_names_is_read_and_says_nothing() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
    let listed = Column { title: "Nom".to_owned(), values: Values::Many };
    assert_eq!(propose(&columns, logic, std::slice::from_ref(&listed), None), Mapping::default());
    let mapping = Mapping { columns: vec![remap(&columns, logic, 0, &listed, "profession").unwrap()] };
    let mut sorter = Sorter::new(logic, &columns, &mapping);
    let numbers: BTreeSet<_> = (0..30_000).map(|row| sorter.row(|_| ["IDE", "", " ", "x"][row % 4])).collect();
    assert_eq!((numbers.len(), sorter.combos().len()), (2, 3));
    for row in 0..30_000 {
        let name = format!("x{row}");
        sorter.row(|_| name.as_str());
    }
    assert_eq!(sorter.combos().len(), 3);
}

/// What else may stand in a cell: names that are known, cut and joined anyhow, and anything at all.
fn cell() -> impl Strategy<Value = String> {
    let known =
        select(&["IDE", "Étudiant", "médecin", "oui", "Carte perdue", "EHPAD", "ville", "", " ", "CDI", "autre"][..]);
    prop_oneof![
        known.clone().prop_map(str::to_owned),
        (known.clone(), known).prop_map(|(one, two)| format!("{one} {two}")),
        ".{0,12}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in a list, under whichever titles: each row is in one group, what it says is kept or it stops, and
    /// what is decided is decided as the engine decides.
    #[test]
    fn no_row_is_lost_whatever_stands_in_it(
        titles in vec(select(&["Fonction", "Statut", "Demande", "Motif", "Contrat", "lieu", "x", ""][..]), 1..6),
        rows in vec(vec(cell(), 0..6), 0..12),
        house in select(&["", HOUSE, "lieu=ville besoin=carte", "titulaire=employe"][..]),
    ) {
        let compiled = support::guide();
        let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
        let list = List { titles: titles.iter().map(|it| (*it).to_owned()).collect(), rows };
        let mapping = propose(&columns, logic, &list.columns(), None);
        let read = sorted(&compiled, &columns, &list, &mapping, &answers(house));
        prop_assert_eq!(read.tally.rows, list.rows.len() as u64);
        for (place, group) in read.tally.groups.iter().enumerate() {
            let rows: Vec<_> = read.groups.iter().zip(1..).filter(|(it, _)| **it == place).map(|(_, row)| row).collect();
            prop_assert_eq!((rows.len() as u64, rows[0]), (group.rows, group.first));
            let walk = walk(&compiled.graph, &read_answers(logic, &group.answers));
            prop_assert_eq!(matches!(walk.stop, Stop::Decides(_)), group.end == End::Decided);
            prop_assert_eq!(walk.turns.len(), group.answers.len());
        }
    }
}
