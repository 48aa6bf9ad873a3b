//! `cargo guide overlay`: checks an overlay, and proves that no decision hangs on it; or prints the schema by which
//! overlays are written.

use std::path::Path;

use cpx_guide::keeper::overlay::prove;
use cpx_guide::overlay::{parse, schema};
use cpx_guide::page::fault;

use crate::failure::Failure;
use crate::place;

/// Checks the overlay of a file, or prints the schema under `--schema`.
///
/// # Errors
/// If entries would be skipped, or a decision hangs on it.
pub(crate) fn overlay(arguments: &[String]) -> Result<(), Failure> {
    let [named] = arguments else { return Err(Failure::new("name the file of an overlay, or say `--schema`")) };
    if named == "--schema" {
        print!("{}", published()?);
        return Ok(());
    }
    let guide = place::guide()?;
    let (overlay, problems) = parse(&guide.guide.logic, &place::text_of(Path::new(named))?);
    println!("{}", prove(&guide, &overlay).map_err(Failure::new)?);
    for problem in &problems {
        println!("{}", fault(&guide.guide.words.texts, problem));
    }
    match problems.len() {
        0 => Ok(()),
        1 => Err(Failure::new("1 entry is skipped, named above")),
        count => Err(Failure::new(format!("{count} entries are skipped, named above"))),
    }
}

/// The schema, as it is published.
///
/// # Errors
/// If the stored guide cannot be read.
pub(crate) fn published() -> Result<String, Failure> {
    Ok(format!("{:#}\n", schema::schema(&place::guide()?.guide.logic)))
}
