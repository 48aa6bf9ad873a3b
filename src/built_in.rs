//! The guide that the build has checked, compiled and stored, read back in one of its languages.

use std::fmt;

use crate::pack::graph::Graph;
use crate::pack::{Guide, Words, bytes};
use crate::session::Compiled;

static STORED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guide.bin"));

/// The stored guide cannot be read: the file that holds it is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// The guide of this build in a language, as BCP 47 names it (`en`, `en-GB`), or in its own if it does not speak that
/// one.
///
/// # Errors
/// [`Damaged`] if the program was altered after it was built.
pub fn compiled(lang: &str) -> Result<Compiled, Damaged> {
    Ok(spoken(bytes::read(STORED).ok_or(Damaged)?, lang))
}

/// A pack in a language, or in its own if it does not speak that one.
#[must_use]
pub fn spoken((mut guide, graph, others): (Guide, Graph, Vec<Words>), lang: &str) -> Compiled {
    let asked = primary(lang);
    for words in others {
        if words.lang.eq_ignore_ascii_case(asked) {
            guide.words = words;
        }
    }
    Compiled { guide, graph }
}

/// The languages of this build, its own first.
///
/// # Errors
/// [`Damaged`] if the program was altered after it was built.
#[cfg(feature = "host")]
pub fn languages() -> Result<Vec<String>, Damaged> {
    let (guide, _, others) = bytes::read(STORED).ok_or(Damaged)?;
    Ok(std::iter::once(guide.words).chain(others).map(|words| words.lang).collect())
}

/// The language itself, without region or script.
fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or_default()
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stored guide is damaged")
    }
}

impl std::error::Error for Damaged {}
