//! What the person who keeps the rules true works with: packs opened from their files, compared, drawn, told. One file a
//! verb of `cargo guide`; the verbs themselves, in `src/bin/guide`, only read arguments and print.
//!
//! It runs on the host alone, on the very engine of the browser.

pub mod case;
pub mod check;
pub mod diff;
pub mod graph;
pub mod links;
pub mod naming;
pub mod overlay;
pub mod pack;
pub mod plain;
pub mod review;

use std::path::Path;

use crate::pack::source::Source;
use crate::session::Compiled;

/// A pack opened from its rules file, checked and compiled, in its own language.
///
/// # Errors
/// If a file cannot be read, or every fault of the pack, ready to be printed.
pub fn open(rules: &Path) -> Result<Compiled, String> {
    let source = Source::open(rules).map_err(|error| error.to_string())?;
    let (guide, graph, _) = source.compile().map_err(|refused| refused.to_string())?;
    Ok(Compiled { guide, graph })
}
