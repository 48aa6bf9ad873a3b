//! What there is in all: numbers, and the cards by those to whom one turns for them, as bars and as a table.

use super::orders::names;
use super::say::Say;
use super::{Bar, Chart, DataTable, Total};
use crate::pack::{Card, Id};
use crate::staff::session::Counted;
use crate::staff::tally::End;

/// How long the longest bar is.
const FULL: u64 = 1000;

/// How many cards are ordered.
pub(super) fn cards(counted: &Counted) -> u64 {
    counted.orders.cards.iter().map(|it| it.rows).sum()
}

pub(super) fn totals(say: &Say, counted: &Counted) -> Vec<Total> {
    let group = |place: &usize| counted.tally.groups.get(*place);
    let empty = |end: &End| *end == End::Empty;
    let held = counted.orders.blocked.iter().filter_map(group);
    let (blank, waiting): (Vec<_>, Vec<_>) = held.partition(|it| empty(&it.end));
    let blank = blank.iter().map(|it| it.rows).sum();
    let waiting = waiting.iter().map(|it| it.rows).sum();
    let cardless = counted.orders.cardless.iter().filter_map(group).map(|it| it.rows).sum();
    let total = |key: &str, number: u64| Total { number: say.number(number), label: say.get(key) };
    let all = [total("total-rows", counted.tally.rows), total("total-cards", cards(counted))];
    let rest = [("total-cardless", cardless), ("total-waiting", waiting), ("total-empty", blank)];
    let rest = rest.into_iter().filter(|(_, number)| *number > 0).map(|(key, number)| total(key, number));
    all.into_iter().chain(rest).collect()
}

/// The cards by organism; nothing where no card is ordered.
pub(super) fn chart(say: &Say, counted: &Counted) -> Option<Chart> {
    let totals = &counted.orders.cards;
    let mut kinds: Vec<Id<Card>> = Vec::new();
    let mut turned: Vec<String> = Vec::new();
    for it in totals {
        let to = names(say, &it.organisms);
        if !kinds.contains(&it.card) {
            kinds.push(it.card);
        }
        if !turned.contains(&to) {
            turned.push(to);
        }
    }
    let rows = |card: Id<Card>, to: &str| {
        let of = totals.iter().filter(|it| it.card == card && names(say, &it.organisms) == to);
        of.map(|it| it.rows).sum::<u64>()
    };
    let all = |card: Id<Card>| totals.iter().filter(|it| it.card == card).map(|it| it.rows).sum::<u64>();
    let longest = kinds.iter().map(|card| all(*card)).max().filter(|it| *it > 0)?;
    let bars = kinds.iter().map(|card| {
        let mut before = 0;
        let mut pieces = Vec::new();
        for (place, to) in turned.iter().enumerate() {
            let rows = rows(*card, to);
            let (from, until) = (scaled(before, longest), scaled(before + rows, longest));
            before += rows;
            if rows > 0 {
                pieces.push((place, from, until - from));
            }
        }
        Bar { label: called(say, *card).to_owned(), number: say.number(all(*card)), pieces }
    });
    let heads = [say.get("chart-organism")].into_iter();
    let heads = heads.chain(kinds.iter().map(|card| called(say, *card).to_owned())).chain([say.get("chart-total")]);
    let lines = turned.iter().map(|to| {
        let cells = kinds.iter().map(|card| rows(*card, to));
        let total = cells.clone().sum();
        (to.clone(), cells.chain([total]).map(|it| say.number(it)).collect())
    });
    let last = kinds.iter().map(|card| all(*card)).chain([cards(counted)]);
    let last = (say.get("chart-total"), last.map(|it| say.number(it)).collect());
    Some(Chart {
        title: say.get("chart-title"),
        legend: turned.clone(),
        bars: bars.collect(),
        table: DataTable {
            caption: say.get("chart-caption"),
            heads: heads.collect(),
            rows: lines.chain([last]).collect(),
        },
    })
}

/// How far so many rows reach, where `longest` reach as far as can be.
fn scaled(rows: u64, longest: u64) -> u64 {
    rows.saturating_mul(FULL).checked_div(longest).unwrap_or_default()
}

fn called<'a>(say: &'a Say, card: Id<Card>) -> &'a str {
    &say.compiled.guide.words.cards[card].name
}
