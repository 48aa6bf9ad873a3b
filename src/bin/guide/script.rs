//! Makes the scripts, one an element: the module as text, the glue of wasm-bindgen, the custom element, all in one function,
//! so that it leaves no name behind it on the page but that of the element. A second copy on a page, of whatever version,
//! does nothing: the first one has the name. Beside that of the guide the same without the module, which is then a file of
//! its own: a little faster where it may be fetched.

use std::path::Path;
use std::process::Command;

use crate::carry::{self, Carried};
use crate::failure::Failure;
use crate::step::pipe;
use crate::{module, names, place};

/// The script, under the name that pages hold on to.
pub(crate) const SCRIPT: &str = "cpx-guide.js";
/// The same for a module that is fetched.
pub(crate) const STREAMED: &str = "cpx-guide-streamed.js";
/// That module.
pub(crate) const MODULE: &str = "cpx-guide.wasm";
const BUILT: &str = "cpx-guide_bg.wasm";
/// The script of `<cpx-staff>`, under the name that pages hold on to.
pub(crate) const STAFF: &str = "cpx-staff.js";
/// The parts of the elements, in the order in which they need each other.
const PARTS: &[&str] =
    &["embed/unpack.js", "embed/failure.js", "embed/start.js", "embed/fetched.js", "embed/element.js"];
const STREAMED_PARTS: &[&str] =
    &["embed/stream.js", "embed/failure.js", "embed/start.js", "embed/fetched.js", "embed/element.js"];
/// The name of the script, and how it begins: nothing to do where the element is known.
const OPENS: [&str; 2] = [SCRIPT, "(() => {\n\"use strict\";\nif (customElements.get(\"cpx-guide\")) return;\n"];
/// This one has a name, by which it makes itself a worker.
const STAFF_OPENS: [&str; 2] =
    [STAFF, "(function whole() {\n\"use strict\";\nif (globalThis.customElements?.get(\"cpx-staff\")) return;\n"];
const STAFF_PARTS: &[&str] = &[
    "embed/unpack.js",
    "staff/embed/serve.js",
    "embed/failure.js",
    "embed/start.js",
    "staff/embed/clerk.js",
    "staff/embed/element.js",
];
/// Where the glue asks for its own address: it fails in a page without one, and nobody needs the answer.
const OWN_ADDRESS: &str = "if (typeof document !== 'undefined' && document.currentScript !== null)";

/// The glue that Trunk has placed, and the module beside it, become one script under the name of the first.
///
/// # Errors
/// If a part is missing or not as expected.
pub(crate) fn make(folder: &Path) -> Result<(), Failure> {
    let (script, built, module) = (folder.join(SCRIPT), folder.join(BUILT), folder.join(MODULE));
    std::fs::rename(&built, &module).map_err(|error| Failure::file(&built, &error))?;
    let glue = names::shorten(&module, &place::text_of(&script)?)?;
    let whole = joined(OPENS, &glue, &packed(&module)?, &parts(PARTS)?)?;
    place::write(&script, small(&whole, Kind::Script)?)?;
    let streamed = joined(OPENS, &glue, "", &parts(STREAMED_PARTS)?)?;
    place::write(&folder.join(STREAMED), small(&streamed, Kind::Script)?)?;

    let (module, glue) = module::staff()?;
    let glue = names::shorten(&module, &glue)?;
    let whole = joined(STAFF_OPENS, &glue, &packed(&module)?, &parts(STAFF_PARTS)?)?;
    place::write(&folder.join(STAFF), small(&whole, Kind::Script)?)
}

/// A module as the script carries it.
fn packed(module: &Path) -> Result<String, Failure> {
    let Carried { size, text } = carry::carry(&place::bytes_of(module)?)?;
    Ok(format!("const SIZE = {size}, PACKED = \"{text}\";"))
}

fn parts(names: &[&str]) -> Result<String, Failure> {
    let parts = names.iter().map(|name| place::text_of(&place::root().join("src").join(name)));
    Ok(parts.collect::<Result<Vec<_>, _>>()?.join("\n"))
}

/// What is made small.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// A script for browsers that can run the guide.
    Script,
    /// A script that must tell an older browser why it cannot.
    OldScript,
    /// A style sheet.
    Sheet,
}

/// A script or a style sheet, as small as it can be written, in ASCII: a page in another encoding may include it.
///
/// # Errors
/// If it is not understood.
pub(crate) fn small(text: &str, kind: Kind) -> Result<String, Failure> {
    let name = if cfg!(windows) { "esbuild.cmd" } else { "esbuild" };
    let (loader, target) = match kind {
        Kind::Script => ("js", "es2022"),
        Kind::OldScript => ("js", "es2017"),
        Kind::Sheet => ("css", "es2022"),
    };
    let mut esbuild = Command::new(name);
    esbuild.args(["--minify", "--charset=ascii", "--legal-comments=inline", "--log-level=warning"]);
    let small = pipe(esbuild.arg(format!("--loader={loader}")).arg(format!("--target={target}")), text)?;
    if kind != Kind::Sheet && !small.is_ascii() {
        return Err(Failure::new("a script is not in ASCII: a page in another encoding would garble it"));
    }
    Ok(small)
}

fn joined([file, opens]: [&str; 2], glue: &str, module: &str, parts: &str) -> Result<String, Failure> {
    if !glue.contains(OWN_ADDRESS) {
        return Err(Failure::new(
            "the glue of wasm-bindgen has changed: see `OWN_ADDRESS` in `src/bin/guide/script.rs`",
        ));
    }
    let glue = glue.replace(OWN_ADDRESS, "if (false)");
    let (version, licence) = (env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_LICENSE"));
    Ok(format!(
        "/*! cpx-guide {version}, {licence} */\n{opens}\
        const VERSION = \"{version}\", FILE = \"{file}\";\n{module}\n{glue}\n{parts}\n}})();\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::{OPENS, OWN_ADDRESS, joined};

    #[test]
    fn the_parts_share_one_function_and_come_in_order() {
        let glue = format!("let wasm_bindgen = glue;\n{OWN_ADDRESS} {{}}\n");
        let script = joined(OPENS, &glue, "const PACKED = 1;", "use(wasm_bindgen); // last line").unwrap();
        let (before, rest) = script.split_once("(() => {").unwrap();
        assert!(before.starts_with("/*! cpx-guide ") && !before.contains("wasm_bindgen"));
        assert!(rest.find("PACKED").unwrap() < rest.find("let wasm_bindgen").unwrap());
        assert!(rest.find("let wasm_bindgen").unwrap() < rest.find("use(").unwrap());
        assert!(rest.ends_with("// last line\n})();\n"));
    }

    #[test]
    fn another_glue_is_refused() {
        assert!(joined(OPENS, "let wasm_bindgen = glue;", "", "").is_err());
    }
}
