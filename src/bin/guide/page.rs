//! Builds the page with Trunk, which finds the pinned tools, and this very program for its hook, on the PATH it gets.

use std::path::{Path, PathBuf};
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
    let folders =
        [trunk.folder()?, tools::wasm_bindgen()?.folder()?, tools::wasm_opt().folder()?, tools::esbuild().folder()?];
    let this = std::env::current_exe().map_err(|error| Failure::new(format!("this program has no path: {error}")))?;
    let mut path: Vec<&Path> = folders.iter().map(AsRef::as_ref).collect();
    path.extend(this.parent());
    let mut command = Command::new(trunk.program()?);
    // Trunk 0.21 reads `NO_COLOR=1`, which is how everybody writes it, as a mistake.
    command.current_dir(place::root()).env("PATH", place::path_with(&path)?).env_remove("NO_COLOR");
    command.env("CARGO_ENCODED_RUSTFLAGS", flags()?.join("\u{1f}")).env_remove("RUSTFLAGS");
    command.arg("--skip-version-check");
    Ok(command)
}

/// Compiler options of the module.
fn flags() -> Result<Vec<String>, Failure> {
    let mut flags = without_paths()?;
    // Its digest of a pack may take a millisecond more, and weighs a quarter.
    flags.push("--cfg=sha2_backend_soft=\"compact\"".to_owned());
    Ok(flags)
}

/// Compiler options that keep the paths of this machine out of the module: the same sources, the same bytes.
fn without_paths() -> Result<Vec<String>, Failure> {
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let cargo = cargo.ok_or_else(|| Failure::new("there is no home folder: set `CARGO_HOME`"))?;
    let places = [(cargo.as_path(), "/cargo"), (place::root(), "/cpx-guide")];
    Ok(places.map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display())).to_vec())
}
