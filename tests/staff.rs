//! What staff lists say, where their rows lead and what must be sent: held against the engine, against rows read by hand,
//! and against each plan alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::rc::Rc;

use cpx_guide::built_in;
use cpx_guide::decision::decide;
use cpx_guide::engine::{Answers, Turn};
use cpx_guide::pack::{Id, Logic, Piece, PlanStep, Proviso, Step};
use cpx_guide::session::Compiled;
use cpx_guide::staff::cells;
use cpx_guide::staff::columns::{Columns, faults};
use cpx_guide::staff::fault::Fault;
use cpx_guide::staff::mapping::{Answer, Known, Mapping, Stray, propose, read, remap, write};
use cpx_guide::staff::orders::{By, Orders, Times, orders};
use cpx_guide::staff::sort::Sorter;
use cpx_guide::staff::survey::{Column, MOST_VALUES, Value, Values, key};
use cpx_guide::staff::tally::{Count, End, Group, Tally, open, tally};
use cpx_guide::staff::values::meaning;
use cpx_guide::staff::words::Words;
use support::staff::list;

/// A list as its titles and rows, cut at semicolons.
struct List {
    titles: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl List {
    fn of(text: &str) -> Self {
        let mut lines = text.lines().map(|line| line.split(';').map(str::to_owned).collect::<Vec<_>>());
        Self { titles: lines.next().unwrap(), rows: lines.collect() }
    }

    fn file(name: &str) -> Self {
        Self::of(&fs::read_to_string(format!("tests/staff/{name}")).unwrap())
    }

    fn columns(&self) -> Vec<Column> {
        let columns = self.titles.iter().enumerate().map(|(place, title)| {
            let mut values: Vec<Value> = Vec::new();
            let mut known: BTreeMap<String, usize> = BTreeMap::new();
            for row in &self.rows {
                let text = row.get(place).map_or("", String::as_str);
                let at = *known.entry(key(text)).or_insert_with(|| {
                    values.push(Value { text: text.trim().to_owned(), rows: 0 });
                    values.len() - 1
                });
                values[at].rows += 1;
            }
            let few = values.len() <= MOST_VALUES;
            Column { title: title.clone(), values: if few { Values::Few(values) } else { Values::Many } }
        });
        columns.collect()
    }
}

/// A list read with a mapping, and the group of each row.
struct Read {
    tally: Tally,
    groups: Vec<usize>,
}

fn sorted(compiled: &Compiled, columns: &Columns, list: &List, mapping: &Mapping, house: &[Answer]) -> Read {
    let mut sorter = Sorter::new(&compiled.guide.logic, &Rc::new(columns.clone()), mapping);
    let mut counts: Vec<Count> = Vec::new();
    let mut numbers = Vec::new();
    for (row, number) in list.rows.iter().zip(1..) {
        let empty = row.iter().all(|cell| cell.trim().is_empty());
        let combo = if empty { Sorter::EMPTY } else { sorter.row(|place| row.get(place).map_or("", String::as_str)) };
        counts.resize(counts.len().max(combo as usize + 1), Count::default());
        counts[combo as usize].add(number);
        numbers.push(combo as usize);
    }
    let (tally, places) = tally(compiled, sorter.combos(), &counts, house);
    Read { tally, groups: numbers.into_iter().map(|combo| places[combo] as usize).collect() }
}

fn answer(pair: &str) -> Answer {
    let (question, choice) = pair.split_once('=').unwrap();
    Answer { question: question.to_owned(), choice: choice.to_owned() }
}

fn answers(text: &str) -> Vec<Answer> {
    text.split_whitespace().map(answer).collect()
}

fn told(answers: &[Answer]) -> String {
    answers.iter().map(|it| format!("{}={}", it.question, it.choice)).collect::<Vec<_>>().join(" ")
}

fn known(known: Known) -> &'static str {
    match known {
        Known::Sure => "sure",
        Known::Likely => "likely",
        Known::Unknown => "unknown",
        Known::Settled => "settled",
    }
}

