//! The step in which the columns are named: what each of them says, beside some of what stands in it.

use super::list;
use super::say::Say;
use super::{Choice, ColumnRow, ColumnsStep, DataTable, Select};
use crate::page::{Focus, Picked};
use crate::staff::clerk::Titles;
use crate::staff::session::{LINES, List, Msg, Session, Shelf, Spot};
use crate::staff::survey::{Column, Form, Values};

/// How many different values of a column are shown beside its title.
const EXAMPLES: usize = 4;
/// How many signs of a cell are shown where it only serves to recognise something.
const GLANCE: usize = 40;
/// How many columns of the first rows are shown: more cannot be overlooked.
const WIDEST: usize = 40;

pub(super) fn step(say: &Say, session: &Session, list: &List) -> ColumnsStep {
    let from = list.before(Shelf::Columns);
    let all = u64::try_from(list.survey.columns.len()).unwrap_or(u64::MAX);
    let columns = list.survey.columns.iter().enumerate().skip(from).take(LINES);
    let turn = |from| Msg::Turned(Shelf::Columns, usize::try_from(from).unwrap_or_default());
    ColumnsStep {
        text: vec![list::read(say, list), say.get("columns-text")],
        notice: list::strays(say, session),
        sheet: sheet(say, list),
        titles: titles(say, list),
        caption: say.get("columns-caption"),
        heads: ["columns-head-title", "columns-head-examples", "columns-head-kind"].map(|it| say.get(it)).into(),
        columns: columns.map(|(place, column)| row(say, session, list, place, column)).collect(),
        pager: say.pager(&say.get("columns-caption"), number(from), number(LINES), all, turn),
        preview: (say.get("preview-title"), preview(say, list)),
        mapping: list::mapping(say),
        go_on: say.control("go-on", Msg::Continued),
    }
}

pub(super) fn line(say: &Say, list: &List) -> String {
    let named = list.mapping.columns.iter().map(|it| {
        let title = title(say, &it.title, it.column);
        say.fill("columns-line-one", &[("title", &title), ("kind", &say.short(&it.kind))])
    });
    let named: Vec<_> = named.collect();
    if named.is_empty() { say.get("columns-line-none") } else { say.list(&named) }
}

/// What a column is called: by its title, or else by the letter that spreadsheets give it.
pub(super) fn title(say: &Say, title: &str, place: usize) -> String {
    if title.trim().is_empty() { say.fill("column-untitled", &[("letter", &letter(place))]) } else { title.to_owned() }
}

/// The letter of a column in a spreadsheet: A, B, … Z, AA, AB, …
fn letter(place: usize) -> String {
    let (mut rest, mut letters) = (place + 1, Vec::new());
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn row(say: &Say, session: &Session, list: &List, place: usize, column: &Column) -> ColumnRow {
    let title = title(say, &column.title, place);
    let mapped = list.mapping.columns.iter().find(|it| it.column == place);
    let examples = match &column.values {
        Values::Few(values) => {
            let some = values.iter().filter(|it| !it.text.is_empty());
            let some: Vec<_> = some.take(EXAMPLES).map(|it| glance(&it.text)).collect();
            if some.is_empty() { say.get("column-empty") } else { some.join(" · ") }
        }
        Values::Many => {
            let cells = list.survey.head.iter().skip(list.survey.header.map_or(0, |it| it + 1));
            let some = cells.filter_map(|row| row.get(place)).filter(|cell| !cell.is_empty());
            let some: Vec<_> = some.take(EXAMPLES).map(|cell| glance(cell)).collect();
            say.fill("column-many", &[("examples", &some.join(" · "))])
        }
    };
    let kind = |key: &str, label: String, kind: Option<String>| Choice {
        key: key.to_owned(),
        label,
        hint: None,
        state: if mapped.map(|it| &it.kind) == kind.as_ref() { Picked::Yes } else { Picked::No },
        msg: Some(Msg::Remapped { column: place, kind }),
    };
    let nothing = kind("", say.get("column-nothing"), None);
    let kinds = say.columns.kinds.iter().map(|it| kind(&it.key, say.short(&it.key), Some(it.key.clone())));
    ColumnRow {
        key: place.to_string(),
        examples,
        kind: Select {
            id: format!("cpx-staff-column-{place}"),
            label: say.fill("column-kind", &[("title", &title)]),
            options: std::iter::once(nothing).chain(kinds).collect(),
        },
        title,
        focus: if session.spot == Spot::Column(place) { Focus::Here } else { Focus::Elsewhere },
    }
}

fn sheet(say: &Say, list: &List) -> Option<Select> {
    let Form::Workbook { sheets, sheet } = &list.survey.form else { return None };
    let option = |(place, name): (usize, &String)| Choice {
        key: place.to_string(),
        label: name.clone(),
        hint: None,
        state: if place == *sheet { Picked::Yes } else { Picked::No },
        msg: Some(Msg::SheetChosen(place)),
    };
    let options: Vec<_> = sheets.iter().enumerate().map(option).collect();
    (options.len() > 1).then(|| Select { id: "cpx-staff-sheet".to_owned(), label: say.get("sheet-label"), options })
}

fn titles(say: &Say, list: &List) -> Select {
    let header = list.survey.header;
    let option = |key: String, label: String, row: Option<usize>| Choice {
        key,
        label,
        hint: None,
        state: if row == header { Picked::Yes } else { Picked::No },
        msg: Some(Msg::TitlesMoved(row.map_or(Titles::None, Titles::Row))),
    };
    let rows = list.survey.head.iter().enumerate().map(|(place, cells)| {
        let some: Vec<_> = cells.iter().filter(|it| !it.is_empty()).take(EXAMPLES).map(|it| glance(it)).collect();
        let values = [("number", &*(place + 1).to_string()), ("cells", &some.join(" · "))];
        option(place.to_string(), say.fill("titles-row", &values), Some(place))
    });
    let none = option("none".to_owned(), say.get("titles-none"), None);
    Select {
        id: "cpx-staff-titles".to_owned(),
        label: say.get("titles-label"),
        options: rows.chain(std::iter::once(none)).collect(),
    }
}

fn preview(say: &Say, list: &List) -> DataTable {
    let heads = list.survey.columns.iter().enumerate().take(WIDEST).map(|(place, it)| title(say, &it.title, place));
    let rows = list.survey.head.iter().enumerate().filter(|(place, _)| Some(*place) != list.survey.header);
    let cells = |row: &Vec<String>| row.iter().take(WIDEST).map(|it| glance(it)).collect();
    DataTable {
        caption: say.get("preview-caption"),
        heads: std::iter::once(say.get("row-head")).chain(heads).collect(),
        rows: rows.map(|(place, row)| ((place + 1).to_string(), cells(row))).collect(),
    }
}

/// The beginning of a cell.
pub(super) fn glance(cell: &str) -> String {
    let mut signs = cell.chars();
    let begun: String = signs.by_ref().take(GLANCE).collect();
    if signs.next().is_some() { begun + "…" } else { begun }
}

fn number(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
