//! A pack compiled to a file that an element's `pack` attribute names: checked whole first, and read back before anybody
//! else has to.

use std::path::Path;

use crate::pack::bytes::FORMAT;
use crate::pack::sealed;
use crate::pack::source::Source;

/// A compiled pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The file.
    pub file: Vec<u8>,
    /// Which pack it is, in which edition, by which digest, in which languages, in which format: a line each.
    pub told: String,
}

/// The file of a rules file and its translations.
///
/// # Errors
/// If a file cannot be read, or every fault of the pack, ready to be printed.
pub fn pack(rules: &Path) -> Result<Packed, String> {
    let source = Source::open(rules).map_err(|error| error.to_string())?;
    let (guide, graph, others) = source.compile().map_err(|refused| refused.to_string())?;
    let file = sealed::seal(&guide, &graph, &others);
    let languages: Vec<_> = std::iter::once(&guide.words).chain(&others).map(|it| it.lang.as_str()).collect();
    let told = format!(
        "pack {}, edition {}, digest {}\nlanguages: {}\nformat {FORMAT:08x}: for pages whose cpx-guide has the same",
        guide.logic.pack,
        guide.logic.edition,
        guide.logic.digest,
        languages.join(", "),
    );
    if sealed::open(&file) != Ok((guide, graph, others)) {
        return Err("the compiled pack would be refused: the check has let something pass".to_owned());
    }
    Ok(Packed { file, told })
}
