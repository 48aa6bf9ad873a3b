//! A small compiled pack with something of everything, in two languages, to be damaged and forged.

use cpx_guide::pack::bytes::FORMAT;
use cpx_guide::pack::sealed::{MARK, seal};
use cpx_guide::pack::source::{File, Source};
use cpx_guide::pack::words::Words;
use sha2::{Digest, Sha256};

/// What stands in a file before what is stored: mark, format, digest.
const HEAD: usize = MARK.len() + size_of::<u32>() + 32;

/// What is stored of it.
pub(crate) fn small() -> Vec<u8> {
    let text = format!("{}{}", include_str!("../pack/base.toml"), super::texts::texts());
    let rules = File { name: "small.toml".to_owned(), text };
    let (guide, graph, _) = Source { rules, translations: Vec::new() }.compile().unwrap();
    let english = Words { lang: "en".to_owned(), ..guide.words.clone() };
    seal(&guide, &graph, &vec![english]).split_off(HEAD)
}

/// A file under a digest that fits it, whatever is stored.
pub(crate) fn forged(stored: &[u8]) -> Vec<u8> {
    [MARK.as_slice(), &FORMAT.to_le_bytes(), &Sha256::digest(stored), stored].concat()
}
