//! Modules that Trunk does not build: it builds one a page. They are made small with the options that it gives wasm-opt for
//! the guide, read from where they stand.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::step::{cargo, run};
use crate::{place, tools};

/// The module of `<cpx-staff>`, as a file, and its glue: the same crate with lists, and without the guide's own edge.
///
/// # Errors
/// If a tool fails.
pub(crate) fn staff() -> Result<(PathBuf, String), Failure> {
    const NAME: &str = "cpx-staff";
    // In a folder of its own: both modules have the name of the crate, and would overwrite each other.
    let folder = target().join("staff");
    let mut build = cargo();
    build.args(["rustc", "--release", "--lib", "--crate-type", "cdylib", "--features", "staff"]);
    run(build.args(["--target", "wasm32-unknown-unknown", "--target-dir"]).arg(&folder))?;
    let raw = folder.join("wasm32-unknown-unknown").join("release").join("cpx_guide.wasm");
    let out = folder.join("bound");
    let mut bindgen = Command::new(tools::wasm_bindgen()?.program()?);
    bindgen.args(["--target", "no-modules", "--no-typescript", "--out-name", NAME, "--out-dir"]);
    run(bindgen.arg(&out).arg(&raw))?;
    let module = out.join(format!("{NAME}_bg.wasm"));
    optimise(&module, &module)?;
    Ok((module, place::text_of(&out.join(format!("{NAME}.js")))?))
}

/// Makes a module small.
///
/// # Errors
/// If wasm-opt fails.
pub(crate) fn optimise(from: &Path, to: &Path) -> Result<(), Failure> {
    let options = options(&place::text_of(&place::root().join("index.html"))?)?;
    run(Command::new(tools::wasm_opt().program()?).args(options).arg(from).arg("-o").arg(to))
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| place::root().join("target"), PathBuf::from)
}

/// The options of the page: those by which Trunk calls wasm-opt.
fn options(page: &str) -> Result<Vec<String>, Failure> {
    let value = |name: &str| page.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    let level = value("data-wasm-opt").map(|(level, _)| format!("-O{level}"));
    let more = value("data-wasm-opt-params").map(|(more, _)| more.split_whitespace().map(str::to_owned));
    let options = level.zip(more).map(|(level, more)| std::iter::once(level).chain(more).collect());
    options.ok_or_else(|| Failure::new("`index.html` does not say how wasm-opt is called"))
}

#[cfg(test)]
mod tests {
    use super::options;

    #[test]
    fn the_options_are_those_of_the_page() {
        let page = "<link data-wasm-opt=\"z\"\n data-wasm-opt-params=\"--a  --b\">";
        assert_eq!(options(page).unwrap(), ["-Oz", "--a", "--b"]);
        assert!(options("<link>").is_err());
    }
}
