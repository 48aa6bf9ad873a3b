//! What `cargo guide graph` draws is the graph that is walked: every way through one is a way through the other. The
//! picture is read back: no box lies on another, no line runs through one, and the Mermaid says the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cpx_guide::engine::{Answers, Turn};
use cpx_guide::keeper::graph::{Legend, Shown, Sketch, Spot, mermaid, sketch, svg};
use cpx_guide::pack::draft::draft;
use cpx_guide::pack::upkeep::{Upkeep, upkeep};
use cpx_guide::session::Compiled;

fn kept() -> Upkeep {
    upkeep(&draft(&fs::read_to_string("src/pack/cpx.toml").unwrap()).0)
}

/// The spots that some turns come by.
fn follow(sketch: &Sketch, turns: &[Turn]) -> Vec<usize> {
    let (mut at, mut spots) = (sketch.root, Vec::new());
    for turn in turns {
        spots.push(at);
        let Spot::Asks { question, ways, .. } = &sketch.spots[at] else { panic!("nothing is asked at {at}") };
        assert_eq!(*question, turn.question);
        at = ways.iter().find(|way| way.choices.contains(turn.choice)).expect("the answer is offered").to;
    }
    spots.push(at);
    spots
}

#[test]
fn every_way_is_drawn_and_no_other() {
    let compiled = support::guide();
    let sketch = sketch(&compiled.graph, &Answers::none());
    let paths = support::paths(&compiled);
    let mut by_rule: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for (turns, plan) in &paths {
        let spots = follow(&sketch, turns);
        let Spot::Decides { rule, .. } = &sketch.spots[*spots.last().unwrap()] else { panic!("nothing is decided") };
        assert_eq!(*rule, compiled.graph.plan(*plan).rule);
        by_rule.entry(*rule).or_default().insert(plan.row());
        used.extend(spots);
    }
    assert_eq!(used.len(), sketch.spots.len(), "something is drawn that nobody comes by");
    let mut drawn = 0;
    for spot in &sketch.spots {
        match spot {
            Spot::Decides { rule, plans, .. } => assert_eq!(*plans, by_rule[rule].len()),
            // Walks through the drawing are as many as through the graph: nothing is drawn that does not exist.
            Spot::Asks { .. } => drawn += 1,
        }
    }
    assert!(drawn < compiled.graph.nodes().count(), "nothing was drawn together");
    assert_eq!(ways(&sketch, sketch.root), paths.len());
}

/// How many ways lead on from a spot.
fn ways(sketch: &Sketch, at: usize) -> usize {
    match &sketch.spots[at] {
        Spot::Decides { .. } => 1,
        Spot::Asks { ways: all, .. } => all.iter().map(|way| way.choices.iter().count() * ways(sketch, way.to)).sum(),
    }
}

#[test]
fn the_path_shown_is_the_one_walked() {
    let compiled = support::guide();
    for (turns, _) in support::paths(&compiled) {
        let sketch = sketch(&compiled.graph, &Answers::of(&turns));
        let expected: BTreeSet<_> = follow(&sketch, &turns).into_iter().collect();
        let shown = |spot: &Spot| match spot {
            Spot::Asks { shown, .. } | Spot::Decides { shown, .. } => *shown == Shown::Yes,
        };
        let found: BTreeSet<_> = (0..sketch.spots.len()).filter(|place| shown(&sketch.spots[*place])).collect();
        assert_eq!(found, expected, "{}", support::told(&compiled, &turns));
    }
}

/// The numbers of an attribute, in the order of the picture.
fn attribute(tag: &str, name: &str) -> f64 {
    let from = tag.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
    tag[from..].split('"').next().unwrap().parse().unwrap()
}

fn drawn(compiled: &Compiled, answers: &Answers) -> String {
    let legend = Legend { guide: &compiled.guide, upkeep: &kept() };
    svg(&sketch(&compiled.graph, answers), &legend)
}

/// A box of the picture: left, top, right, bottom.
type Edges = [f64; 4];

fn boxes(picture: &str) -> Vec<Edges> {
    let rects = picture.split("<rect class=\"b\"").skip(1).map(|it| it.split("/>").next().unwrap());
    let edges = rects.map(|tag| {
        let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| attribute(tag, name));
        [x, y, x + width, y + height]
    });
    // Those of the key are small.
    edges.filter(|it| it[2] - it[0] > 100.0).collect()
}