fn json(compiled: &Compiled, answers: &Answers) -> String {
    serde_json::to_string(&decide(&compiled.guide, &compiled.graph, answers, &[])).unwrap()
}

#[test]
fn what_is_known_of_columns_is_without_fault() {
    let compiled = support::guide();
    assert_eq!(faults(&compiled.guide), Vec::<String>::new());
}

/// In every language of the guide: which one the screen speaks changes nothing of a list.
#[test]
fn values_mean_what_is_written_down() {
    let text = fs::read_to_string("tests/staff/spellings.txt").unwrap();
    let lines = || text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    assert!(lines().count() > 150);
    let mut wrong = Vec::new();
    for lang in built_in::languages().unwrap() {
        let compiled = built_in::compiled(&lang).unwrap();
        let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
        for line in lines() {
            let (left, expected) = line.split_once(" => ").unwrap();
            let (kind, value) = left.split_once(" | ").unwrap();
            let found = meaning(&columns, columns.kind(kind).unwrap(), value);
            let says = Answers::of(&found.says).write(logic).replace('&', " ");
            let said = format!("{} {says}", known(found.known));
            if said.trim_end() != expected.trim_end() {
                wrong.push(format!("{lang}: {line}\n    {said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Each choice by its own name and id, in the column of its question.
#[test]
fn every_choice_is_known_by_its_id() {
    let compiled = support::guide();
    let columns = Columns::built_in(&compiled.guide);
    for (id, question) in compiled.guide.logic.questions.iter() {
        let kind = columns.kind(&question.key).unwrap();
        for choice in &question.choices {
            let found = meaning(&columns, kind, &choice.key);
            assert_eq!(found.known, Known::Sure, "{}={}", question.key, choice.key);
            let [Turn { question: asked, choice: made }] = found.says[..] else { panic!("{}", choice.key) };
            assert_eq!((asked, compiled.guide.logic.keys(id, made).1), (id, choice.key.as_str()));
        }
    }
}

/// One row for each path, under the ids of questions and choices: each leads to the decision of the engine, to the letter.
#[test]
fn each_row_is_decided_as_the_engine_decides() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
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
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
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

fn read_answers(logic: &Logic, answers: &[Answer]) -> Answers {
    let (read, strays) = Answers::read(logic, answers.iter().map(|it| (it.question.as_str(), it.choice.as_str())));
    assert!(strays.is_empty(), "{strays:?}");
    read
}

/// A list with a column for each question, and a row for each of these answers.
fn list_of(compiled: &Compiled, rows: &[Vec<Turn>]) -> List {
    let logic = &compiled.guide.logic;
    let row = |turns: &Vec<Turn>| {
        let choice = |id| turns.iter().find(|turn| turn.question == id).map(|turn| logic.keys(id, turn.choice).1);
        logic.questions.ids().map(|id| choice(id).unwrap_or_default().to_owned()).collect()
    };
    List { titles: logic.questions.rows().map(|it| it.key.clone()).collect(), rows: rows.iter().map(row).collect() }
}

/// All that is likely is confirmed.
fn confirmed(mut mapping: Mapping) -> Mapping {
    for value in mapping.columns.iter_mut().flat_map(|it| &mut it.values).filter(|it| it.known == Known::Likely) {
        value.known = Known::Settled;
    }
    mapping
}

/// An establishment with a contract, whose responsable is no health professional and has a card.
const HOUSE: &str = "lieu=etablissement besoin=carte contrat=oui carte-famille=oui responsable=non-ps representant=lui-meme carte-mandataire=non";

#[test]
fn twelve_rows_read_by_hand() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
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
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
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
        writeln!(told, "{}, {}: {} => {end}", group.rows, group.first, self::told(&group.answers)).unwrap();
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
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
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
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
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

/// Titles, and what the columns are taken for.
#[track_caller]
fn proposes(text: &str, expected: &str) {
    let compiled = support::guide();
    let columns = Columns::built_in(&compiled.guide);
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
    proposes("Date de la demande\n12/05/2026\n", "");
    proposes("Code emploi;Emploi\n4511;IDE\n", "1=profession");
    proposes("CPx : carte;cpx-carte;Fonction\ncps;cps;IDE\n", "2=profession");
    proposes(";;\nA1;IDE;Nord\nA2;Kiné;Sud\n", "1=profession");
    proposes("Type of contract;Job\nCDI;IDE\n", "1=profession");
    proposes("Profession\nIDE\nAS\nMédecin\n", "0=profession");
}

#[test]
fn titles_are_recognised() {
    let columns = Columns::built_in(&support::guide().guide);
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
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
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
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
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

/// Values beyond what is surveyed stay doubtful, and a column that is no choice fills no memory.
#[test]
fn a_column_of_names_is_read_and_says_nothing() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
    let listed = Column { title: "Nom".to_owned(), values: Values::Many };
    assert_eq!(propose(&columns, logic, std::slice::from_ref(&listed), None), Mapping::default());
    let mapping = Mapping { columns: vec![remap(&columns, logic, 0, &listed, "profession").unwrap()] };
    let mut sorter = Sorter::new(logic, &Rc::new(columns.clone()), &mapping);
    let numbers: BTreeSet<_> = (0..30_000).map(|row| sorter.row(|_| ["IDE", "", " ", "x"][row % 4])).collect();
    assert_eq!((numbers.len(), sorter.combos().len()), (2, 3));
    for row in 0..30_000 {
        let name = format!("x{row}");
        sorter.row(|_| name.as_str());
    }
    assert_eq!(sorter.combos().len(), 3);
}

/// What an order of the whole list says of a step, and what a plan says of it.
fn ids(hangs: &[Id<Proviso>], compiled: &Compiled) -> String {
    hangs.iter().map(|id| compiled.guide.logic.provisos[*id].key.as_str()).collect::<Vec<_>>().join("+")
}

/// The tally of a list with a row for each of these answers.
fn counted(compiled: &Compiled, columns: &Columns, rows: &[Vec<Turn>]) -> Read {
    let list = list_of(compiled, rows);
    let mapping = propose(columns, &compiled.guide.logic, &list.columns(), None);
    sorted(compiled, columns, &list, &mapping, &[])
}

/// What a step sends in a plan: by which way, what, and under which proviso.
fn sent<'a>(
    compiled: &'a Compiled,
    it: &'a PlanStep,
) -> impl Iterator<Item = (Option<usize>, Id<Piece>, Option<Id<Proviso>>)> + 'a {
    let options = compiled.guide.logic.steps[it.step].options.iter().enumerate();
    let ways =
        options.flat_map(move |(way, option)| option.sends.iter().map(move |piece| (Some(way), *piece, it.proviso)));
    ways.chain(it.sends.iter().map(|sent| (None, sent.piece, sent.proviso)))
}

/// The orders of one row are its plan: each step once, in its order, with all that it sends.
#[test]
fn the_orders_of_one_row_are_its_plan() {
    let compiled = support::guide();
    let columns = Columns::built_in(&compiled.guide);
    for (turns, id) in support::paths(&compiled) {
        let told = support::told(&compiled, &turns);
        let plan = compiled.graph.plan(id);
        let read = counted(&compiled, &columns, &[turns]);
        let orders = orders(&compiled, &columns, &read.tally);
        assert_eq!(orders.tasks.len(), plan.steps.len(), "{told}");
        for (task, it) in orders.tasks.iter().zip(&plan.steps) {
            assert_eq!((task.step, task.organism, &task.groups), (it.step, it.organism, &vec![0]), "{told}");
            assert_eq!(task.hangs, it.proviso.into_iter().collect::<Vec<_>>(), "{told}");
            let parts = task.dispatches.iter().flat_map(|dispatch| {
                assert!(dispatch.organism.is_some(), "{told}");
                dispatch.parts.iter().map(|part| (dispatch.way, part.piece, part.hangs.clone()))
            });
            let plans = sent(&compiled, it).map(|(way, piece, proviso)| (way, piece, proviso.into_iter().collect()));
            assert_eq!(parts.collect::<Vec<_>>(), plans.collect::<Vec<_>>(), "{told}");
            let times = task.dispatches.iter().flat_map(|it| &it.parts).map(|part| part.times);
            assert!(times.chain([task.times]).all(|it| matches!(it, Times::Once | Times::Each(1))), "{told}");
        }
    }
}

/// One row for each path together: nothing is lost, nothing is doubled, and each plan is done in its order.
#[test]
fn the_orders_of_all_rows_hold_each_plan() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
    let paths = support::paths(&compiled);
    // The first path a second time, and a row that stops.
    let mut rows: Vec<_> = paths.iter().map(|(turns, _)| turns.clone()).collect();
    rows.push(rows[0].clone());
    rows.push(rows[0][..1].to_vec());
    let read = counted(&compiled, &columns, &rows);
    let orders = orders(&compiled, &columns, &read.tally);
    let decided = read.tally.rows - 1;
    assert_eq!(orders.verdicts.iter().map(|(_, rows)| rows).sum::<u64>(), decided);
    let rows_of = |places: &[usize]| places.iter().map(|place| read.tally.groups[*place].rows).sum::<u64>();
    let cards = orders.cards.iter().map(|it| it.rows).sum::<u64>();
    assert_eq!((cards + rows_of(&orders.cardless), rows_of(&orders.blocked)), (decided, 1));
    // What plans say of each step, and of each piece that it sends.
    let mut steps: BTreeMap<(Id<Step>, String), u64> = BTreeMap::new();
    let mut pieces: BTreeMap<(Id<Step>, Option<usize>, Id<Piece>, String), u64> = BTreeMap::new();
    let mut must = BTreeSet::new();
    for ((_, id), place) in paths.iter().zip(&read.groups) {
        let plan = compiled.graph.plan(*id);
        let rows = read.tally.groups[*place].rows;
        let tasks: Vec<_> = orders.tasks.iter().filter(|it| it.groups.contains(place)).map(|it| it.step).collect();
        assert_eq!(tasks, plan.steps.iter().map(|it| it.step).collect::<Vec<_>>());
        for it in &plan.steps {
            *steps.entry((it.step, ids(&it.proviso.into_iter().collect::<Vec<_>>(), &compiled))).or_default() += rows;
            must.extend(it.proviso.is_none().then_some(it.step));
            for (way, piece, proviso) in sent(&compiled, it) {
                let hangs = ids(&proviso.into_iter().collect::<Vec<_>>(), &compiled);
                *pieces.entry((it.step, way, piece, hangs)).or_default() += rows;
            }
        }
    }
    for task in &orders.tasks {
        let name = &logic.steps[task.step].key;
        match task.times {
            // Once, and then it must be done if any plan must have it done.
            Times::Once => assert_eq!(task.hangs.is_empty(), must.contains(&task.step), "{name}"),
            Times::Each(_) => assert!(task.hangs.len() < 2, "{name}"),
        }
        let parts = task.dispatches.iter().flat_map(|it| it.parts.iter().map(move |part| (it.way, part)));
        for (way, part) in parts {
            let count = pieces.get(&(task.step, way, part.piece, ids(&part.hangs, &compiled)));
            match part.times {
                Times::Once => assert!(part.hangs.len() > 1 || count.is_some(), "{name}"),
                Times::Each(rows) => assert!(count.is_some_and(|count| rows <= *count), "{name}"),
            }
        }
    }
    // What is there for each row is counted to the last of them.
    for (step, (id, row)) in logic.steps.iter().enumerate() {
        let all: u64 = steps.iter().filter(|((it, _), _)| *it == id).map(|(_, rows)| rows).sum();
        let tasks = orders.tasks.iter().filter(|it| it.step == id);
        let each: u64 = tasks.clone().map(|it| if let Times::Each(rows) = it.times { rows } else { 0 }).sum();
        let once: u64 = tasks.clone().filter(|it| it.times == Times::Once).map(|it| rows_of(&it.groups)).sum();
        assert_eq!(each + once, all, "{step} {}", row.key);
        assert!(tasks.clone().filter(|it| it.times == Times::Once).count() <= 1, "{} is done twice", row.key);
    }
}

/// What a whole hospital sends: a golden list, in the order of doing.
#[test]
fn the_orders_of_five_thousand_rows() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, Columns::built_in(&compiled.guide));
    let list = List::file("cinq-mille.csv");
    let mapping = confirmed(propose(&columns, logic, &list.columns(), None));
    let mut told = String::from(
        "# for each house: cards, then what is done, how often, by whom, and what is sent; UPDATE=1 rewrites\n",
    );
    for house in
        [HOUSE, &HOUSE.replace("contrat=oui", "contrat=non"), &HOUSE.replace("contrat=oui", "contrat=ne-sait-pas")]
    {
        let read = sorted(&compiled, &columns, &list, &mapping, &answers(house));
        writeln!(told, "{house}").unwrap();
        tell(&mut told, &compiled, &orders(&compiled, &columns, &read.tally), &read.tally);
    }
    support::golden("staff/cinq-mille-envois.txt", &told);
}

fn tell(told: &mut String, compiled: &Compiled, orders: &Orders, tally: &Tally) {
    let logic = &compiled.guide.logic;
    let times = |it: Times| if let Times::Each(rows) = it { rows.to_string() } else { "once".to_owned() };
    let hang = |it: &[Id<Proviso>]| if it.is_empty() { String::new() } else { format!(" ?{}", ids(it, compiled)) };
    for it in &orders.cards {
        let organisms = it.organisms.iter().map(|id| logic.organisms[*id].key.as_str()).collect::<Vec<_>>().join(" ");
        writeln!(told, "  {} {} | {organisms}", it.rows, logic.cards[it.card].key).unwrap();
    }
    let rows = |places: &[usize]| places.iter().map(|place| tally.groups[*place].rows).sum::<u64>();
    writeln!(told, "  {} without a card, {} blocked", rows(&orders.cardless), rows(&orders.blocked)).unwrap();
    for task in &orders.tasks {
        let to = task.organism.map(|id| format!("@{}", logic.organisms[id].key)).unwrap_or_default();
        let by = if task.by == By::Person { " by each" } else { "" };
        let name = &logic.steps[task.step].key;
        writeln!(told, "  {name}{to}{} {}{by}", hang(&task.hangs), times(task.times)).unwrap();
        for dispatch in &task.dispatches {
            let way = dispatch.way.map(|way| format!("{}: ", logic.steps[task.step].options[way].key));
            let parts = dispatch.parts.iter().map(|part| {
                let piece = &logic.pieces[part.piece];
                let signed: Vec<_> = piece.signed_by.iter().map(|id| logic.actors[*id].key.as_str()).collect();
                format!("{}{} {} ({})", piece.key, hang(&part.hangs), times(part.times), signed.join(" "))
            });
            writeln!(told, "    {}{}", way.unwrap_or_default(), parts.collect::<Vec<_>>().join(", ")).unwrap();
        }
    }
}

/// In each language: as many cells as titles, the ids those of the decision, and a reason wherever there is none.
#[test]
fn what_is_written_beside_a_row_is_its_decision() {
    for lang in built_in::languages().unwrap() {
        let compiled = built_in::compiled(&lang).unwrap();
        let (logic, columns, words) = (&compiled.guide.logic, Columns::built_in(&compiled.guide), Words::of(&lang));
        let titles = cells::titles(&words);
        assert!(titles.iter().all(|it| cells::are_ours(it)), "{titles:?}");
        let list = List::file("cinq-mille.csv");
        let mapping = propose(&columns, logic, &list.columns(), None);
        let read = sorted(&compiled, &columns, &list, &mapping, &answers(HOUSE));
        for group in &read.tally.groups {
            let cells = cells::cells(&compiled, &words, group);
            assert_eq!(cells.len() + 1, titles.len());
            let cell = |title: &str| &cells[titles.iter().position(|it| it == title).unwrap() - 1];
            assert_eq!(*cell("cpx-reponses"), self::told(&group.answers));
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
