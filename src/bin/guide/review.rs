//! Writes the dossier for people of the trade.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use cpx_guide::calendar::Date;
use cpx_guide::keeper::review::{Papers, review as dossier};

use crate::failure::Failure;
use crate::options::options;
use crate::{check, place};

const OUT: &str = "review.html";

/// Writes the dossier of a pack: what it decides and when that was checked, in sentences.
///
/// # Errors
/// Every fault of the pack, and a file that cannot be read or written.
pub(crate) fn review(arguments: &[String]) -> Result<(), Failure> {
    let options = options(arguments, &["--out", "--today"], &[])?;
    let source = check::open(&check::rules(options.file))?;
    let beside = |name: &str| place::text_of(&place::root().join("tests").join(name));
    let (cases, personas) = (beside("cases.txt")?, beside("personas.txt")?);
    let papers =
        Papers { source: &source, cases: &cases, personas: &personas, today: today(options.value("--today"))? };
    let page = dossier(&papers).map_err(check::told)?;
    let out = Path::new(options.value("--out").unwrap_or(OUT));
    place::write(out, page)?;
    println!("{}: open it in a browser; it needs nothing else, and prints", out.display());
    Ok(())
}

/// The day that is named, or else that of this machine, as the world's clocks tell it.
fn today(named: Option<&str>) -> Result<Date, Failure> {
    if let Some(day) = named {
        return Date::parse(day).ok_or_else(|| Failure::new(format!("`{day}` is no day: write it like 2026-11-26")));
    }
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    let epoch = Date::new(1970, 1, 1);
    let today = (0..seconds / 86_400).try_fold(epoch, |day, _| day.map(Date::next)).flatten();
    today.ok_or_else(|| Failure::new("the clock of this machine is wrong: name the day by `--today`"))
}