#[test]
fn no_box_lies_on_another_and_no_line_runs_through_one() {
    let compiled = support::guide();
    let picture = drawn(&compiled, &Answers::none());
    let boxes = boxes(&picture);
    assert_eq!(boxes.len(), sketch(&compiled.graph, &Answers::none()).spots.len());
    let size = ["width", "height"].map(|name| attribute(&picture, name));
    for (place, one) in boxes.iter().enumerate() {
        assert!(one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= size[0] && one[3] <= size[1], "{one:?} is cut off");
        for other in &boxes[place + 1..] {
            let apart = one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
            assert!(apart, "{one:?} lies on {other:?}");
        }
    }
    let mut straight = 0;
    for line in picture.split("<path class=\"l\" d=\"").skip(1).map(|it| it.split('"').next().unwrap()) {
        // A line bends between the layers and is straight within them: `… x y H x`.
        for (before, after) in line.split('H').zip(line.split('H').skip(1)) {
            let mut last = before.split([' ', 'C', 'M']).rev().map(|it| it.parse::<f64>().unwrap());
            let (y, from) = (last.next().unwrap(), last.next().unwrap());
            let to: f64 = after.split('C').next().unwrap().parse().unwrap();
            straight += 1;
            for it in &boxes {
                let through = it[0] < to && from < it[2] && it[1] < y && y < it[3];
                assert!(!through, "a line at {y} runs through {it:?}");
            }
        }
    }
    assert!(straight > 10, "only {straight} lines pass a layer");
}

#[test]
fn the_picture_is_whole_and_always_the_same() {
    let compiled = support::guide();
    let (answers, strays) = Answers::parse(&compiled.guide.logic, "lieu=ville&besoin=carte&titulaire=formation");
    assert!(strays.is_empty());
    let picture = drawn(&compiled, &answers);
    assert_eq!(picture, drawn(&support::guide(), &answers));
    for part in ["<title id=\"t\">", "<desc id=\"d\">", "aria-labelledby=\"t d\"", "role=\"img\""] {
        assert!(picture.contains(part), "no {part}");
    }
    for never in ["<script", "@import", "url(", "href", "NaN", "inf"] {
        assert!(!picture.contains(never), "{never} in the picture");
    }
    assert_eq!(picture.matches("class=\"l on\"").count(), 3);
    // Four questions, and the key.
    assert_eq!(picture.matches("<g class=\"q on\">").count(), 5);
}

/// Reads the few forms of Mermaid that are written, strictly: whatever else stands there is a fault.
#[test]
fn the_chart_says_what_the_picture_says() {
    let compiled = support::guide();
    let legend = Legend { guide: &compiled.guide, upkeep: &kept() };
    let (turns, _) = &support::paths(&compiled)[0];
    let sketch = sketch(&compiled.graph, &Answers::of(turns));
    let chart = mermaid(&sketch, &legend);
    let label = |text: &str| {
        let told = text.replace("<br>", "");
        assert!(!told.is_empty() && !told.contains(['"', '<', '>', '&', '`', '|', '\\', '{', '}']), "{text}");
    };
    let number = |id: &str| -> usize { id.strip_prefix('n').unwrap().parse().unwrap() };
    let (mut nodes, mut edges, mut open) = (BTreeSet::new(), Vec::new(), 0);
    let mut lines = chart.lines();
    assert_eq!(lines.next(), Some("flowchart LR"));
    for line in lines.map(str::trim) {
        if let Some((from, rest)) = line.split_once(" -->|\"") {
            let (text, to) = rest.split_once("\"| ").unwrap();
            label(text);
            assert!(nodes.contains(&number(from)) && nodes.contains(&number(to)), "{line}");
            edges.push((number(from), number(to)));
        } else if let Some(frame) = line.strip_prefix("subgraph v") {
            label(frame.split_once("[\"").unwrap().1.strip_suffix("\"]").unwrap());
            open += 1;
        } else if line == "end" {
            open -= 1;
        } else if let Some((id, text)) = line.split_once("([\"").or_else(|| line.split_once("[\"")) {
            label(text.trim_end_matches(')').strip_suffix("\"]").unwrap());
            assert!(nodes.insert(number(id)), "{id} is there twice");
        } else {
            let known = ["accTitle: ", "accDescr: ", "classDef shown ", "class n", "linkStyle "];
            assert!(known.iter().any(|it| line.starts_with(it)), "{line}");
        }
    }
    assert_eq!((nodes.len(), open), (sketch.spots.len(), 0));
    let expected = sketch.spots.iter().enumerate().flat_map(|(place, spot)| {
        let ways = if let Spot::Asks { ways, .. } = spot { ways.as_slice() } else { &[] };
        ways.iter().map(move |way| (place, way.to))
    });
    assert!(edges.iter().copied().eq(expected));
    let lit = chart.lines().find_map(|it| it.trim().strip_prefix("linkStyle ")).unwrap();
    assert_eq!(lit.split(' ').next().unwrap().split(',').count(), turns.len());
}
