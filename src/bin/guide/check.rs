//! Checks a pack and its translations, and says every fault at once, or seals it.

use std::path::{Path, PathBuf};

use cpx_guide::keeper::check as keeper;
use cpx_guide::pack::source::{Refused, Source};
use cpx_guide::staff::columns::faults;

use crate::failure::Failure;
use crate::options::options;
use crate::place;

/// The rules of this project.
const RULES: &str = "src/pack/cpx.toml";
/// What is known of staff lists.
const LISTS: &str = "src/staff/columns.toml";

/// Checks the pack that is named, or else that of this project.
///
/// # Errors
/// Every fault of the pack and of what is known of staff lists, and a file that cannot be read.
pub(crate) fn check(arguments: &[String]) -> Result<(), Failure> {
    let named = options(arguments, &[], &[])?.file;
    let source = open(&rules(named))?;
    println!("{}", keeper::check(&source).map_err(told)?);
    // What is known of staff lists speaks of the rules of this project.
    if named.is_none() { lists(&source) } else { Ok(()) }
}

/// What is known of staff lists fits the rules.
fn lists(source: &Source) -> Result<(), Failure> {
    let faults = faults(&source.compile().map_err(told)?.0);
    for fault in &faults {
        eprintln!("{LISTS}: {fault}");
    }
    if faults.is_empty() { Ok(()) } else { Err(counted(faults.len())) }
}

/// The rules of this project are without fault, before anything dear is done with them.
///
/// # Errors
/// Every fault.
pub(crate) fn sound() -> Result<(), Failure> {
    open(&rules(None))?.compile().map(|_| ()).map_err(told)
}

/// A pack, from its files.
///
/// # Errors
/// If a file cannot be read.
pub(crate) fn open(rules: &Path) -> Result<Source, Failure> {
    Source::open(rules).map_err(|error| Failure::new(error.to_string()))
}

/// The rules file that is named, or else that of this project, wherever the command was given.
pub(crate) fn rules(named: Option<&String>) -> PathBuf {
    let here = std::env::current_dir().is_ok_and(|it| it == place::root());
    // Faults are told under this name: at the root as one would write it there.
    let own = || if here { PathBuf::from(RULES) } else { place::root().join(RULES) };
    named.map_or_else(own, PathBuf::from)
}

/// Says every fault.
pub(crate) fn told(refused: Refused) -> Failure {
    let Refused { faults, told } = refused;
    eprint!("{told}");
    counted(faults)
}

fn counted(faults: usize) -> Failure {
    Failure::new(format!("{faults} fault{}, listed above", if faults == 1 { "" } else { "s" }))
}
