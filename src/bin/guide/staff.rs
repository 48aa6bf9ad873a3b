//! Builds the module of `<cpx-staff>`: the same crate with lists and without the guide's own edge, made small with the
//! options by which Trunk makes the guide's. Trunk builds one module a page; this is the second.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::place;
use crate::step::{cargo, run};

/// In a folder of its own: both modules have the name of the crate, and would overwrite each other.
const TARGET: &str = "target/staff";
const NAME: &str = "cpx-staff";

/// The module, as a file, and its glue.
///
/// # Errors
/// If a tool fails.
pub(crate) fn build() -> Result<(PathBuf, String), Failure> {
    let target = place::root().join(TARGET);
    let mut build = cargo();
    build.args(["rustc", "--release", "--lib", "--crate-type", "cdylib", "--features", "staff"]);
    build.args(["--target", "wasm32-unknown-unknown", "--target-dir"]).arg(&target);
    run(&mut build)?;
    let built = target.join("wasm32-unknown-unknown").join("release").join("cpx_guide.wasm");
    let out = target.join("bindgen");
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "no-modules", "--no-typescript", "--out-name", NAME, "--out-dir"]).arg(&out).arg(&built);
    run(&mut bindgen)?;
    let (bound, module) = (out.join(format!("{NAME}_bg.wasm")), out.join(format!("{NAME}.wasm")));
    optimise(&bound, &module)?;
    Ok((module, place::text_of(&out.join(format!("{NAME}.js")))?))
}

fn optimise(from: &Path, to: &Path) -> Result<(), Failure> {
    let name = if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" };
    let page = place::text_of(&place::root().join("index.html"))?;
    run(Command::new(name).args(options(&page)?).arg(from).arg("-o").arg(to))
}

/// The options that the page gives wasm-opt.
fn options(page: &str) -> Result<Vec<&str>, Failure> {
    let (_, after) = page
        .split_once("data-wasm-opt-params=\"")
        .ok_or_else(|| Failure::new("`index.html` has no options for wasm-opt: `data-wasm-opt-params`"))?;
    Ok(after.split('"').next().unwrap_or_default().split_ascii_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::options;

    #[test]
    fn the_options_are_those_of_the_page() {
        assert_eq!(options("<link data-wasm-opt-params=\"--a -Oz\n  --b\">").unwrap(), ["--a", "-Oz", "--b"]);
        assert!(options("<link>").is_err());
    }
}
