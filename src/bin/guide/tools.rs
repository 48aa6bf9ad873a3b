//! The pinned tools, each in a folder of its own in the user's cache: outside the clone, so that a second clone, or a
//! clean one, finds them; named by version, so that a new pin never meets an old program.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::place;
use crate::step::{cargo, run, step};

/// A tool at its version.
pub(crate) struct Tool {
    package: &'static str,
    version: String,
    program: &'static str,
    registry: Registry,
}

/// Where a tool comes from.
#[derive(Clone, Copy)]
enum Registry {
    Cargo,
    Npm,
    /// A script out of a package of npm: nothing runs it but the page under test.
    NpmScript,
}

/// Builds and serves the page.
pub(crate) fn trunk() -> Tool {
    Tool { package: "trunk", version: "0.21.14".to_owned(), program: "trunk", registry: Registry::Cargo }
}

/// Makes the glue; its version must be that of the crate.
///
/// # Errors
/// If the lock file does not name the crate.
pub(crate) fn wasm_bindgen() -> Result<Tool, Failure> {
    let version = place::version_of("wasm-bindgen")?;
    Ok(Tool { package: "wasm-bindgen-cli", version, program: "wasm-bindgen", registry: Registry::Cargo })
}

/// Makes the module small; it comes ready built with the package `binaryen`.
pub(crate) fn wasm_opt() -> Tool {
    Tool { package: "binaryen", version: "132.0.0".to_owned(), program: "wasm-opt", registry: Registry::Npm }
}

/// Makes scripts and style sheets small.
pub(crate) fn esbuild() -> Tool {
    Tool { package: "esbuild", version: "0.28.2".to_owned(), program: "esbuild", registry: Registry::Npm }
}

/// Finds what keeps people out of a page.
pub(crate) fn axe() -> Tool {
    Tool { package: "axe-core", version: "4.14.1".to_owned(), program: "axe.min.js", registry: Registry::NpmScript }
}

/// Drives Firefox.
pub(crate) fn geckodriver() -> Tool {
    Tool { package: "geckodriver", version: "0.37.1".to_owned(), program: "geckodriver", registry: Registry::Cargo }
}

/// Tries inputs that nobody would think of. Only `fuzz` needs it.
pub(crate) fn cargo_fuzz() -> Tool {
    Tool { package: "cargo-fuzz", version: "0.13.2".to_owned(), program: "cargo-fuzz", registry: Registry::Cargo }
}

impl Tool {
    /// The folder that holds its program.
    ///
    /// # Errors
    /// If the user has no cache folder.
    pub(crate) fn folder(&self) -> Result<PathBuf, Failure> {
        Ok(self.programs_in(&self.home()?))
    }

    /// Its program.
    ///
    /// # Errors
    /// If the user has no cache folder.
    pub(crate) fn program(&self) -> Result<PathBuf, Failure> {
        Ok(self.program_in(&self.home()?))
    }

    /// Installs it, unless that was done before. A tool appears in its place whole or not at all.
    ///
    /// # Errors
    /// If the installation fails.
    pub(crate) fn install(&self) -> Result<(), Failure> {
        if self.program()?.is_file() {
            return Ok(());
        }
        step(&format!("install {} {}", self.package, self.version), || {
            let home = self.home()?;
            let part = home.with_file_name(format!("{}-{}.part", self.package, self.version));
            clear(&part)?;
            std::fs::create_dir_all(&part).map_err(|error| Failure::file(&part, &error))?;
            match self.registry {
                Registry::Cargo => self.cargo_install(&part)?,
                Registry::Npm | Registry::NpmScript => self.npm_install(&part)?,
            }
            if !self.program_in(&part).is_file() {
                return Err(Failure::new(format!(
                    "`{}` {} came without `{}`",
                    self.package, self.version, self.program
                )));
            }
            clear(&home)?;
            std::fs::rename(&part, &home).map_err(|error| Failure::file(&home, &error))
        })
    }

    fn home(&self) -> Result<PathBuf, Failure> {
        Ok(cache()?.join(format!("{}-{}", self.package, self.version)))
    }

    fn program_in(&self, home: &Path) -> PathBuf {
        let suffix = match self.registry {
            Registry::Npm if cfg!(windows) => ".cmd",
            Registry::NpmScript => "",
            _ => EXE_SUFFIX,
        };
        self.programs_in(home).join(format!("{}{suffix}", self.program))
    }

    fn programs_in(&self, home: &Path) -> PathBuf {
        match self.registry {
            Registry::Cargo => home.join("bin"),
            Registry::Npm => home.join("node_modules").join(".bin"),
            Registry::NpmScript => home.join("node_modules").join(self.package),
        }
    }

    /// With the versions that the author locked, or, where a registry lacks one of those, with the newest that fit.
    fn cargo_install(&self, to: &Path) -> Result<(), Failure> {
        let install = |more: &[&str]| {
            let pin = ["install", self.package, "--version", self.version.as_str()];
            // A target folder that the user shares among projects would be locked, and filled, by this.
            run(cargo().args(pin).args(more).arg("--root").arg(to).env_remove("CARGO_TARGET_DIR"))
        };
        install(&["--locked"]).or_else(|failure| {
            println!("   {failure}; once more without its lock file");
            install(&[])
        })
    }

    fn npm_install(&self, to: &Path) -> Result<(), Failure> {
        let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
        if place::program(&["npm"]).is_none() && !cfg!(windows) {
            return Err(Failure::new(format!("`npm` is missing: install Node.js, it brings `{}`", self.package)));
        }
        let pin = format!("{}@{}", self.package, self.version);
        run(Command::new(name).args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(to).arg(pin))
    }
}

/// Where the tools live.
fn cache() -> Result<PathBuf, Failure> {
    let given = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = given("XDG_CACHE_HOME")
        .or_else(|| given("HOME").map(|home| home.join(".cache")))
        .or_else(|| given("LOCALAPPDATA"))
        .ok_or_else(|| Failure::new("there is no home folder to keep the tools in: set `XDG_CACHE_HOME`"))?;
    Ok(base.join("cpx-guide").join("tools"))
}

fn clear(folder: &Path) -> Result<(), Failure> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::file(folder, &error)),
        _ => Ok(()),
    }
}
