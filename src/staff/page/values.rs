//! The step in which values are settled: each once, however many rows it stands in, the doubtful ones first.

use super::columns::title;
use super::say::Say;
use super::{Choice, Control, Select, Sure, ValueColumn, ValueRow, ValueTable, ValuesStep};
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
        accept: (likely > 0).then(|| Control {
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
    let of = Of { say, session, list, mapped, questions: questions(say, mapped) };
    let was_doubtful = |place: &usize| list.doubts.contains(&(mapped.column, *place));
    let (doubts, sure): (Vec<_>, Vec<_>) = (0..mapped.values.len()).partition(was_doubtful);
    let open = mapped.values.iter().filter(|it| matches!(it.known, Known::Likely | Known::Unknown)).count();
    let text = say.fill("values-column", &[("kind", &say.short(&mapped.kind))]);
    let left = say.count("values-left-one", "values-left-many", many(open));
    let caption = |key: &str| say.fill(key, &[("title", &name)]);
    let doubts = of.table(&doubts, Shelf::Doubts(mapped.column), caption("values-doubts-caption"));
    let shelf = Shelf::Sure(mapped.column);
    let show = say.count("values-sure-one", "values-sure-many", many(sure.len()));
    let aloud = say.fill("values-sure-name", &[("label", &show), ("title", &name)]);
    let show = Control { label: show, name: Some(aloud), msg: Msg::Turned(shelf, 0) };
    let shown = list.has_turned(shelf).then(|| of.table(&sure, shelf, caption("values-sure-caption"))).flatten();
    ValueColumn {
        key: mapped.column.to_string(),
        text: if open == 0 { text } else { say.list(&[text, left]) },
        focus: if session.spot == Spot::Column(mapped.column) { Focus::Here } else { Focus::Elsewhere },
        doubts,
        sure: (!sure.is_empty())
            .then(|| shown.map_or_else(|| Sure::Folded(Box::new(show)), |table| Sure::Shown(Box::new(table)))),
        title: name,
    }
}

/// The questions that the values of a column can answer.
fn questions(say: &Say, mapped: &Mapped) -> Vec<String> {
    let logic = &say.compiled.guide.logic;
    let kind = say.columns.kind(&mapped.kind);
    kind.map(|kind| kind.questions.iter().map(|id| logic.questions[*id].key.clone()).collect()).unwrap_or_default()
}

/// A column of which values are shown.
struct Of<'a> {
    say: &'a Say<'a>,
    session: &'a Session,
    list: &'a List,
    mapped: &'a Mapped,
    questions: Vec<String>,
}

impl Of<'_> {
    /// Some of its values, by their places; nothing, where there are none.
    fn table(&self, places: &[usize], lines: Shelf, caption: String) -> Option<ValueTable> {
        let say = self.say;
        let from = self.list.before(lines);
        let heads = ["values-head-value", "values-head-rows"].map(|it| say.get(it)).into_iter();
        let heads = heads.chain(self.questions.iter().map(|it| say.short(it))).chain([say.get("values-head-state")]);
        let shown = places.iter().skip(from).take(LINES);
        let rows = shown.filter_map(|place| Some(self.row(*place, self.mapped.values.get(*place)?)));
        let turn = |from| Msg::Turned(lines, usize::try_from(from).unwrap_or_default());
        (!places.is_empty()).then(|| ValueTable {
            heads: heads.collect(),
            rows: rows.collect(),
            pager: say.pager(&caption, many(from), many(LINES), many(places.len()), turn),
            caption,
        })
    }

    fn row(&self, place: usize, value: &Meant) -> ValueRow {
        let (say, column) = (self.say, self.mapped.column);
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
            let name = Some(say.fill(name, &[("value", &shown)]));
            Control { name, ..say.control(label, Msg::Confirmed { column, value: place }) }
        });
        ValueRow {
            key: place.to_string(),
            rows: say.number(value.rows),
            says: self.questions.iter().map(|it| self.select(place, value, &shown, it)).collect(),
            value: shown,
            known,
            state,
            confirm,
            focus: if self.session.spot == Spot::Value(column, place) { Focus::Here } else { Focus::Elsewhere },
        }
    }

    fn select(&self, place: usize, value: &Meant, shown: &str, question: &str) -> Select {
        let (say, column) = (self.say, self.mapped.column);
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
}

fn many(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
