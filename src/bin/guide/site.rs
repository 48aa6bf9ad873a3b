//! Puts the pages and small scripts of `src/site` beside the one script, and fills in what only the build knows: names,
//! fingerprints, dates. A place that nobody fills stops the build.

use std::path::Path;

use crate::bundle::SCHEMA;
use crate::failure::Failure;
use crate::release::{immutable, is_immutable};
use crate::script::{Kind, MODULE, SCRIPT, STAFF, STREAMED, small};
use crate::{integrity, place, rgaa, weigh};

/// What other people's pages include to get the guide in a frame.
const FRAME: &str = "cpx-frame.js";
/// What keeps the site when there is no network; it names all files, so it is filled last.
const WORKER: &str = "service-worker.js";
/// The policy under which the element works, as integrators are told.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'";

/// Fills and writes all files of `src/site`, scripts and style sheets made small.
///
/// # Errors
/// If a file cannot be read or written, or a place in it is not filled.
pub(crate) fn make(folder: &Path) -> Result<(), Failure> {
    let sources = place::root().join("src").join("site");
    let mut names = weigh::names(&sources)?;
    // The pages tell the fingerprint of the frame's script, the worker those of all.
    names.sort_by_key(|name| (*name == WORKER, *name != FRAME));
    let mut facts = vec![
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("policy", POLICY.to_owned()),
        ("date", place::date()?),
    ];
    facts.extend(rgaa::facts()?);
    facts.extend(told(folder, SCRIPT, ["file", "integrity"])?);
    for name in &names {
        if name == WORKER {
            facts.extend(kept(folder)?);
        }
        let text =
            fill(&place::text_of(&sources.join(name))?, &facts).map_err(|it| Failure::file(Path::new(name), &it))?;
        let text = match name.rsplit_once('.') {
            Some(("diagnostic", "js")) => small(&text, Kind::OldScript)?,
            Some((_, "js")) => small(&text, Kind::Script)?,
            Some((_, "css")) => small(&text, Kind::Sheet)?,
            _ => text,
        };
        place::write(&folder.join(name), text)?;
        if name == FRAME {
            facts.extend(told(folder, FRAME, ["file-frame", "integrity-frame"])?);
        }
    }
    Ok(())
}

/// A text with its places filled: `{{name}}` stands for a fact.
///
/// # Errors
/// If there is no fact of that name.
pub(crate) fn fill(text: &str, facts: &[(&str, String)]) -> Result<String, Failure> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, tail) = after.split_once("}}").unwrap_or((after, ""));
        let fact = facts.iter().find(|(known, _)| *known == name);
        let (_, value) = fact.ok_or_else(|| Failure::new(format!("nothing fills `{{{{{name}}}}}`")))?;
        filled.push_str(before);
        filled.push_str(value);
        rest = tail;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The name for ever and the fingerprint of a script; a copy of it is put under that name.
fn told<'a>(folder: &Path, name: &str, [file, print]: [&'a str; 2]) -> Result<[(&'a str, String); 2], Failure> {
    let bytes = place::bytes_of(&folder.join(name))?;
    let copy = immutable(name, &bytes);
    place::write(&folder.join(&copy), &bytes)?;
    Ok([(file, copy), (print, integrity::integrity(&bytes))])
}

/// What the worker keeps, and a name for just these contents. The page by mail and the copies under other names are
/// for elsewhere, and who comes for the guide need not fetch what lists take.
fn kept(folder: &Path) -> Result<[(&'static str, String); 2], Failure> {
    let mut names = weigh::names(folder)?;
    let elsewhere = ["cpx-guide.html", SCHEMA, STREAMED, MODULE, WORKER, STAFF, "staff.html"];
    names.retain(|name| !is_immutable(name) && !elsewhere.contains(&name.as_str()));
    let print = |name: &String| {
        let bytes = place::bytes_of(&folder.join(name))?;
        Ok(format!("{name} {}\n", integrity::integrity(&bytes)))
    };
    let prints: Result<String, Failure> = names.iter().map(print).collect();
    let list = names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(",");
    Ok([("files", format!("[{list}]")), ("digest", integrity::short(prints?.as_bytes()))])
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn every_place_is_filled_or_named() {
        let facts = [("a", "x {{b}}".to_owned())];
        assert_eq!(fill("1 {{a}} 2 {a} }}", &facts).unwrap(), "1 x {{b}} 2 {a} }}");
        assert!(fill("{{b}}", &facts).unwrap_err().to_string().contains("{{b}}"));
        assert!(fill("{{a", &facts).is_ok() && fill("{{", &facts).is_err());
    }
}
