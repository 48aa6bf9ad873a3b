//! Where things stand: questions in layers, in asking order, from left to right, a result in the layer after the last
//! question before it. Within a layer, order and height are chosen so that lines cross little and bend little. Lines that
//! pass a layer keep a place of their own in it, so that none runs through a box. Lengths are pixels.

use super::sketch::{Sketch, Spot};
use crate::pack::Id;
use crate::pack::Question;
use std::collections::BTreeMap;

/// A box to be placed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Box {
    /// Its height.
    pub(super) height: f64,
    /// Where its lines begin, from its top: one a way out.
    pub(super) ports: Vec<f64>,
    /// Where its lines arrive, from its top.
    pub(super) entry: f64,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// For each spot, its layer and its top.
    pub(super) places: Vec<(usize, f64)>,
    /// For each spot and each of its ways, the heights at which the line passes the layers between.
    pub(super) bends: Vec<Vec<Vec<f64>>>,
    /// How many layers there are.
    pub(super) layers: usize,
    /// How high the whole is.
    pub(super) height: f64,
}

/// Between two boxes of a layer.
const GAP: f64 = 22.0;
/// The room of a line that passes.
const LANE: f64 = 10.0;
/// How often the order of the layers is made better; it settles long before.
const SWEEPS: usize = 24;

/// Something in a layer: a spot, or a line that passes.
struct Item {
    layer: usize,
    height: f64,
    top: f64,
    /// What it is joined to on the left: item, height of the line there, height of the line here; from the tops.
    before: Vec<(usize, f64, f64)>,
    after: Vec<(usize, f64, f64)>,
}

/// Places the boxes of a sketch.
pub(super) fn layout(sketch: &Sketch, boxes: &[Box]) -> Layout {
    let layer = layers(sketch);
    let count = layer.iter().max().map_or(0, |last| last + 1);
    let mut items: Vec<Item> = Vec::new();
    for (spot, size) in boxes.iter().enumerate() {
        items.push(Item {
            layer: layer.get(spot).copied().unwrap_or_default(),
            height: size.height,
            top: 0.0,
            before: Vec::new(),
            after: Vec::new(),
        });
    }
    let mut lanes: Vec<Vec<Vec<usize>>> = Vec::new();
    for (spot, it) in sketch.spots.iter().enumerate() {
        let ways = if let Spot::Asks { ways, .. } = it { ways.as_slice() } else { &[] };
        let mut own = Vec::new();
        for (nth, way) in ways.iter().enumerate() {
            let port = boxes.get(spot).and_then(|it| it.ports.get(nth)).copied().unwrap_or_default();
            let entry = boxes.get(way.to).map_or(0.0, |it| it.entry);
            let (from, to) =
                (layer.get(spot).copied().unwrap_or_default(), layer.get(way.to).copied().unwrap_or_default());
            let (mut last, mut out) = (spot, port);
            let mut passed = Vec::new();
            for between in from + 1..to {
                let lane = items.len();
                items.push(Item { layer: between, height: LANE, top: 0.0, before: Vec::new(), after: Vec::new() });
                join(&mut items, last, out, lane, LANE / 2.0);
                (last, out) = (lane, LANE / 2.0);
                passed.push(lane);
            }
            join(&mut items, last, out, way.to, entry);
            own.push(passed);
        }
        lanes.push(own);
    }
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); count];
    for item in visited(&items, sketch.root) {
        if let Some(layer) = items.get(item).and_then(|it| order.get_mut(it.layer)) {
            layer.push(item);
        }
    }
    for sweep in 0..SWEEPS {
        settle(&mut items, &mut order, sweep);
    }
    let top = items.iter().map(|it| it.top).fold(f64::INFINITY, f64::min);
    let height = items.iter().map(|it| it.top + it.height - top).fold(0.0, f64::max);
    let at = |item: &usize| items.get(*item).map_or(0.0, |it| it.top - top);
    Layout {
        places: (0..boxes.len()).map(|spot| (layer.get(spot).copied().unwrap_or_default(), at(&spot))).collect(),
        bends: lanes
            .iter()
            .map(|ways| ways.iter().map(|lanes| lanes.iter().map(|it| at(it) + LANE / 2.0).collect()).collect())
            .collect(),
        layers: count,
        height,
    }
}

