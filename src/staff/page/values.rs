//! The step in which values are settled: each once, however many rows it stands in, the doubtful ones first.

use super::columns::title;
use super::say::Say;
use super::{Choice, Select, ValueColumn, ValueRow, ValueTable, ValuesStep};
use crate::page::{Focus, Picked};
use crate::staff::mapping::{Known, Mapped, Meant};
use crate::staff::session::{LINES, List, Msg, Session, Shelf, Spot};

pub(super) fn step(say: &Say, session: &Session, list: &List) -> ValuesStep {
    let likely = values(list).filter(|it| it.known == Known::Likely).count();
    let open = values(list).filter(|it| matches!(it.known, Known::Likely | Known::Unknown)).count();
    let text =
        if open > 0 { say.count("values-open-one", "values-open-many", many(open)) } else { say.get("values-settled") };
    ValuesStep {
        text: vec![text, say.get("values-text")],
        accept: (likely > 0).then(|| super::Control {
            label: say.count("values-accept-one", "values-accept-many", many(likely)),
            name: None,
            msg: Msg::Accepted,
        }),
        columns: list.mapping.columns.iter().map(|it| column(say, session, list, it)).collect(),
        go_on: say.control("go-on", Msg::Continued),
    }
}

pub(super) fn line(say: &Say, list: &List) -> String {
    let open = values(list).filter(|it| matches!(it.known, Known::Likely | Known::Unknown)).count();
    let known = values(list).count() - open;
    let known = say.count("values-known-one", "values-known-many", many(known));
    if open == 0 { known } else { say.list(&[known, say.count("values-left-one", "values-left-many", many(open))]) }
}

fn values(list: &List) -> impl Iterator<Item = &Meant> {
    list.mapping.columns.iter().flat_map(|it| &it.values)
}

fn column(say: &Say, session: &Session, list: &List, mapped: &Mapped) -> ValueColumn {
    let name = title(say, &mapped.title, mapped.column);
    let was_doubtful = |place: usize| list.doubts.contains(&(mapped.column, place));
    let places = 0..mapped.values.len();
    let (doubts, sure): (Vec<_>, Vec<_>) = places.partition(|place| was_doubtful(*place));
    let open = mapped.values.iter().filter(|it| matches!(it.known, Known::Likely | Known::Unknown)).count();
    let kind = say.short(&mapped.kind);
    let text = say.fill("values-column", &[("kind", &kind)]);
    let left = say.count("values-left-one", "values-left-many", many(open));
    let table = |places: &[usize], shelf: Shelf, caption: &str| {
        (!places.is_empty()).then(|| table(say, list, mapped, places, shelf, &say.fill(caption, &[("title", &name)])))
    };
    let sure_title = say.count("values-sure-one", "values-sure-many", many(sure.len()));
    ValueColumn {
        key: mapped.column.to_string(),
        text: if open == 0 { text } else { say.list(&[text, left]) },
        focus: if session.spot == Spot::Column(mapped.column) { Focus::Here } else { Focus::Elsewhere },
        doubts: table(&doubts, Shelf::Doubts(mapped.column), "values-doubts-caption"),
        sure: table(&sure, Shelf::Sure(mapped.column), "values-sure-caption").map(|table| (sure_title, table)),
        title: name,
    }
}

fn table(say: &Say, list: &List, mapped: &Mapped, places: &[usize], shelf: Shelf, caption: &str) -> ValueTable {
    let from = list.before(shelf);
    let questions = questions(say, mapped);
    let heads = ["values-head-value", "values-head-rows"].map(|it| say.get(it)).into_iter();
    let heads = heads.chain(questions.iter().map(|it| say.short(it))).chain([say.get("values-head-state")]);
    let shown = places.iter().skip(from).take(LINES);
    let rows = shown.filter_map(|place| Some(row(say, mapped, *place, mapped.values.get(*place)?, &questions)));
    let turn = |from| Msg::Turned(shelf, usize::try_from(from).unwrap_or_default());
    ValueTable {
        caption: caption.to_owned(),
        heads: heads.collect(),
        rows: rows.collect(),
        pager: say.pager(caption, many(from), many(LINES), many(places.len()), turn),
    }
}

/// The questions that the values of a column can answer.
fn questions(say: &Say, mapped: &Mapped) -> Vec<String> {
    let logic = &say.compiled.guide.logic;
    let kind = say.columns.kind(&mapped.kind);
    kind.map(|kind| kind.questions.iter().map(|id| logic.questions[*id].key.clone()).collect()).unwrap_or_default()
}

fn row(say: &Say, mapped: &Mapped, place: usize, value: &Meant, questions: &[String]) -> ValueRow {
    let shown = if value.value.is_empty() { say.get("value-empty") } else { value.value.clone() };
    let (known, state) = match value.known {
        Known::Sure => ("sure", say.get("value-sure")),
        Known::Likely => ("likely", say.get("value-likely")),
        Known::Unknown => ("unknown", say.get("value-unknown")),
        Known::Settled => ("settled", say.get("value-settled")),
    };
    let confirm = matches!(value.known, Known::Likely | Known::Unknown).then(|| {
        let (label, name) = if value.says.is_empty() {
            ("value-ignore", "value-ignore-name")
        } else {
            ("value-confirm", "value-confirm-name")
        };
        super::Control {
            name: Some(say.fill(name, &[("value", &shown)])),
            ..say.control(label, Msg::Confirmed { column: mapped.column, value: place })
        }
    });
    ValueRow {
        key: place.to_string(),
        rows: say.number(value.rows),
        says: questions.iter().map(|it| select(say, mapped.column, place, value, &shown, it)).collect(),
        value: shown,
        known,
        state,
        confirm,
    }
}

fn select(say: &Say, column: usize, place: usize, value: &Meant, shown: &str, question: &str) -> Select {
    let said = value.says.iter().find(|it| it.question == question).map(|it| it.choice.as_str());
    let option = |key: &str, label: String, choice: Option<String>| Choice {
        key: key.to_owned(),
        label,
        hint: None,
        state: if said == choice.as_deref() { Picked::Yes } else { Picked::No },
        msg: Some(Msg::Settled { column, value: place, question: question.to_owned(), choice }),
    };
    let nothing = option("", say.get("value-nothing"), None);
    let choices = say.question(question).into_iter().flat_map(|id| say.choices(id));
    let choices = choices.map(|(key, words)| option(key, words.text.clone(), Some(key.to_owned())));
    Select {
        id: format!("cpx-staff-value-{column}-{place}-{question}"),
        label: say.fill("value-says", &[("value", shown), ("question", &say.short(question))]),
        options: std::iter::once(nothing).chain(choices).collect(),
    }
}

fn many(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
