//! Screens for lists made by hand: whatever the sentences say, each block is there once.

use cpx_guide::page::{Focus, Picked};
use cpx_guide::staff::page::{
    Bar, Blocked, BlockedPart, Chart, Choice, ColumnRow, ColumnsStep, Control, DataTable, FileField, HouseQuestion,
    HouseStep, KeepBlock, ListStep, Notice, Open, OrdersStep, Page, Pager, Part, PasteField, PieceRow, RowsPart,
    Select, StepBlock, StepBody, Sure, Task, Total, Trouble, ValueColumn, ValueRow, ValueTable, ValuesStep, Work,
};
use cpx_guide::staff::session::Msg;

fn text(text: &str) -> String {
    text.to_owned()
}

fn control(label: &str) -> Control {
    Control { label: text(label), name: None, msg: Msg::Continued }
}

fn named(label: &str, name: &str) -> Control {
    Control { name: Some(text(name)), ..control(label) }
}

fn choice(key: &str, state: Picked) -> Choice {
    Choice { key: text(key), label: format!("Choice {key}"), hint: None, state, msg: Some(Msg::Accepted) }
}

fn select(id: &str) -> Select {
    let hollow = Choice { msg: None, ..choice("none", Picked::No) };
    let options = vec![hollow, choice("one", Picked::Yes), choice("two", Picked::No)];
    Select { id: text(id), label: format!("Select {id}"), options }
}

fn pager() -> Pager {
    Pager {
        label: text("Pager"),
        text: text("2 of 3"),
        back: Some(named("Back", "Back in pager")),
        on: Some(named("On", "On in pager")),
    }
}

fn file() -> FileField {
    FileField { label: text("A file"), hint: text("Of a kind") }
}

fn notice() -> Notice {
    Notice { title: text("Notice"), lines: vec![text("One"), text("Two")] }
}

fn data() -> DataTable {
    DataTable {
        caption: text("Cells"),
        heads: vec![text("Row"), text("A")],
        rows: vec![(text("1"), vec![text("<b>a</b>")]), (text("2"), vec![text("=1+1")])],
    }
}

/// A page that stands at a step.
fn page(open: Open) -> Page {
    let at = match open {
        Open::List(_) => 0,
        Open::Columns(_) => 1,
        Open::Values(_) => 2,
        Open::House(_) => 3,
        Open::Orders(_) => 4,
    };
    let mut open = Some(open);
    let steps =
        ["list", "columns", "values", "house", "orders"].into_iter().enumerate().map(|(place, key)| StepBlock {
            key,
            number: (place + 1).to_string(),
            title: format!("Step {key}"),
            focus: if place == at { Focus::Here } else { Focus::Elsewhere },
            body: match open.take_if(|_| place == at) {
                Some(open) => StepBody::Open(open),
                None if place < at => {
                    StepBody::Folded { line: text("Done"), change: Box::new(named("Change", "Change the step")) }
                }
                None => StepBody::Later,
            },
        });
    Page {
        lang: text("en"),
        title: text("Lists"),
        intro: (at == 0).then(|| text("Intro")),
        fault: None,
        work: None,
        status: String::new(),
        steps: steps.collect(),
        restart: (at > 0).then(|| control("Restart")),
        disclaimer: vec![text("Nothing leaves"), text("Not official")],
    }
}

pub(crate) fn list() -> Page {
    page(Open::List(Box::new(ListStep {
        text: vec![text("No name is needed")],
        file: file(),
        drop: text("Drop it here"),
        paste: PasteField { title: text("Paste"), label: text("Rows"), hint: text("At once"), button: text("Read") },
        notice: Some(notice()),
        mapping: file(),
        sample: control("Sample"),
        go_on: Some(control("Keep")),
    })))
}

pub(crate) fn columns() -> Page {
    let row = |key: &str, state| ColumnRow {
        key: text(key),
        title: format!("Column {key}"),
        examples: text("a · b"),
        kind: Select {
            options: vec![choice("", state), choice("kind", Picked::Yes)],
            ..select(&format!("column-{key}"))
        },
        focus: Focus::Elsewhere,
    };
    page(Open::Columns(Box::new(ColumnsStep {
        text: vec![text("Read as text")],
        notice: Some(notice()),
        sheet: Some(select("sheet")),
        titles: select("titles"),
        caption: text("Columns"),
        heads: vec![text("Column"), text("Examples"), text("Kind")],
        columns: vec![row("0", Picked::Yes), row("1", Picked::No)],
        pager: Some(pager()),
        preview: (text("First rows"), data()),
        mapping: file(),
        go_on: control("Go on"),
    })))
}

