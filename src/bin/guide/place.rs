//! Where things are, and what the project itself fixes: its folder, the versions in its lock file, the programs that
//! a terminal would find.

use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::de::{DeTable, DeValue};

use cpx_guide::built_in;
use cpx_guide::session::Compiled;

use crate::failure::Failure;
use crate::step::read;

/// The folder of `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The bytes of a file.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::file(path, &error))
}

/// Writes a file.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| Failure::file(path, &error))
}

/// The text of a file.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn text_of(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))
}

/// The day of what is built, `2026-11-23`: that of the last commit, so that the same sources give the same bytes; outside
/// a clone, the day when the rules were last checked.
///
/// # Errors
/// If the rules cannot be read.
pub(crate) fn date() -> Result<String, Failure> {
    let mut git = Command::new("git");
    git.current_dir(root()).env("TZ", "UTC").args(["log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d"]);
    match read(&mut git) {
        Ok(day) if !day.is_empty() => Ok(day),
        _ => Ok(guide()?.guide.words.checked),
    }
}

/// A day in words, `23 novembre 2026`.
///
/// # Errors
/// If the rules cannot be read.
pub(crate) fn in_words(day: &str) -> Result<String, Failure> {
    Ok(cpx_guide::page::date(&guide()?.guide.words, day))
}

/// The guide of this build, in its own language.
///
/// # Errors
/// If it is damaged.
pub(crate) fn guide() -> Result<Compiled, Failure> {
    built_in::compiled("").map_err(|error| Failure::new(format!("the built-in guide: {error}")))
}

/// The guide of this build in each of its languages, its own first.
///
/// # Errors
/// If it is damaged.
pub(crate) fn guides() -> Result<Vec<Compiled>, Failure> {
    let guides = built_in::languages().and_then(|all| all.iter().map(|lang| built_in::compiled(lang)).collect());
    guides.map_err(|error| Failure::new(format!("the built-in guide: {error}")))
}

/// The version of a package in `Cargo.lock`.
///
/// # Errors
/// If the file cannot be read, or does not hold the package.
pub(crate) fn version_of(package: &str) -> Result<String, Failure> {
    let text = text_of(&root().join("Cargo.lock"))?;
    version_in(&text, package).ok_or_else(|| Failure::new(format!("`Cargo.lock` holds no package `{package}`")))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let lock = DeTable::parse(lock).ok()?.into_inner();
    let DeValue::Array(packages) = lock.get("package")?.get_ref() else { return None };
    packages.iter().find_map(|it| {
        let it = it.get_ref().as_table()?;
        let named = it.get("name")?.get_ref().as_str()? == package;
        named.then(|| it.get("version")?.get_ref().as_str().map(str::to_owned)).flatten()
    })
}

/// The first of these programs that the PATH holds.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        let file = format!("{name}{EXE_SUFFIX}");
        std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|path| path.is_file())
    })
}

/// The PATH with these folders before all others.
///
/// # Errors
/// If a folder has a name that no PATH can hold.
pub(crate) fn path_with(folders: &[&Path]) -> Result<OsString, Failure> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.iter().map(|folder| folder.to_path_buf()).chain(std::env::split_paths(&before));
    std::env::join_paths(folders).map_err(|error| Failure::new(format!("the PATH cannot be made: {error}")))
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn a_version_is_that_of_the_package_named() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
        assert_eq!(version_in(lock, "a").as_deref(), Some("2.0.0"));
        assert_eq!(version_in(lock, "b"), None);
        assert_eq!(version_in("", "a"), None);
    }
}
