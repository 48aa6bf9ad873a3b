//! A list in a test: its text, its columns, and where its rows lead.

use std::collections::BTreeMap;
use std::fs;
use std::rc::Rc;

use cpx_guide::decision::decide;
use cpx_guide::engine::{Answers, Turn};
use cpx_guide::pack::Logic;
use cpx_guide::session::Compiled;
use cpx_guide::staff::columns::Columns;
use cpx_guide::staff::mapping::{Answer, Known, Mapping, propose};
use cpx_guide::staff::sort::Sorter;
use cpx_guide::staff::survey::{Column, MOST_VALUES, Value, Values, key};
use cpx_guide::staff::tally::{Count, Tally, tally};

/// What is known of columns.
pub(crate) fn columns_of(compiled: &Compiled) -> Rc<Columns> {
    Rc::new(Columns::built_in(&compiled.guide))
}

/// A list as its titles and rows, cut at semicolons.
pub(crate) struct List {
    pub(crate) titles: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl List {
    pub(crate) fn of(text: &str) -> Self {
        let mut lines = text.lines().map(|line| line.split(';').map(str::to_owned).collect::<Vec<_>>());
        Self { titles: lines.next().unwrap(), rows: lines.collect() }
    }

    pub(crate) fn file(name: &str) -> Self {
        Self::of(&fs::read_to_string(format!("tests/staff/{name}")).unwrap())
    }

    pub(crate) fn columns(&self) -> Vec<Column> {
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
pub(crate) struct Read {
    pub(crate) tally: Tally,
    pub(crate) groups: Vec<usize>,
}

pub(crate) fn sorted(
    compiled: &Compiled,
    columns: &Rc<Columns>,
    list: &List,
    mapping: &Mapping,
    house: &[Answer],
) -> Read {
    let mut sorter = Sorter::new(&compiled.guide.logic, columns, mapping);
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

/// The tally of a list with a row for each of these answers.
pub(crate) fn counted(compiled: &Compiled, columns: &Rc<Columns>, rows: &[Vec<Turn>]) -> Read {
    let list = list_of(compiled, rows);
    let mapping = propose(columns, &compiled.guide.logic, &list.columns(), None);
    sorted(compiled, columns, &list, &mapping, &[])
}

/// A list with a column for each question, and a row for each of these answers.
pub(crate) fn list_of(compiled: &Compiled, rows: &[Vec<Turn>]) -> List {
    let logic = &compiled.guide.logic;
    let row = |turns: &Vec<Turn>| {
        let choice = |id| turns.iter().find(|turn| turn.question == id).map(|turn| logic.keys(id, turn.choice).1);
        logic.questions.ids().map(|id| choice(id).unwrap_or_default().to_owned()).collect()
    };
    List { titles: logic.questions.rows().map(|it| it.key.clone()).collect(), rows: rows.iter().map(row).collect() }
}

pub(crate) fn answer(pair: &str) -> Answer {
    let (question, choice) = pair.split_once('=').unwrap();
    Answer { question: question.to_owned(), choice: choice.to_owned() }
}

pub(crate) fn answers(text: &str) -> Vec<Answer> {
    text.split_whitespace().map(answer).collect()
}

pub(crate) fn told(answers: &[Answer]) -> String {
    answers.iter().map(|it| format!("{}={}", it.question, it.choice)).collect::<Vec<_>>().join(" ")
}

pub(crate) fn known(known: Known) -> &'static str {
    match known {
        Known::Sure => "sure",
        Known::Likely => "likely",
        Known::Unknown => "unknown",
        Known::Settled => "settled",
    }
}

pub(crate) fn read_answers(logic: &Logic, answers: &[Answer]) -> Answers {
    let (read, strays) = Answers::read(logic, answers.iter().map(|it| (it.question.as_str(), it.choice.as_str())));
    assert!(strays.is_empty(), "{strays:?}");
    read
}

pub(crate) fn json(compiled: &Compiled, answers: &Answers) -> String {
    serde_json::to_string(&decide(&compiled.guide, &compiled.graph, answers, &[])).unwrap()
}

/// All that is likely is confirmed.
pub(crate) fn confirmed(mut mapping: Mapping) -> Mapping {
    for value in mapping.columns.iter_mut().flat_map(|it| &mut it.values).filter(|it| it.known == Known::Likely) {
        value.known = Known::Settled;
    }
    mapping
}

/// An establishment with a contract, whose responsable is no health professional and has a card.
pub(crate) const HOUSE: &str = "lieu=etablissement besoin=carte contrat=oui carte-famille=oui responsable=non-ps representant=lui-meme carte-mandataire=non";
