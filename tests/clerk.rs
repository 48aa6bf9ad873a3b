//! The clerk as a page meets him: a list goes in, in slices; it comes back with as many rows, each with the decision of the
//! engine; whatever fails or is given up leaves the list before as it was.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/bench.rs"]
mod bench;
mod support;

use bench::{Bench, open};
use cpx_guide::built_in;
use cpx_guide::decision::decide;
use cpx_guide::engine::{Answers, paths};
use cpx_guide::session::Compiled;
use cpx_guide::staff::clerk::{Job, Said, Written};
use cpx_guide::staff::columns::Columns;
use cpx_guide::staff::fault::Fault;
use cpx_guide::staff::mapping::{Answer, Mapping, propose};
use cpx_guide::staff::survey::Survey;

fn proposed(compiled: &Compiled, survey: &Survey) -> Mapping {
    propose(&Columns::built_in(&compiled.guide), &compiled.guide.logic, &survey.columns, None)
}

/// A list with a row for each way through the guide: a column a question, under its id, and its choice by id.
fn every_way(compiled: &Compiled) -> (String, Vec<Answers>) {
    let logic = &compiled.guide.logic;
    let titles: Vec<_> = logic.questions.rows().map(|it| it.key.as_str()).collect();
    let (mut list, mut ways) = (titles.join(";") + "\n", Vec::new());
    for path in paths(&compiled.graph) {
        let answers = Answers::of(&path.turns);
        let cell = |id| answers.get(id).map_or("", |choice| logic.keys(id, choice).1).to_owned();
        list += &(logic.questions.ids().map(cell).collect::<Vec<_>>().join(";") + "\n");
        ways.push(answers);
    }
    (list, ways)
}

/// The cells of a list that was written as text, which has no line break in a cell here.
fn cells(list: &[u8]) -> Vec<Vec<String>> {
    let text = String::from_utf8(list.to_vec()).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let line = |line: &str| line.split(';').map(|cell| cell.trim_matches('"').to_owned()).collect();
    text.split_terminator("\r\n").map(line).collect()
}

#[test]
fn every_row_is_decided_as_the_engine_decides() {
    let compiled = built_in::compiled("").unwrap();
    let (list, ways) = every_way(&compiled);
    let mut bench = Bench::new();
    let survey = bench.open("toutes.csv", list.as_bytes());
    assert_eq!(survey.rows, ways.len() as u64);
    let tally = bench.sort(&proposed(&compiled, &survey), &[]);
    assert_eq!((tally.rows, tally.groups.len()), (ways.len() as u64, ways.len()), "each way is a group of its own");
    for to in [Written::Text, Written::Workbook] {
        let mut written = bench.write(to);
        if to == Written::Workbook {
            // Read back by somebody else's reader, as a list.
            let mut other = Bench::new();
            other.open("toutes.xlsx", &written);
            written = other.list;
        }
        let rows = cells(&written);
        assert_eq!(rows.len(), ways.len() + 1, "{to:?}: rows in, rows out");
        let at = |title: &str| rows[0].iter().position(|it| it == title).unwrap_or_else(|| panic!("no {title}"));
        for (answers, row) in ways.iter().zip(&rows[1..]) {
            let decision = serde_json::to_value(decide(&compiled.guide, &compiled.graph, answers, &[])).unwrap();
            let text = |key: &str| decision[key].as_str().unwrap_or_default().to_owned();
            let ids = |key: &str| {
                let ids = decision[key].as_array().unwrap().iter();
                ids.map(|it| it["id"].as_str().or(it.as_str()).unwrap()).collect::<Vec<_>>().join(" ")
            };
            let said = answers.write(&compiled.guide.logic);
            assert_eq!(row[at("cpx-verdict")], text("verdict"), "{said}");
            assert_eq!(row[at("cpx-carte")], text("card"), "{said}");
            assert_eq!(row[at("cpx-organismes")], ids("organisms"), "{said}");
            assert_eq!(row[at("cpx-etapes")], ids("steps"), "{said}");
            assert_eq!(row[at("cpx-documents")], ids("documents"), "{said}");
            assert_eq!(row[at("cpx-reponses")], said.replace('&', " "));
        }
    }
}

#[test]
fn a_list_of_ours_comes_back_to_the_byte() {
    let compiled = built_in::compiled("").unwrap();
    let list = "matricule,fonction,note\n1,IDE,=1+1\n\n2,Médecin,'=2\n3,,\"a\nb\"\n";
    let mut bench = Bench::new();
    let mut written = list.as_bytes().to_vec();
    let mut before = None;
    for round in 0..3 {
        let survey = bench.open("liste.csv", &written);
        assert_eq!(survey.rows, 4, "round {round}");
        bench.sort(&proposed(&compiled, &survey), &[]);
        written = bench.write(Written::Text);
        if let Some(before) = before.replace(written.clone()) {
            let [before, written] = [&before, &written].map(|it| String::from_utf8_lossy(it).into_owned());
            assert!(before == written, "round {round} wrote something else:\n{before}\n{written}");
        }
    }
}

