//! Makes of what Trunk has built what is shipped: the one script with everything in it, the pages, their weights.

use std::path::{Path, PathBuf};

use crate::budget::Budget;
use crate::failure::Failure;
use crate::{budget, place, script, weigh};

/// Called by Trunk with the folder of the finished build: puts the files together, then weighs the folder.
///
/// # Errors
/// If a part is missing, or the budget is exceeded.
pub(crate) fn bundle(_arguments: &[String]) -> Result<(), Failure> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let folder =
        folder.ok_or_else(|| Failure::new("only Trunk calls this, at the end of a build: try `cargo verify`"))?;
    script::make(&folder)?;
    weighed(&folder)
}

/// Prints the weights and holds them to the budget.
fn weighed(folder: &Path) -> Result<(), Failure> {
    let budget = Budget::parse(&place::text_of(&place::root().join(".budget.toml"))?)?;
    let parcels = weigh::folder(folder)?;
    let verdict = budget::compare(&budget, &parcels);
    println!("{}", verdict.table);
    if verdict.faults.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("over the budget of `.budget.toml`: {}", verdict.faults.join("; "))))
}
