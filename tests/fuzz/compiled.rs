//! Any bytes as a compiled pack under a digest that fits: refused, or all of it can be drawn in each of its languages.
//!
//! Bytes from nowhere hardly ever become a pack. So an input is alterations of a sound one: each of four bytes, a place
//! (two), what is done there, and a value. An input of another length is the pack itself.
#![no_main]

#[path = "../support/everything.rs"]
mod everything;
#[path = "../support/small.rs"]
mod small;
#[path = "../support/texts.rs"]
mod texts;

use std::sync::LazyLock;

use cpx_guide::pack::Guide;
use cpx_guide::pack::sealed::open;
use cpx_guide::session::Compiled;
use libfuzzer_sys::fuzz_target;

static SMALL: LazyLock<Vec<u8>> = LazyLock::new(small::small);

fn altered(alterations: &[[u8; 4]]) -> Vec<u8> {
    let mut stored = SMALL.clone();
    for [low, high, what, value] in alterations {
        let place = usize::from(u16::from_le_bytes([*low, *high])) % stored.len().max(1);
        match what % 4 {
            0 => stored.insert(place, *value),
            1 if place < stored.len() => drop(stored.remove(place)),
            _ if place < stored.len() => stored[place] = *value,
            _ => {}
        }
    }
    stored
}

fuzz_target!(|input: &[u8]| {
    let stored = match input.as_chunks() {
        (alterations, []) => altered(alterations),
        _ => input.to_vec(),
    };
    let Ok((guide, graph, others)) = open(&small::forged(&stored)) else { return };
    let logic = guide.logic;
    for words in std::iter::once(guide.words).chain(others) {
        let guide = Guide { logic: logic.clone(), words };
        everything::everything(&Compiled { guide, graph: graph.clone() }, 50);
    }
});