/// The layer of each spot: a question has one layer wherever it is asked, after those of all questions that lead to it.
fn layers(sketch: &Sketch) -> Vec<usize> {
    let mut of_question: BTreeMap<Id<Question>, usize> = BTreeMap::new();
    let mut of_spot = vec![0; sketch.spots.len()];
    // Questions in asking order: what leads to one comes before it.
    let mut asking: Vec<(Id<Question>, usize)> = Vec::new();
    for (spot, it) in sketch.spots.iter().enumerate() {
        if let Spot::Asks { question, .. } = it {
            asking.push((*question, spot));
        }
    }
    asking.sort_unstable();
    for (question, spot) in asking {
        let own = *of_question.entry(question).or_default();
        if let Some(place) = of_spot.get_mut(spot) {
            *place = own;
        }
        let Some(Spot::Asks { ways, .. }) = sketch.spots.get(spot) else { continue };
        for way in ways {
            match sketch.spots.get(way.to) {
                Some(Spot::Asks { question, .. }) => {
                    let later = of_question.entry(*question).or_default();
                    *later = (*later).max(own + 1);
                }
                Some(Spot::Decides { .. }) => {
                    if let Some(place) = of_spot.get_mut(way.to) {
                        *place = (*place).max(own + 1);
                    }
                }
                None => {}
            }
        }
    }
    of_spot
}

fn join(items: &mut [Item], from: usize, out: f64, to: usize, entry: f64) {
    if let Some(item) = items.get_mut(from) {
        item.after.push((to, entry, out));
    }
    if let Some(item) = items.get_mut(to) {
        item.before.push((from, out, entry));
    }
}

/// Every item in the order in which a reader who follows each line to its end would come upon them.
fn visited(items: &[Item], root: usize) -> Vec<usize> {
    let mut seen = vec![false; items.len()];
    let mut order = Vec::new();
    let mut open = vec![root];
    while let Some(item) = open.pop() {
        if seen.get_mut(item).is_none_or(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        order.push(item);
        if let Some(it) = items.get(item) {
            open.extend(it.after.iter().rev().map(|(next, ..)| *next));
        }
    }
    order
}

/// One sweep over all layers, forward and back by turns: each is ordered by where its items are drawn, then placed.
fn settle(items: &mut [Item], order: &mut [Vec<usize>], sweep: usize) {
    let count = order.len();
    let both = sweep + 4 > SWEEPS;
    for step in 0..count {
        let forward = sweep.is_multiple_of(2);
        let Some(layer) = order.get_mut(if forward { step } else { count - 1 - step }) else { continue };
        let mut wished: Vec<(f64, usize)> = layer
            .iter()
            .filter_map(|item| {
                let it = items.get(*item)?;
                let drawn = |lines: &[(usize, f64, f64)]| -> Vec<f64> {
                    let line = |(other, there, here): &(usize, f64, f64)| Some(items.get(*other)?.top + there - here);
                    lines.iter().filter_map(line).collect()
                };
                let (before, after) = (drawn(&it.before), drawn(&it.after));
                let by = if both {
                    [before, after].concat()
                } else if forward {
                    before
                } else {
                    after
                };
                Some((mean(&by).unwrap_or(it.top), *item))
            })
            .collect();
        // Those that wish the same keep the order they have: the sort is stable.
        wished.sort_by(|one, other| one.0.total_cmp(&other.0));
        *layer = wished.iter().map(|(_, item)| *item).collect();
        place(items, &wished);
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len()).ok().filter(|count| *count > 0)?;
    Some(values.iter().sum::<f64>() / f64::from(count))
}

/// Places the items of a layer as near to their wishes as their order and their heights allow: neighbours that press on
/// each other become one block, which stands where its members wish it on average.
fn place(items: &mut [Item], wished: &[(f64, usize)]) {
    /// Items that touch: how many, the sum of the tops that they wish the block, how high it is.
    struct Block {
        count: f64,
        sum: f64,
        height: f64,
        items: Vec<(usize, f64)>,
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (wish, item) in wished {
        let height = items.get(*item).map_or(0.0, |it| it.height) + GAP;
        let mut block = Block { count: 1.0, sum: *wish, height, items: vec![(*item, 0.0)] };
        while let Some(before) = blocks.pop_if(|it| it.sum / it.count + it.height > block.sum / block.count) {
            let moved = block.items.iter().map(|(item, at)| (*item, at + before.height));
            block = Block {
                count: before.count + block.count,
                sum: before.sum + block.sum - block.count * before.height,
                height: before.height + block.height,
                items: before.items.iter().copied().chain(moved).collect(),
            };
        }
        blocks.push(block);
    }
    for block in blocks {
        for (item, at) in block.items {
            if let Some(it) = items.get_mut(item) {
                it.top = block.sum / block.count + at;
            }
        }
    }
}
