//! Any bytes as a compiled pack under a digest that fits: refused, or all of it can be drawn in each of its languages.
//!
//! Bytes from nowhere hardly ever become a pack. So an input is alterations of a sound one: each of four bytes, a place
//! (two), what is done there, and a value. An input of another length is the pack itself.
#![no_main]

#[path = "../support/everything.rs"]
mod everything;

use std::sync::LazyLock;

use cpx_guide::pack::bytes::FORMAT;
use cpx_guide::pack::sealed::{MARK, open, seal};
use cpx_guide::pack::source::{File, Source};
use cpx_guide::pack::words::{Texts, Words};
use cpx_guide::pack::Guide;
use cpx_guide::session::Compiled;
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

/// What stands before the guide.
const HEAD: usize = MARK.len() + size_of::<u32>() + 32;

/// A small pack with something of everything, in two languages, without its head.
static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let texts = Texts::NAMES.iter().map(|name| {
        let many = Texts::LISTS.iter().find(|(list, _)| list == name).map_or(1, |(_, many)| *many);
        format!("{} = \"{}\"\n", name.replace('_', "-"), vec!["t"; many].join(" "))
    });
    let text = format!("{}\n[texts]\n{}", include_str!("../pack/base.toml"), texts.collect::<String>());
    let rules = File { name: "small.toml".to_owned(), text };
    let (guide, graph, _) = Source { rules, translations: Vec::new() }.compile().unwrap();
    let english = Words { lang: "en".to_owned(), ..guide.words.clone() };
    seal(&guide, &graph, &vec![english]).split_off(HEAD)
});

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
    let file = [MARK.as_slice(), &FORMAT.to_le_bytes(), &Sha256::digest(&stored), &stored].concat();
    let Ok((guide, graph, others)) = open(&file) else { return };
    let logic = guide.logic;
    for words in std::iter::once(guide.words).chain(others) {
        let guide = Guide { logic: logic.clone(), words };
        everything::everything(&Compiled { guide, graph: graph.clone() }, 50);
    }
});
