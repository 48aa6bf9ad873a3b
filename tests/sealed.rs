//! Compiled packs as files: what comes back, what is refused and why, and that nothing that is not refused can fail later,
//! whoever made the file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/everything.rs"]
mod everything;
#[path = "support/small.rs"]
mod small;
#[path = "support/texts.rs"]
mod texts;

use std::collections::BTreeSet;
use std::path::Path;

use cpx_guide::built_in;
use cpx_guide::pack::Guide;
use cpx_guide::pack::sealed::{MARK, Unfit, open, seal};
use cpx_guide::pack::source::Source;
use cpx_guide::page::{Cause, Refusal, page};
use cpx_guide::session::{Compiled, Session};
use cpx_guide::still;
use everything::everything;
use small::{forged, small};

/// Draws all of a file that is used, in each of its languages.
fn draw(file: &[u8]) -> Option<usize> {
    let (guide, graph, others) = open(file).ok()?;
    let logic = guide.logic;
    let words = std::iter::once(guide.words).chain(others);
    let drawn = words.map(|words| {
        let guide = Guide { logic: logic.clone(), words };
        let compiled = Compiled { guide, graph: graph.clone() };
        assert!(still::page(&compiled, &[]).ends_with("</html>\n"));
        everything(&compiled, 10_000)
    });
    Some(drawn.sum())
}

#[test]
fn what_was_sealed_is_opened() {
    let (guide, graph, others) = Source::open(Path::new("src/pack/cpx.toml")).unwrap().compile().unwrap();
    let file = seal(&guide, &graph, &others);
    assert_eq!(open(&file), Ok((guide, graph, others)));
    assert!(draw(&forged(&small())).is_some_and(|screens| screens > 0));
}

#[test]
fn every_damage_is_told_for_what_it_is() {
    let sound = forged(&small());
    let mut file = sound.clone();
    for place in 0..file.len() {
        let expected = match place {
            0..8 => Unfit::Foreign,
            8..12 => Unfit::Format,
            _ => Unfit::Damaged,
        };
        for bit in 0..8 {
            file[place] ^= 1 << bit;
            assert_eq!(open(&file), Err(expected), "bit {bit} of byte {place}");
            file[place] ^= 1 << bit;
        }
        let cut = if place < MARK.len() { Unfit::Foreign } else { Unfit::Damaged };
        assert_eq!(open(&sound[..place]), Err(cut), "cut to {place} bytes");
    }
    assert_eq!(open(&[sound.as_slice(), b"x"].concat()), Err(Unfit::Damaged));
    assert_eq!(open(b"<!doctype html>"), Err(Unfit::Foreign));
}

/// Every byte of a small pack under a digest that fits: each value of each byte of a number, and of each byte of a text
/// those that mean something somewhere. It is refused, or all of it can be drawn.
#[test]
fn whatever_is_used_can_be_drawn() {
    const MEANT: &[u8] = b"\0\n \"#&'./0<=>A{|}\x7f\x80\xc3\xff";
    let all: Vec<u8> = (0..=u8::MAX).collect();
    let stored = small();
    // How long the numbers are stands before them, in two bytes of seven bits.
    let numbers = 2 + usize::from(stored[0] & 0x7f) + 128 * usize::from(stored[1]);
    let (mut used, mut refused) = (0, 0);
    for place in 0..stored.len() {
        let mut bytes = stored.clone();
        for value in if place < numbers { &all } else { MEANT } {
            bytes[place] = *value;
            *if draw(&forged(&bytes)).is_some() { &mut used } else { &mut refused } += 1;
        }
    }
    println!("{} bytes, {numbers} of them numbers: {used} altered packs are used, {refused} refused", stored.len());
    assert!(used > 1_000 && refused > 100_000);
}

#[test]
fn each_cause_is_told_in_each_language() {
    let names = ["on-disk", "elsewhere", "blocked", "unreachable", "late", "status 404", "too-large", "integrity"];
    let unfit = [Unfit::Foreign, Unfit::Format, Unfit::Damaged, Unfit::Unsound].map(Cause::Unfit);
    let causes: Vec<_> = names.into_iter().map(Cause::named).chain(unfit).collect();
    for lang in built_in::languages().unwrap() {
        let compiled = built_in::compiled(&lang).unwrap();
        let mut told = BTreeSet::new();
        for cause in &causes {
            let refusal = Refusal { address: "rules.pack".to_owned(), cause: cause.clone() };
            let page = page(&compiled, &Session::default()).instead(&compiled.guide.words, &refusal);
            let [notice] = page.notices.as_slice() else { panic!("one notice, not {}", page.notices.len()) };
            let line = notice.lines.last().unwrap();
            assert!(line.contains("rules.pack") && !line.contains('{'), "{lang}: {line}");
            assert_eq!(line.contains("404"), *cause == Cause::Status("404".to_owned()), "{lang}: {line}");
            told.insert(line.clone());
        }
        assert_eq!(told.len(), causes.len(), "{lang}: two causes in the same words");
    }
}
