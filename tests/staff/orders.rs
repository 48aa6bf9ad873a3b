//! What must be sent for a whole list, held against the plan of each row.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use cpx_guide::pack::{Id, Piece, PlanStep, Proviso, Step};
use cpx_guide::session::Compiled;
use cpx_guide::staff::mapping::propose;
use cpx_guide::staff::orders::{By, Orders, Times, orders};
use cpx_guide::staff::tally::Tally;

use crate::list::{HOUSE, List, answers, columns_of, confirmed, counted, sorted};
use crate::support;

/// What an order of the whole list says of a step, and what a plan says of it.
fn ids(hangs: &[Id<Proviso>], compiled: &Compiled) -> String {
    hangs.iter().map(|id| compiled.guide.logic.provisos[*id].key.as_str()).collect::<Vec<_>>().join("+")
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
    let columns = columns_of(&compiled);
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

/// A piece that a step sends, by one of its ways, with what it hangs on.
type Sent = (Id<Step>, Option<usize>, Id<Piece>, String);

/// One row for each path together: nothing is lost, nothing is doubled, and each plan is done in its order.
#[test]
fn the_orders_of_all_rows_hold_each_plan() {
    let compiled = support::guide();
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
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
    let mut pieces: BTreeMap<Sent, u64> = BTreeMap::new();
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
    let (logic, columns) = (&compiled.guide.logic, columns_of(&compiled));
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
