//! Makes `cpx-guide.html`: one file with everything in it, to be mailed or put on a share. Without script, or where
//! WebAssembly is refused, it is the guide to be followed from link to link. It says of what day it is, and, when it
//! has aged, that a newer one may exist.

use std::path::Path;

use crate::failure::Failure;
use crate::script::{Kind, SCRIPT, small};
use crate::site::fill;
use crate::{integrity, place};

const PAGE: &str = "cpx-guide.html";
const TEMPLATE: &str = include_str!("offline.html");

/// Writes the file: the script that was made, and the guide without script with its style sheet.
///
/// # Errors
/// If a part is missing, or cannot stand within a page.
pub(crate) fn make(folder: &Path, still: &str, look: &str) -> Result<(), Failure> {
    let script = place::text_of(&folder.join(SCRIPT))?;
    let age = small(include_str!("age.js"), Kind::Script)?;
    let look = small(look, Kind::Sheet)?;
    for (name, text) in [("script", &script), ("script", &age), ("style", &look)] {
        if text.to_ascii_lowercase().contains(&format!("</{name}")) || text.contains("<!--") {
            return Err(Failure::new(format!("a {name} holds what would end it within a page")));
        }
    }
    let date = place::date()?;
    let facts = [
        ("scripts", format!("{} {}", integrity::source(&script), integrity::source(&age))),
        ("styles", integrity::source(&look)),
        ("date", date.clone()),
        ("day", place::in_words(&date)?),
        ("look", look),
        ("script", script),
        ("age", age),
        ("still", still.to_owned()),
    ];
    place::write(&folder.join(PAGE), fill(TEMPLATE, &facts)?)
}
