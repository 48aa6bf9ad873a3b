//! What came of the list: in numbers, then what is to be sent, in order, then what each person does, then the rest.

use super::say::Say;
use super::{KeepBlock, OrdersStep, Part, PieceRow, Task};
use super::{blocked, rows, totals};
use crate::engine::Turn;
use crate::pack::words::said;
use crate::pack::{Id, Organism, Proviso};
use crate::page::{marks, piece_title};
use crate::staff::clerk::Written;
use crate::staff::orders::{By, Dispatch, Orders, Part as Put, Task as Ordered, Times};
use crate::staff::session::{Counted, List, Msg, Session};

pub(super) fn step(say: &Say, session: &Session, list: &List) -> OrdersStep {
    let counted = list.counted.as_ref();
    OrdersStep {
        totals: counted.map(|it| totals::totals(say, it)).unwrap_or_default(),
        too_many: counted.map(|it| too_many(say, &it.orders)).unwrap_or_default(),
        chart: counted.and_then(|it| totals::chart(say, it)),
        keep: keep(say),
        parts: counted.map(|it| parts(say, it)).unwrap_or_default(),
        blocked: counted.and_then(|it| blocked::part(say, list, it)),
        rows: rows::part(say, session, list),
    }
}

/// What more rows say than can be.
fn too_many(say: &Say, orders: &Orders) -> Vec<String> {
    let line = |(turn, rows): &(Turn, u64)| {
        say.fill("orders-too-many", &[("answer", &say.turn(*turn)), ("rows", &say.rows(*rows))])
    };
    orders.too_many.iter().map(line).collect()
}

fn keep(say: &Say) -> KeepBlock {
    KeepBlock {
        title: say.get("keep-title"),
        text: say.get("keep-text"),
        controls: vec![
            say.control("keep-text-file", Msg::WriteAsked(Written::Text)),
            say.control("keep-workbook", Msg::WriteAsked(Written::Workbook)),
            say.control("keep-mapping", Msg::MappingAsked),
        ],
        print: say.get("keep-print"),
    }
}

/// What is sent, what each person does, and the rest, each in the order of doing; without those in which nothing is.
fn parts(say: &Say, counted: &Counted) -> Vec<Part> {
    let (orders, rows) = (&counted.orders, |it: &Ordered| concerned(counted, it));
    let of = |by: By| orders.tasks.iter().filter(move |it| it.by == by);
    let sent = of(By::House).flat_map(|it| it.dispatches.iter().map(move |dispatch| (it, dispatch)));
    let sent = sent.map(|(it, dispatch)| dispatched(say, it, dispatch, rows(it)));
    let personal = personal(say, counted, &of(By::Person).collect::<Vec<_>>());
    let rest = of(By::House).filter(|it| it.dispatches.is_empty()).map(|it| done(say, it, rows(it)));
    let part = |key, title: &str, text: &str, tasks: Vec<Task>| Part {
        key,
        title: say.get(title),
        text: say.get(text),
        tasks,
    };
    let parts = [
        part("sent", "sent-title", "sent-text", sent.collect()),
        part("personal", "personal-title", "personal-text", personal),
        part("rest", "rest-title", "rest-text", rest.collect()),
    ];
    parts.into_iter().filter(|it| !it.tasks.is_empty()).collect()
}

/// The rows that something concerns.
#[derive(Clone, Copy)]
struct Concerned {
    /// How many.
    rows: u64,
    /// Which one is the first.
    first: u64,
}

fn concerned(counted: &Counted, task: &Ordered) -> Concerned {
    let groups = task.groups.iter().filter_map(|place| counted.tally.groups.get(*place));
    let first = groups.clone().map(|it| it.first).min().unwrap_or_default();
    Concerned { rows: groups.map(|it| it.rows).sum(), first }
}

/// What is sent together.
fn dispatched(say: &Say, task: &Ordered, dispatch: &Dispatch, rows: Concerned) -> Task {
    let guide = &say.compiled.guide;
    let words = &guide.words.steps[task.step];
    let way = dispatch.way.and_then(|way| words.options.get(way));
    let title = match way {
        Some(way) => said(guide.words.texts.step_way(), &[("step", &words.title), ("way", &way.title)]),
        None => words.title.clone(),
    };
    let to = dispatch.organism.map(|id| said(guide.words.texts.dispatch_to(), &[("name", name(say, id))]));
    let mut facts: Vec<_> = to.into_iter().chain([for_rows(say, rows)]).collect();
    // Where a way of doing it sends this, the others are as good.
    let others = words.options.iter().enumerate().filter(|(place, _)| Some(*place) != dispatch.way);
    let others: Vec<_> = others.map(|(_, it)| it.title.clone()).collect();
    if way.is_some() && !others.is_empty() {
        facts.push(say.fill("task-instead", &[("ways", &say.list(&others))]));
    }
    Task {
        proviso: hangs(say, &task.hangs),
        title,
        facts,
        pieces: dispatch.parts.iter().map(|it| piece(say, task, it)).collect(),
    }
}