pub(crate) fn values() -> Page {
    let row = |key: &str, known, confirm: Option<Control>| ValueRow {
        key: text(key),
        value: format!("Value {key}"),
        rows: text("12"),
        says: vec![select(&format!("value-{key}-a")), select(&format!("value-{key}-b"))],
        known,
        state: format!("It is {known}"),
        confirm,
        focus: Focus::Elsewhere,
    };
    let table = |rows| ValueTable {
        caption: text("Values"),
        heads: ["Value", "Rows", "A", "B", "State"].map(text).into(),
        rows,
        pager: None,
    };
    let confirm = Some(named("Confirm", "Confirm the value"));
    let doubts = vec![row("0", "likely", confirm.clone()), row("1", "unknown", confirm), row("2", "settled", None)];
    let sure = ValueTable { pager: Some(pager()), ..table(vec![row("3", "sure", None)]) };
    let column = |key: &str, doubts, sure| ValueColumn {
        key: text(key),
        title: format!("Column {key}"),
        text: text("What it says"),
        focus: Focus::Elsewhere,
        doubts,
        sure,
    };
    let columns = vec![
        column("0", Some(table(doubts)), Some(Sure::Shown(Box::new(sure)))),
        column("1", None, Some(Sure::Folded(Box::new(named("2 sure", "2 sure of column 1"))))),
    ];
    page(Open::Values(Box::new(ValuesStep {
        text: vec![text("3 values")],
        accept: Some(control("Accept all")),
        columns,
        go_on: control("Go on"),
    })))
}

pub(crate) fn house() -> Page {
    let question = |key: &str, many: usize, take_back| HouseQuestion {
        key: text(key),
        heading: format!("Question {key}?"),
        hint: text("A hint"),
        waits: text("12 rows"),
        choices: (0..many)
            .map(|place| Choice {
                hint: (place == 0).then(|| text("A hint")),
                ..choice(&place.to_string(), if place == 1 { Picked::Yes } else { Picked::No })
            })
            .collect(),
        take_back,
        focus: Focus::Elsewhere,
    };
    page(Open::House(Box::new(HouseStep {
        text: vec![text("Once for all rows")],
        questions: vec![
            question("few", 2, Some(named("Take back", "Take the answer back"))),
            question("many", 9, None),
        ],
        status: text("12 of 13"),
        go_on: control("Go on"),
    })))
}

pub(crate) fn orders() -> Page {
    let piece = |marks: &[&str]| PieceRow {
        copies: text("12 ×"),
        title: text("A form"),
        marks: marks.iter().map(|it| text(it)).collect(),
    };
    let task = |proviso: Option<&str>, pieces| Task {
        proviso: proviso.map(text),
        title: text("A task"),
        facts: vec![text("To whom"), text("12 rows")],
        pieces,
    };
    let part = |key, tasks| Part { key, title: format!("Part {key}"), text: text("About it"), tasks };
    let reason = Blocked {
        key: text("0"),
        title: text("A reason"),
        rows: text("1 row"),
        text: text("What to do"),
        controls: vec![named("Mend", "Mend the reason"), named("Show", "Show the row")],
    };
    page(Open::Orders(Box::new(OrdersStep {
        totals: vec![
            Total { number: text("13"), label: text("Rows") },
            Total { number: text("12"), label: text("Cards") },
        ],
        too_many: vec![text("3 rows say so")],
        chart: Some(Chart {
            title: text("Chart"),
            legend: vec![text("One"), text("Other")],
            bars: vec![
                Bar { label: text("CPS"), number: text("8"), pieces: vec![(0, 0, 600), (1, 600, 400)] },
                Bar { label: text("CPE"), number: text("4"), pieces: vec![(1, 0, 500)] },
            ],
            table: data(),
        }),
        keep: KeepBlock {
            title: text("Keep"),
            text: text("As files"),
            controls: vec![control("CSV"), control("Workbook")],
            print: text("Print"),
        },
        parts: vec![
            part("sent", vec![task(Some("If it is so"), vec![piece(&["signed", "sealed"]), piece(&[])])]),
            part("rest", vec![task(None, Vec::new())]),
        ],
        blocked: Some(BlockedPart { title: text("Blocked"), text: text("Each once"), reasons: vec![reason] }),
        rows: RowsPart {
            title: text("Rows"),
            group: select("group"),
            table: Some(data()),
            text: None,
            pager: Some(pager()),
            focus: Focus::Elsewhere,
        },
    })))
}

/// What went wrong takes the focus, and the work goes on all the same.
pub(crate) fn fault() -> Page {
    let mut page = list();
    page.steps.iter_mut().for_each(|it| it.focus = Focus::Elsewhere);
    let work = Work { title: text("Reading"), percent: Some(30), text: text("30 %"), cancel: control("Stop") };
    Page {
        fault: Some(Trouble { title: text("Fault"), text: text("What to do"), focus: Focus::Here }),
        work: Some(work),
        status: text("Saved"),
        ..page
    }
}

/// Where the orders of a page lead.
pub(crate) fn ways(page: &Page) -> Vec<Msg> {
    let orders = page.steps.iter().find_map(|step| match &step.body {
        StepBody::Open(Open::Orders(orders)) => Some(orders),
        _ => None,
    });
    let blocked = orders.iter().flat_map(|it| &it.blocked).flat_map(|it| &it.reasons).flat_map(|it| &it.controls);
    let folded = page.steps.iter().filter_map(|step| match &step.body {
        StepBody::Folded { change, .. } => Some(&**change),
        _ => None,
    });
    blocked.chain(folded).map(|it| it.msg.clone()).collect()
}
