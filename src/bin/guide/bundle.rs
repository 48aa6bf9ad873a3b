//! Makes the one script out of the glue of wasm-bindgen and the custom element: a classic script that leaves no name
//! behind it on the page but that of the element.

use std::path::{Path, PathBuf};

use cpx_guide::{built_in, still, ui};

use crate::budget::Budget;
use crate::failure::Failure;
use crate::weigh;
use crate::{budget, place};

const SCRIPT: &str = "cpx-guide.js";
const STATIC_PAGE: &str = "static.html";
/// Where the page leaves room for the first question.
const FIRST_QUESTION: &str = "<!-- first question -->";

/// Called by Trunk with the folder of the finished build: puts the script together, then weighs the folder.
///
/// # Errors
/// If a part is missing, or the budget is exceeded.
pub(crate) fn bundle(_arguments: &[String]) -> Result<(), Failure> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let folder =
        folder.ok_or_else(|| Failure::new("only Trunk calls this, at the end of a build: try `cargo verify`"))?;
    join(&folder)?;
    stand_still(&folder)?;
    let budget = Budget::parse(&place::text_of(&place::root().join(".budget.toml"))?)?;
    let parcels = weigh::folder(&folder)?;
    let verdict = budget::compare(&budget, &parcels);
    println!("{}", verdict.table);
    if verdict.faults.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("over the budget of `.budget.toml`: {}", verdict.faults.join("; "))))
}

/// The glue that Trunk has placed becomes the whole script, under the same name.
fn join(folder: &Path) -> Result<(), Failure> {
    let script = folder.join(SCRIPT);
    let glue = place::text_of(&script)?;
    let element = place::text_of(&place::root().join("src").join("embed").join("element.js"))?;
    std::fs::write(&script, joined(&glue, &element)).map_err(|error| Failure::file(&script, &error))
}

/// The guide without any script beside the page, and the first question in the page until the element draws it.
fn stand_still(folder: &Path) -> Result<(), Failure> {
    let guide = built_in::compiled().map_err(|damaged| Failure::new(damaged.to_string()))?;
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        std::fs::write(&file, text).map_err(|error| Failure::file(&file, &error))
    };
    write(STATIC_PAGE, &still::page(&guide))?;
    write("static.css", &still::style(&guide))?;
    let page = place::text_of(&folder.join("index.html"))?;
    let first = ui::Level::new(1).map(|level| still::first(&guide, STATIC_PAGE, level)).unwrap_or_default();
    if !page.contains(FIRST_QUESTION) {
        return Err(Failure::new(format!("`index.html` has no place for the first question: `{FIRST_QUESTION}`")));
    }
    write("index.html", &page.replace(FIRST_QUESTION, first.trim_end()))
}

/// The glue declares `wasm_bindgen`, and the element uses it: both within one function, which hides the name.
fn joined(glue: &str, element: &str) -> String {
    let (version, licence) = (env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_LICENSE"));
    let (glue, element) = (glue.trim(), element.trim());
    format!("/* cpx-guide {version}, {licence} */\n(() => {{\n\"use strict\";\n{glue}\n\n{element}\n}})();\n")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn the_parts_share_one_function_and_come_in_order() {
        let script = joined("let wasm_bindgen = glue;\n", "\nuse(wasm_bindgen); // last line\n");
        let (before, rest) = script.split_once("(() => {").unwrap();
        assert!(before.starts_with("/* cpx-guide ") && !before.contains("wasm_bindgen"));
        assert!(rest.find("let wasm_bindgen").unwrap() < rest.find("use(").unwrap());
        assert!(rest.ends_with("// last line\n})();\n"));
    }
}