/// What each person does: a step once, with those to whom they turn for it.
fn personal(say: &Say, counted: &Counted, tasks: &[&Ordered]) -> Vec<Task> {
    let same = |one: &&Ordered, other: &&Ordered| (one.step, &one.hangs) == (other.step, &other.hangs);
    let of_a_step = |tasks: &[&Ordered]| {
        let first = *tasks.first()?;
        let of_each = tasks.iter().map(|it| concerned(counted, it));
        let of_all = of_each
            .clone()
            .reduce(|one, other| Concerned { rows: one.rows + other.rows, first: one.first.min(other.first) })?;
        let mut task = done(say, first, of_all);
        if tasks.len() > 1 {
            task.facts = vec![for_rows(say, of_all)];
            task.pieces = tasks.iter().zip(of_each).map(|(it, rows)| turned_to(say, it, rows.rows)).collect();
        }
        Some(task)
    };
    tasks.chunk_by(same).filter_map(of_a_step).collect()
}

/// How many of those who do something turn to whom.
fn turned_to(say: &Say, task: &Ordered, rows: u64) -> PieceRow {
    let to = task.organism.map_or_else(|| say.get("task-nobody"), |id| name(say, id).to_owned());
    PieceRow { copies: say.fill("copies", &[("count", &say.number(rows))]), title: to, marks: Vec::new() }
}

/// What is done without paper, or by each person.
fn done(say: &Say, task: &Ordered, rows: Concerned) -> Task {
    let guide = &say.compiled.guide;
    let (step, words) = (&guide.logic.steps[task.step], &guide.words.steps[task.step]);
    // What a person does stands under a heading that says so.
    let actor = (task.by == By::House)
        .then(|| said(guide.words.texts.step_actor(), &[("name", &guide.words.actors[step.actor])]));
    let to = task.organism.map(|id| said(guide.words.texts.step_organism(), &[("name", name(say, id))]));
    let often = match task.times {
        Times::Once => say.get("task-once"),
        Times::Each(_) => for_rows(say, rows),
    };
    let ways: Vec<_> = words.options.iter().map(|it| it.title.clone()).collect();
    let ways = (!ways.is_empty()).then(|| say.fill("task-ways", &[("ways", &say.list(&ways))]));
    Task {
        proviso: hangs(say, &task.hangs),
        title: words.title.clone(),
        facts: actor.into_iter().chain([often]).chain(to).chain(ways).collect(),
        pieces: task.dispatches.iter().flat_map(|it| &it.parts).map(|it| piece(say, task, it)).collect(),
    }
}

/// For how many rows, and where they begin.
fn for_rows(say: &Say, Concerned { rows, first }: Concerned) -> String {
    let key = if rows == 1 { "task-row" } else { "task-rows" };
    say.fill(key, &[("rows", &say.rows(rows)), ("first", &say.number(first))])
}

fn piece(say: &Say, task: &Ordered, part: &Put) -> PieceRow {
    let guide = &say.compiled.guide;
    let when = (part.hangs != task.hangs).then(|| hangs(say, &part.hangs)).flatten();
    let copies = match part.times {
        Times::Once => say.fill("copies", &[("count", &say.number(1))]),
        Times::Each(rows) => say.fill("copies", &[("count", &say.number(rows))]),
    };
    let text = guide.words.pieces[part.piece].text.clone();
    PieceRow {
        copies,
        title: piece_title(guide, part.piece).to_owned(),
        marks: when.into_iter().chain(text).chain(marks(guide, part.piece)).collect(),
    }
}

/// What something hangs on: any of these makes it necessary.
fn hangs(say: &Say, provisos: &[Id<Proviso>]) -> Option<String> {
    let said: Vec<_> = provisos.iter().map(|id| say.compiled.guide.words.provisos[*id].clone()).collect();
    (!said.is_empty()).then(|| say.list(&said))
}

fn name<'a>(say: &'a Say, organism: Id<Organism>) -> &'a str {
    &say.compiled.guide.words.organisms[organism].name
}

/// The organisms of a plan, in order of contact, as one name.
pub(super) fn names(say: &Say, organisms: &[Id<Organism>]) -> String {
    let names: Vec<_> = organisms.iter().map(|id| name(say, *id).to_owned()).collect();
    say.names(&names)
}

/// The groups that lead to a decision without a card, and those that lead to none.
pub(super) fn held_up(orders: &Orders) -> impl Iterator<Item = usize> {
    orders.blocked.iter().chain(&orders.cardless).copied()
}
