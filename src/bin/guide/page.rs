//! Builds the page with Trunk, which finds the pinned tools, and this very program for its hook, on the PATH it gets.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::step::run;
use crate::{place, tools};

/// Builds the page into `dist`.
///
/// # Errors
/// If the build fails, or weighs more than the budget.
pub(crate) fn build() -> Result<(), Failure> {
    run(trunk()?.arg("build"))
}

/// Trunk, with all it needs.
///
/// # Errors
/// If there is no place for the tools.
pub(crate) fn trunk() -> Result<Command, Failure> {
    let trunk = tools::trunk();
    let folders = [trunk.folder()?, tools::wasm_bindgen()?.folder()?, tools::wasm_opt().folder()?];
    let this = std::env::current_exe().map_err(|error| Failure::new(format!("this program has no path: {error}")))?;
    let mut path: Vec<&Path> = folders.iter().map(AsRef::as_ref).collect();
    path.extend(this.parent());
    let mut command = Command::new(trunk.program()?);
    // Trunk 0.21 reads `NO_COLOR=1`, which is how everybody writes it, as a mistake.
    command.current_dir(place::root()).env("PATH", place::path_with(&path)?).env_remove("NO_COLOR");
    command.arg("--skip-version-check");
    Ok(command)
}