#[test]
fn the_house_answers_what_rows_leave_open_and_nothing_else() {
    let compiled = built_in::compiled("").unwrap();
    let (list, ways) = every_way(&compiled);
    let mut bench = Bench::new();
    let survey = bench.open("toutes.csv", list.as_bytes());
    let mapping = proposed(&compiled, &survey);
    let logic = &compiled.guide.logic;
    for (id, question) in logic.questions.iter() {
        let alone = bench.sort(&mapping, &[]);
        for choice in &question.choices {
            let house = [Answer { question: question.key.clone(), choice: choice.key.clone() }];
            let Said::Counted(tally) = bench.ask(Job::Count { house: house.to_vec() }, None) else { panic!() };
            assert!(tally == alone, "{house:?} changes what rows say themselves");
        }
        // A list that says all but this.
        let without =
            Mapping { columns: mapping.columns.iter().filter(|it| it.kind != question.key).cloned().collect() };
        let answered = ways.iter().find_map(|it| it.get(id)).unwrap();
        let (question, choice) = logic.keys(id, answered);
        let house = [Answer { question: question.to_owned(), choice: choice.to_owned() }];
        let tally = bench.sort(&without, &house);
        assert_eq!(tally.rows, ways.len() as u64);
        for way in ways.iter().filter(|it| it.get(id) == Some(answered)) {
            let meant = way.write(logic);
            let found = tally.groups.iter().any(|group| {
                let pairs = group.answers.iter().map(|it| format!("{}={}", it.question, it.choice));
                pairs.collect::<Vec<_>>().join("&") == meant
            });
            assert!(found, "{meant} is lost where the house answers {question}");
        }
    }
}

#[test]
fn rows_are_shown_by_page_and_by_group() {
    let compiled = built_in::compiled("").unwrap();
    let list = format!("fonction\n{}", "IDE\nMédecin\n".repeat(500));
    let mut bench = Bench::new();
    let survey = bench.open("liste.csv", list.as_bytes());
    let tally = bench.sort(&proposed(&compiled, &survey), &[]);
    assert_eq!(tally.groups.len(), 1, "nothing is known but the profession");
    let lieu = &compiled.guide.logic.questions.rows().next().unwrap();
    let besoin = &compiled.guide.logic.questions.rows().nth(1).unwrap();
    let house = [lieu, besoin].map(|it| Answer { question: it.key.clone(), choice: it.choices[0].key.clone() });
    let Said::Counted(tally) = bench.ask(Job::Count { house: house.to_vec() }, None) else { panic!() };
    assert_eq!(tally.groups.len(), 2);
    assert_eq!(bench.shown(None, 998, 50), [(999, 0), (1000, 1)]);
    assert_eq!(bench.shown(Some(1), 0, 3), [(2, 1), (4, 1), (6, 1)]);
    assert_eq!(bench.shown(Some(0), 499, 3), [(999, 0)]);
    assert_eq!(bench.shown(Some(7), 0, 3), []);
}

#[test]
fn what_fails_or_is_given_up_leaves_the_list_before() {
    let compiled = built_in::compiled("").unwrap();
    let mut bench = Bench::new();
    let survey = bench.open("liste.csv", b"fonction\nIDE\n");
    let mapping = proposed(&compiled, &survey);
    let tally = bench.sort(&mapping, &[]);
    let written = bench.write(Written::Text);
    for (bad, fault) in [
        (b"".as_slice(), Fault::Empty),
        (b"\0\0\0\0", Fault::NotText),
        (b"PK\x03\x04", Fault::Damaged),
        (b"fonction\n", Fault::Empty),
    ] {
        assert_eq!(bench.ask(open("autre.csv"), Some(bad)), Said::Failed(fault));
        assert_eq!(bench.sort(&mapping, &[]), tally);
        assert_eq!(bench.write(Written::Text), written);
    }
    // Given up in the midst of it.
    let long = "fonction\n".to_owned() + &"Médecin\n".repeat(1 << 18);
    bench.clerk.begin(open("long.csv"), long.len() as u64);
    let range = bench.clerk.wants().unwrap();
    bench.clerk.feed(&long.as_bytes()[..usize::try_from(range.end).unwrap()]);
    assert!(bench.clerk.wants().is_some());
    bench.clerk.drop_job();
    assert_eq!((bench.clerk.wants(), bench.clerk.says()), (None, None));
    assert_eq!(bench.write(Written::Text), written);
}

#[test]
fn a_job_that_comes_too_early_is_told_so() {
    let mut bench = Bench::new();
    for job in [
        Job::Sort { mapping: Mapping::default(), house: Vec::new() },
        Job::Count { house: Vec::new() },
        Job::Show { group: None, from: 0, many: 1 },
        Job::Write { to: Written::Text, lang: String::new() },
    ] {
        assert_eq!(bench.ask(job, None), Said::Failed(Fault::Gone));
    }
}
