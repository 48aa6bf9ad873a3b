//! Gives what the module and its glue call each other by a letter or two: the long names, each with a fingerprint, are
//! in both, and no compression makes them small. wasm-opt renames in the module and says how; the glue follows.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::place;
use crate::step::read;

/// What wasm-opt prints: triples of module, name and new name for what comes in, pairs for what goes out.
#[derive(serde::Deserialize)]
struct Renamed {
    imports: Vec<[String; 3]>,
    exports: Vec<[String; 2]>,
}

/// Renames in a module, in place, and in its glue, which is handed back.
///
/// # Errors
/// If wasm-opt fails, or the glue does not know a name that the module has.
pub(crate) fn shorten(module: &Path, glue: &str) -> Result<String, Failure> {
    let name = if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" };
    let mut tool = Command::new(name);
    tool.args(features(&place::text_of(&place::root().join("index.html"))?));
    let said = read(tool.arg("--minify-imports-and-exports-and-modules").arg(module).arg("-o").arg(module))?;
    let renamed: Renamed =
        serde_json::from_str(&said).map_err(|error| Failure::new(format!("`wasm-opt` says no names: {error}")))?;
    follow(glue, &renamed)
}

/// The features that the page lets wasm-opt use.
fn features(page: &str) -> impl Iterator<Item = &str> {
    page.split([' ', '"', '\n']).filter(|word| word.starts_with("--enable-"))
}

fn follow(glue: &str, renamed: &Renamed) -> Result<String, Failure> {
    let mut glue = glue.to_owned();
    for [module, name, short] in &renamed.imports {
        glue = glue.replace(&format!("\"{module}\":"), "\"a\":");
        glue = said(&glue, "", name, short)
            .ok_or_else(|| Failure::new(format!("the glue of wasm-bindgen does not give `{name}`")))?;
    }
    for [name, short] in &renamed.exports {
        // What the glue never asks for may have any name.
        glue = said(&glue, "wasm.", name, short).unwrap_or(glue);
    }
    Ok(glue)
}

/// The text with a whole word replaced wherever it stands behind `before`; nothing if it does not.
fn said(text: &str, before: &str, word: &str, by: &str) -> Option<String> {
    let of_name = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '$';
    let sought = format!("{before}{word}");
    let mut pieces = text.split(&sought);
    let mut said = pieces.next()?.to_owned();
    let mut met = None;
    for piece in pieces {
        let whole = !piece.starts_with(of_name) && !said.ends_with(of_name);
        said.push_str(before);
        said.push_str(if whole { by } else { word });
        met = met.or(whole.then_some(()));
        said.push_str(piece);
    }
    met.map(|()| said)
}

#[cfg(test)]
mod tests {
    use super::{Renamed, features, follow};

    #[test]
    fn the_glue_follows_whole_names_alone() {
        let renamed = Renamed {
            imports: vec![["./x.js".to_owned(), "__wbg_focus_1".to_owned(), "b".to_owned()]],
            exports: vec![["memory".to_owned(), "c".to_owned()], ["unknown".to_owned(), "d".to_owned()]],
        };
        let glue = "({\"./x.js\": {__wbg_focus_1: f, __wbg_focus_12: g}}); wasm.memory; wasm.memory_2; memory";
        let short = "({\"a\": {b: f, __wbg_focus_12: g}}); wasm.c; wasm.memory_2; memory";
        assert_eq!(follow(glue, &renamed).unwrap(), short);
        assert!(follow("{}", &renamed).is_err());
    }

    #[test]
    fn features_are_those_of_the_page() {
        let page = "data-wasm-opt-params=\"--enable-a --strip-debug\n --enable-b\">";
        assert_eq!(features(page).collect::<Vec<_>>(), ["--enable-a", "--enable-b"]);
    }
}
