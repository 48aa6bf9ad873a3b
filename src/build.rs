//! Checks the rules file and its translations, compiles the guide and stores all of it for the crate to carry; a pack
//! with a fault does not build, and all its faults are printed together. The host program alone is built all the same,
//! with no guide in it: it is what tells the rule keeper of the faults, in peace. Stores the style sheets of the shadow
//! root too, without their comments.

#[expect(dead_code, unreachable_pub, reason = "the build needs the check alone")]
mod pack;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

const RULES: &str = "src/pack/cpx.toml";
/// The sheets of the shadow root: each may override the one before.
const SHEETS: [&str; 8] =
    ["tokens.css", "guide.css", "timeline.css", "plan.css", "work.css", "house.css", "expert.css", "print.css"];
/// Those of the element for lists: what it draws is drawn with the pieces of the guide.
const STAFF_SHEETS: [&str; 4] = ["tokens.css", "guide.css", "staff.css", "staff-print.css"];

/// What is known and said of staff lists: checked by the tests, carried as JSON, which their module reads anyway.
const LISTS: [&str; 2] = ["columns", "words"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=src/pack");
    println!("cargo::rerun-if-changed=style");
    println!("cargo::rerun-if-changed=src/staff");
    match store() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn store() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("guide.css"), sheets(&SHEETS)?)?;
    fs::write(Path::new(&out).join("staff.css"), sheets(&STAFF_SHEETS)?)?;
    for name in LISTS {
        let text = fs::read_to_string(Path::new("src/staff").join(name).with_extension("toml"))?;
        let value: toml::Value = toml::from_str(&text).map_err(|error| format!("src/staff/{name}.toml: {error}"))?;
        fs::write(Path::new(&out).join(name).with_extension("json"), serde_json::to_string(&value)?)?;
    }
    Ok(fs::write(Path::new(&out).join("guide.bin"), guide()?)?)
}

/// Some sheets in one.
fn sheets(names: &[&str]) -> std::io::Result<String> {
    names.iter().map(|name| Ok(lean(&fs::read_to_string(Path::new("style").join(name))?))).collect()
}

/// The checked guide as it is stored; nothing, in the host program, for a pack with faults.
fn guide() -> Result<Vec<u8>, Box<dyn Error>> {
    let source = pack::source::Source::open(Path::new(RULES))?;
    let (guide, graph, others) = match source.compile() {
        Ok(compiled) => compiled,
        Err(_) if env::var_os("CARGO_FEATURE_HOST").is_some() => return Ok(Vec::new()),
        Err(refused) => return Err(refused.into()),
    };
    let bytes = pack::bytes::write(&guide, &graph, &others);
    if pack::bytes::read(&bytes) != Some((guide, graph, others)) {
        return Err("the guide cannot be read back as it was stored".into());
    }
    Ok(bytes)
}

/// A style sheet without comments and indents: nobody reads them in the browser, everybody would load them.
fn lean(sheet: &str) -> String {
    let mut lean = String::with_capacity(sheet.len());
    let mut pieces = sheet.split("/*");
    lean.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        lean.push_str(piece.split_once("*/").map_or("", |(_, after)| after));
    }
    lean.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
