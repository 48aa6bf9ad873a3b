//! Asks the official addresses of a pack whether they still answer. It goes out into the network, and only when called.

use std::thread::sleep;
use std::time::Duration;

use cpx_guide::keeper::links::{Found, Manners, links as asked};

use crate::check;
use crate::failure::Failure;
use crate::options::options;

/// In seconds.
const TIMEOUT: &str = "10";
/// Between two requests to one host.
const PAUSE: Duration = Duration::from_secs(1);

/// Asks every address of a pack, and says which have moved, which turn programs away, and which are dead.
///
/// # Errors
/// If a file cannot be read, or an address is dead.
pub(crate) fn links(arguments: &[String]) -> Result<(), Failure> {
    let options = options(arguments, &["--timeout"], &[])?;
    let timeout = timeout(options.value("--timeout"))?;
    let source = check::open(&check::rules(options.file))?;
    let all = asked(&source.rules, Manners { timeout, pause: &|| sleep(PAUSE), heard: &heard });
    println!();
    for told in all.iter().flat_map(|it| &it.told) {
        println!("{told}\n");
    }
    let count = |test: fn(&Found) -> bool| all.iter().filter(|it| test(&it.found)).count();
    let alive = count(|it| matches!(it, Found::Alive));
    let moved = count(|it| matches!(it, Found::Moved { .. }));
    let refused = count(|it| matches!(it, Found::Refused(_)));
    let dead = count(|it| matches!(it, Found::Dead(_)));
    println!("{} addresses: {alive} answer, {moved} moved, {refused} turn programs away, {dead} dead", all.len());
    if dead > 0 { Err(Failure::new(format!("{dead} dead, listed above"))) } else { Ok(()) }
}

/// A line an address, as the answers come.
fn heard(url: &str, found: &Found) {
    let word = match found {
        Found::Alive => "answers",
        Found::Moved { .. } => "moved",
        Found::Refused(_) => "refuses",
        Found::Dead(_) => "dead",
    };
    println!("{word:<8} {url}");
}

/// How long an answer is waited for.
fn timeout(named: Option<&str>) -> Result<Duration, Failure> {
    let seconds = named.unwrap_or(TIMEOUT);
    match seconds.parse() {
        Ok(seconds @ 1..=600) => Ok(Duration::from_secs(seconds)),
        _ => Err(Failure::new(format!("`{seconds}` is no number of seconds from 1 to 600"))),
    }
}
