//! What happens on the screen for lists: what a person does in, what is asked of the clerk and shown out. The clerk and all
//! that gives a meaning to a list are the real ones.
//!
//! One test a thing that must hold, with the clerk played through it: that is why it is long.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/desk.rs"]
mod desk;

use std::collections::BTreeSet;

use cpx_guide::page::{Focus, Picked};
use cpx_guide::staff::clerk::{Job, Said, Titles, Written};
use cpx_guide::staff::fault::Fault;
use cpx_guide::staff::mapping::{Answer, Known};
use cpx_guide::staff::page::{Open, OrdersStep, Page, StepBody, Sure, ValueColumn};
use cpx_guide::staff::session::{Act, Msg, Shelf, Spot, Step};
use cpx_guide::staff::tally::End;
use desk::Desk;
use proptest::prelude::*;

/// A list with a value of each kind: known, likely, unknown, none; and an empty row.
const TEAM: &str = "matricule;fonction;service\n1;IDE;A\n2;Aide-soignante;A\n3;xyz;B\n4;;B\n;;\n6;Médecin;C\n7;IDE;C\n";

/// What must be done outside, in short.
fn short(acts: &[Act]) -> String {
    let short = acts.iter().map(|act| match act {
        Act::Ask(Job::Open { file, sheet, titles }) => format!("open {file} {sheet:?} {titles:?}"),
        Act::Ask(Job::Sort { house, .. }) => format!("sort {}", house.len()),
        Act::Ask(Job::Count { house }) => format!("count {}", house.len()),
        Act::Ask(Job::Show { group, from, .. }) => format!("show {group:?} {from}"),
        Act::Ask(Job::Write { to, lang }) => format!("write {to:?} {lang}"),
        Act::Cancel => "cancel".to_owned(),
        Act::Forget => "forget".to_owned(),
        Act::SaveWritten(name) => format!("save {name}"),
        Act::SaveText { name, .. } => format!("text {name}"),
        Act::Focus => "focus".to_owned(),
    });
    short.collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn happens(desk: &mut Desk, msg: Msg, acts: &str, step: Step) {
    let done = desk.only(msg);
    assert_eq!((short(&done).as_str(), desk.session.step), (acts, step));
}

/// The clerk answers what he was asked last.
fn answered(desk: &mut Desk) -> Msg {
    let job = desk.session.doing.as_ref().unwrap().job.clone();
    Msg::Heard(desk.clerk(job))
}

fn given() -> Msg {
    Msg::ListGiven { name: "equipe.csv".to_owned(), size: TEAM.len() as u64 }
}

fn answer(question: &str, choice: &str) -> Answer {
    Answer { question: question.to_owned(), choice: choice.to_owned() }
}

/// A list on which everything that is open was answered with the first that is offered.
fn finished(list: &str) -> Desk {
    let mut desk = Desk::with("fr", list);
    desk.does(Msg::Continued);
    if desk.session.step == Step::Values {
        desk.does(Msg::Continued);
    }
    while let Some(open) = desk.list().counted.as_ref().unwrap().open.first().cloned() {
        desk.does(Msg::Answered(answer(&open.question, &open.choices[0])));
    }
    desk.does(Msg::Continued);
    assert_eq!(desk.session.step, Step::Orders);
    desk
}

/// A list on which nothing was answered.
fn left_open(list: &str) -> Desk {
    let mut desk = Desk::with("fr", list);
    while desk.session.step < Step::Orders {
        desk.does(Msg::Continued);
    }
    desk
}

fn open(page: &Page) -> &Open {
    let open = page.steps.iter().filter_map(|step| match &step.body {
        StepBody::Open(open) => Some(open),
        _ => None,
    });
    let open: Vec<_> = open.collect();
    assert_eq!(open.len(), 1, "one step is open");
    open[0]
}

fn orders(page: &Page) -> &OrdersStep {
    match open(page) {
        Open::Orders(it) => it,
        other => panic!("{other:?}"),
    }
}

fn number(text: &str) -> u64 {
    text.replace(['\u{a0}', '×'], "").parse().unwrap()
}

#[test]
fn a_list_goes_from_step_to_step() {
    let mut desk = Desk::new("fr");
    desk.hold(TEAM);
    happens(&mut desk, given(), "open equipe.csv None Guess", Step::List);
    let said = answered(&mut desk);
    happens(&mut desk, said, "focus", Step::Columns);
    happens(&mut desk, Msg::Continued, "focus", Step::Values);
    happens(&mut desk, Msg::Accepted, "focus", Step::Values);
    happens(&mut desk, Msg::Continued, "sort 0", Step::Values);
    happens(&mut desk, Msg::Heard(Said::Progress { done: 1, all: 2 }), "", Step::Values);
    let said = answered(&mut desk);
    happens(&mut desk, said, "focus", Step::House);
    let asked = desk.list().counted.as_ref().unwrap().open[0].clone();
    let given = answer(&asked.question, &asked.choices[0]);
    happens(&mut desk, Msg::Answered(given.clone()), "count 1", Step::House);
    // Before the first answer is counted, it is taken back: it is counted again.
    happens(&mut desk, Msg::TakenBack(asked.question), "focus", Step::House);
    let said = Msg::Heard(desk.clerk(Job::Count { house: vec![given] }));
    happens(&mut desk, said, "count 0", Step::House);
    let said = answered(&mut desk);
    happens(&mut desk, said, "", Step::House);
    happens(&mut desk, Msg::Continued, "focus, show None 0", Step::Orders);
    let said = answered(&mut desk);
    happens(&mut desk, said, "", Step::Orders);
    happens(&mut desk, Msg::WriteAsked(Written::Workbook), "write Workbook fr", Step::Orders);
    // What is shown waits for what is written.
    happens(&mut desk, Msg::GroupOpened(0), "focus", Step::Orders);
    happens(
        &mut desk,
        Msg::Heard(Said::Written(Written::Workbook)),
        "save equipe-cartes.xlsx, show Some(0) 0",
        Step::Orders,
    );
    happens(&mut desk, Msg::RowsTurned(50), "cancel, show Some(0) 50, focus", Step::Orders);
    happens(&mut desk, Msg::Cancelled, "cancel, focus", Step::Orders);
    happens(&mut desk, Msg::MappingAsked, "text equipe-reglage.json", Step::Orders);
    happens(&mut desk, Msg::Revisited(Step::Columns, Spot::Column(1)), "focus", Step::Columns);
    // Nothing has changed since it was counted, but what is doubtful is shown.
    happens(&mut desk, Msg::Continued, "focus", Step::Values);
    happens(&mut desk, Msg::Continued, "focus", Step::House);
    happens(&mut desk, Msg::Restarted, "forget, focus", Step::List);
    assert_eq!(desk.session.list, None);
}

#[test]
fn what_the_clerk_says_too_late_is_not_heard() {
    let mut desk = Desk::with("fr", TEAM);
    desk.only(Msg::Continued);
    desk.only(Msg::Continued);
    let late = answered(&mut desk);
    happens(&mut desk, Msg::Remapped { column: 1, kind: None }, "cancel", Step::Values);
    happens(&mut desk, late, "", Step::Values);
    assert_eq!(desk.list().counted, None);
    for said in [Said::Shown(Vec::new()), Said::Written(Written::Text), Said::Failed(Fault::Gone)] {
        happens(&mut desk, Msg::Heard(said), "", Step::Values);
    }
}

/// Whatever goes wrong while something is done: it is said, with what to do, and nothing is lost.
#[test]
fn nothing_is_lost_by_a_fault() {
    let faults = [
        Fault::Empty,
        Fault::NotText,
        Fault::OtherWorkbook,
        Fault::NoWorkbook,
        Fault::Damaged,
        Fault::TooLarge { limit: 1 },
        Fault::TooWide { row: 2 },
        Fault::OpenQuote { row: 3 },
        Fault::TooManyRows { limit: 4 },
        Fault::Gone,
        Fault::NotMapping,
        Fault::Crashed,
    ];
    let mut titles = BTreeSet::new();
    for fault in faults {
        for msg in [given(), Msg::WriteAsked(Written::Text), Msg::GroupChosen(None), Msg::RowsTurned(0)] {
            let mut desk = finished(TEAM);
            let before = desk.session.clone();
            desk.only(msg);
            happens(&mut desk, Msg::Heard(Said::Failed(fault.clone())), "focus", Step::Orders);
            assert_eq!(desk.session.list, before.list);
            assert_eq!((&desk.session.doing, &desk.session.then), (&None, &None));
            let trouble = desk.page().fault.unwrap();
            assert!(!trouble.title.is_empty() && !trouble.text.is_empty());
            assert_eq!(trouble.focus, Focus::Here);
            titles.insert(trouble.title);
            desk.only(Msg::Revisited(Step::House, Spot::Heading));
            assert_eq!(desk.page().fault, None, "what was read goes");
        }
    }
    assert_eq!(titles.len(), 12, "each cause has its own words");
}

#[test]
fn what_was_settled_comes_back_with_the_next_list() {
    let mut desk = Desk::with("fr", TEAM);
    desk.does(Msg::Accepted);
    let place = desk.list().mapping.columns[0].values.iter().position(|it| it.value == "xyz").unwrap();
    let column = desk.list().mapping.columns[0].column;
    let question = desk.list().mapping.columns[0].kind.clone();
    let choice =
        desk.compiled.guide.logic.questions.rows().find(|it| it.key == question).unwrap().choices[0].key.clone();
    desk.does(Msg::Settled { column, value: place, question, choice: Some(choice) });
    desk.does(Msg::Continued);
    let open = desk.list().counted.as_ref().unwrap().open[0].clone();
    desk.does(Msg::Answered(answer(&open.question, &open.choices[0])));
    desk.acts.clear();
    desk.does(Msg::MappingAsked);
    let [Act::SaveText { text, .. }] = desk.acts.as_slice() else { panic!("{:?}", desk.acts) };
    let (text, mapping, house) = (text.clone(), desk.list().mapping.clone(), desk.list().house.clone());

    // Another list of the same kind, on the same screen; the mapping from its file, before the list and after it.
    let more = TEAM.replace("IDE", "infirmière") + "8;xyz;D\n";
    let mut before = Desk::new("fr");
    before.does(Msg::MappingGiven(text.clone()));
    before.give("suite.csv", more.as_bytes());
    let mut after = Desk::with("fr", &more);
    after.does(Msg::MappingGiven(text));
    desk.give("suite.csv", more.as_bytes());
    for desk in [&desk, &before, &after] {
        let list = desk.list();
        assert_eq!(list.house, house);
        assert_eq!((list.is_doubtful(), desk.session.missing.len(), desk.session.strays.len()), (false, 0, 0));
        let xyz = |values: &[cpx_guide::staff::mapping::Meant]| values.iter().find(|it| it.value == "xyz").cloned();
        let (is, was) = (xyz(&list.mapping.columns[0].values).unwrap(), xyz(&mapping.columns[0].values).unwrap());
        assert_eq!((is.says, is.known, is.rows), (was.says, Known::Settled, 2));
    }
    assert_eq!(before.list().mapping, after.list().mapping);
}

#[test]
fn a_file_that_is_no_mapping_changes_nothing() {
    let mut desk = Desk::with("fr", TEAM);
    let before = desk.session.list.clone();
    for text in ["", "{}", "[1]", "fonction;service"] {
        happens(&mut desk, Msg::MappingGiven(text.to_owned()), "focus", Step::Columns);
        assert_eq!(desk.session.fault, Some(Fault::NotMapping));
        assert_eq!(desk.session.list, before);
    }
}

#[test]
fn the_numbers_are_those_of_the_rows() {
    for list in [TEAM.to_owned(), std::fs::read_to_string("tests/staff/douze.csv").unwrap()] {
        let desk = finished(&list);
        let tally = &desk.list().counted.as_ref().unwrap().tally;
        let page = desk.page();
        let orders = orders(&page);
        let numbers: Vec<_> = orders.totals.iter().map(|it| number(&it.number)).collect();
        assert_eq!(numbers[0], tally.rows);
        assert_eq!(numbers[0], numbers[1..].iter().sum::<u64>(), "each row is counted once");
        let chart = orders.chart.as_ref().unwrap();
        assert_eq!(chart.bars.iter().map(|it| number(&it.number)).sum::<u64>(), numbers[1]);
        for bar in &chart.bars {
            assert!(bar.pieces.iter().zip(bar.pieces.iter().skip(1)).all(|(one, next)| one.1 + one.2 == next.1));
            assert!(bar.pieces.last().is_some_and(|it| it.1 + it.2 <= 1000));
        }
        let sums = chart.table.rows.iter().map(|(_, cells)| cells.iter().map(|it| number(it)).collect::<Vec<_>>());
        let sums: Vec<_> = sums.collect();
        let (last, lines) = sums.split_last().unwrap();
        for place in 0..last.len() {
            assert_eq!(lines.iter().map(|it| it[place]).sum::<u64>(), last[place]);
        }
        assert_eq!(*last.last().unwrap(), numbers[1]);
    }
}

/// From each reason there is a way to the place where something can be done, and it is read first there.
#[test]
fn what_holds_rows_up_leads_to_where_it_is_mended() {
    // A contract is signed by an establishment, never by a practice; a physician is no clerk.
    let lists = [TEAM, "lieu;besoin\nville;contrat\n", "fonction;statut\nMédecin;Administratif\n"];
    let mut met = BTreeSet::new();
    for (list, desk) in lists.into_iter().flat_map(|list| [(list, left_open(list)), (list, finished(list))]) {
        let ends = desk.list().counted.as_ref().unwrap().tally.groups.iter().map(|it| match it.end {
            End::Decided => "decided",
            End::Asks { .. } => "asks",
            End::Doubts { .. } => "doubts",
            End::Refuses { .. } => "refuses",
            End::Clashes { .. } => "clashes",
            End::Empty => "empty",
        });
        met.extend(ends);
        let page = desk.page();
        let blocked = orders(&page).blocked.as_ref().unwrap();
        let held: u64 = desk.list().counted.as_ref().unwrap().tally.rows - number(&orders(&page).totals[1].number);
        // « Ligne 3 », or « 2 lignes, à partir de la ligne 3 ».
        let many = |text: &str| text.split(' ').next().unwrap().parse::<u64>().unwrap_or(1);
        let told = blocked.reasons.iter().map(|it| many(&it.rows));
        assert_eq!(told.sum::<u64>(), held, "each row that is held up has its reason");
        for control in blocked.reasons.iter().flat_map(|it| &it.controls) {
            let mut there = Desk::with("fr", list);
            there.session = desk.session.clone();
            let acts = there.only(control.msg.clone());
            assert!(acts.contains(&Act::Focus), "{control:?}");
            assert_eq!(first(&there.page()), 1, "{control:?}");
        }
    }
    assert_eq!(met.into_iter().collect::<Vec<_>>(), ["asks", "clashes", "decided", "doubts", "empty", "refuses"]);
}

/// How many places are to be read first.
fn first(page: &Page) -> usize {
    let here = |focus: &Focus| usize::from(*focus == Focus::Here);
    let within = match open(page) {
        Open::List(_) => 0,
        Open::Columns(it) => it.columns.iter().map(|it| here(&it.focus)).sum(),
        Open::Values(it) => it.columns.iter().map(|it| here(&it.focus) + within_column(it)).sum(),
        Open::House(it) => it.questions.iter().map(|it| here(&it.focus)).sum(),
        Open::Orders(it) => here(&it.rows.focus),
    };
    page.steps.iter().map(|it| here(&it.focus)).sum::<usize>()
        + within
        + page.fault.iter().map(|it| here(&it.focus)).sum::<usize>()
}

fn within_column(column: &ValueColumn) -> usize {
    let sure = column.sure.iter().filter_map(|it| match it {
        Sure::Shown(table) => Some(&**table),
        Sure::Folded(_) => None,
    });
    let tables = column.doubts.iter().chain(sure);
    tables.flat_map(|it| &it.rows).filter(|it| it.focus == Focus::Here).count()
}

/// A button that goes when it is pressed takes the focus along: it is put where the person is.
#[test]
fn the_focus_is_never_lost_with_a_button() {
    let mut desk = Desk::with("fr", TEAM);
    desk.does(Msg::Continued);
    let page = desk.page();
    let Open::Values(values) = open(&page) else { panic!() };
    let doubts = values.columns[0].doubts.as_ref().unwrap();
    let mut buttons = vec![values.accept.clone().unwrap()];
    buttons.extend(doubts.rows.iter().filter_map(|it| it.confirm.clone()));
    for button in buttons {
        assert!(desk.only(button.msg).contains(&Act::Focus));
        assert_eq!(first(&desk.page()), 1);
    }
    desk.does(Msg::Continued);
    let asked = desk.list().counted.as_ref().unwrap().open[0].clone();
    desk.does(Msg::Answered(answer(&asked.question, &asked.choices[0])));
    let page = desk.page();
    let Open::House(house) = open(&page) else { panic!() };
    let taken_back = house.questions[0].take_back.clone().unwrap();
    desk.acts.clear();
    desk.does(taken_back.msg);
    assert_eq!((desk.acts.as_slice(), first(&desk.page())), ([Act::Focus].as_slice(), 1));
}

#[test]
fn every_row_is_shown_once() {
    let list = "fonction\n".to_owned() + &"IDE\nMédecin\n".repeat(65);
    let mut desk = finished(&list);
    let mut seen = Vec::new();
    loop {
        let page = desk.page();
        let rows = &orders(&page).rows;
        seen.extend(rows.table.as_ref().unwrap().rows.iter().map(|(row, _)| number(row)));
        let Some(on) = rows.pager.as_ref().and_then(|it| it.on.clone()) else { break };
        desk.does(on.msg);
    }
    assert_eq!(seen, (1..=130).collect::<Vec<_>>());
    desk.does(Msg::GroupChosen(Some(1)));
    let page = desk.page();
    let shown: Vec<_> = orders(&page).rows.table.as_ref().unwrap().rows.iter().map(|(row, _)| number(row)).collect();
    assert_eq!(shown, (1..=50).map(|it| 2 * it).collect::<Vec<_>>());
    let picked = orders(&page).rows.group.options.iter().position(|it| it.state == Picked::Yes);
    assert_eq!(picked, Some(2), "all, the first group, the second");
}

#[test]
fn a_value_that_is_settled_counts_for_all_its_rows() {
    let mut desk = finished(TEAM);
    let waiting = |desk: &Desk| {
        let groups = &desk.list().counted.as_ref().unwrap().tally.groups;
        groups.iter().filter(|it| matches!(it.end, End::Doubts { .. })).map(|it| it.rows).sum::<u64>()
    };
    assert_eq!(waiting(&desk), 2);
    desk.does(Msg::Revisited(Step::Values, Spot::Heading));
    let page = desk.page();
    let Open::Values(values) = open(&page) else { panic!() };
    let doubts = &values.columns[0].doubts.as_ref().unwrap().rows;
    assert_eq!(doubts.iter().map(|it| it.known).collect::<Vec<_>>(), ["likely", "unknown"]);
    for row in doubts {
        desk.does(row.confirm.as_ref().unwrap().msg.clone());
    }
    // They stay where they were while the person is at it.
    let page = desk.page();
    let Open::Values(values) = open(&page) else { panic!() };
    let doubts = &values.columns[0].doubts.as_ref().unwrap().rows;
    assert_eq!(doubts.iter().map(|it| it.known).collect::<Vec<_>>(), ["settled", "settled"]);
    desk.does(Msg::Continued);
    assert_eq!(waiting(&desk), 0);
}

/// What is offered to try with is what a list should be: its columns are found, and something in it is asked about.
#[test]
fn the_sample_is_a_list_like_others() {
    for lang in ["fr", "en"] {
        let mut desk = Desk::new(lang);
        desk.does(Msg::SampleAsked);
        let [Act::SaveText { name, text }] = desk.acts.as_slice() else { panic!("{:?}", desk.acts) };
        let (name, text) = (name.clone(), text.clone());
        desk.give(&name, text.as_bytes());
        let list = desk.list();
        assert!(list.mapping.columns.len() > 1, "{lang}: {:?}", list.mapping);
        let doubtful = |it: &&cpx_guide::staff::mapping::Meant| matches!(it.known, Known::Likely | Known::Unknown);
        let doubts: Vec<_> = list.mapping.columns.iter().flat_map(|it| &it.values).filter(doubtful).collect();
        assert!(matches!(doubts.len(), 1..=2), "{lang}: {doubts:?}");
    }
}

fn msgs() -> Vec<Msg> {
    let house = Answer { question: "lieu".to_owned(), choice: "ville".to_owned() };
    vec![
        given(),
        Msg::Continued,
        Msg::Accepted,
        Msg::Cancelled,
        Msg::Restarted,
        Msg::TitlesMoved(Titles::Row(1)),
        Msg::TitlesMoved(Titles::None),
        Msg::SheetChosen(1),
        Msg::Remapped { column: 1, kind: None },
        Msg::Remapped { column: 2, kind: Some("titulaire".to_owned()) },
        Msg::Remapped { column: 99, kind: Some("nothing".to_owned()) },
        Msg::Confirmed { column: 1, value: 1 },
        Msg::Confirmed { column: 9, value: 9 },
        Msg::Settled { column: 1, value: 0, question: "titulaire".to_owned(), choice: None },
        Msg::Turned(Shelf::Columns, 30),
        Msg::Answered(house),
        Msg::TakenBack("lieu".to_owned()),
        Msg::Revisited(Step::Values, Spot::Column(1)),
        Msg::Revisited(Step::House, Spot::Question("lieu".to_owned())),
        Msg::Revisited(Step::Orders, Spot::Heading),
        Msg::GroupChosen(Some(0)),
        Msg::GroupOpened(99),
        Msg::RowsTurned(5000),
        Msg::WriteAsked(Written::Text),
        Msg::MappingAsked,
        Msg::MappingGiven("{".to_owned()),
        Msg::SampleAsked,
        Msg::Heard(Said::Failed(Fault::Crashed)),
        Msg::Heard(Said::Progress { done: 7, all: 0 }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a person does, in whichever order, and whenever the clerk answers: he has one job at a time, the screen can
    /// be drawn, and at most one place of it is to be read first.
    #[test]
    fn whatever_happens_the_screen_stands(deeds in prop::collection::vec((0..msgs().len(), any::<bool>()), 1..40)) {
        let mut desk = Desk::new("fr");
        desk.hold(TEAM);
        let mut asked: Option<Job> = None;
        for (deed, answers) in deeds {
            let mut msgs = vec![msgs()[deed].clone()];
            while let Some(msg) = msgs.pop() {
                if matches!(msg, Msg::Heard(ref said) if !matches!(said, Said::Progress { .. })) {
                    asked = None;
                }
                for act in desk.only(msg) {
                    match act {
                        Act::Ask(job) => {
                            prop_assert!(asked.is_none(), "{job:?} while {asked:?}");
                            asked = Some(job);
                        }
                        Act::Cancel => prop_assert!(asked.take().is_some(), "nothing to give up"),
                        _ => {}
                    }
                }
                prop_assert_eq!(asked.as_ref(), desk.session.doing.as_ref().map(|it| &it.job));
                if answers && let Some(job) = asked.clone() {
                    desk.hold(TEAM);
                    msgs.push(Msg::Heard(desk.clerk(job)));
                }
                let page = desk.page();
                prop_assert!(first(&page) <= 1);
            }
        }
    }
}
