//! Checks the rules file and its translations, compiles the guide and stores all of it for the crate to carry; a pack
//! with a fault does not build, and all its faults are printed together. Stores the style sheets of the shadow root too, without their comments.

#[expect(dead_code, unreachable_pub, reason = "the build needs the check alone")]
mod pack;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use sha2::{Digest, Sha256};

const RULES: &str = "src/pack/cpx.toml";
const SHEETS: [&str; 5] = ["tokens.css", "guide.css", "plan.css", "expert.css", "print.css"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/pack");
    println!("cargo::rerun-if-changed=style");
    let out = env::var("OUT_DIR")?;
    for sheet in SHEETS {
        fs::write(Path::new(&out).join(sheet), lean(&fs::read_to_string(Path::new("style").join(sheet))?))?;
    }
    let source = fs::read_to_string(RULES)?;
    let (draft, problems) = pack::draft::draft(&source);
    let mut guide = pack::check::check(&draft, problems).map_err(|problems| refused(RULES, &source, &problems))?;
    let mut others = Vec::new();
    for file in translations()? {
        let text = fs::read_to_string(&file)?;
        let translated = pack::translate::translated(&source, &text);
        let (logic, words) = translated.map_err(|problems| refused(&file, &text, &problems))?;
        if logic != guide.logic {
            return Err(format!("{file} would change what is decided").into());
        }
        others.push(words);
    }
    let digest = Sha256::digest(&source);
    guide.logic.digest = digest.iter().take(6).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let graph = pack::graph::Graph::compile(&guide.logic).map_err(|_| "the guide has no graph")?;
    let bytes = pack::bytes::write(&guide, &graph, &others);
    if pack::bytes::read(&bytes) != Some((guide, graph, others)) {
        return Err("the guide cannot be read back as it was stored".into());
    }
    Ok(fs::write(Path::new(&out).join("guide.bin"), bytes)?)
}

/// The files of texts beside the rules, one a language: `cpx.en.toml`.
fn translations() -> Result<Vec<String>, Box<dyn Error>> {
    let (folder, rules) = RULES.rsplit_once('/').unwrap_or((".", RULES));
    let stem = rules.strip_suffix("toml").unwrap_or(rules);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let lang = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".toml"));
        if lang.is_some() {
            files.push(format!("{folder}/{name}"));
        }
    }
    files.sort();
    Ok(files)
}

/// All that is wrong with a file, printed.
fn refused(file: &str, source: &str, problems: &[pack::problem::Problem]) -> String {
    for problem in problems {
        eprintln!("{}\n", pack::problem::Report { problem, file, source });
    }
    format!("{file} has {} fault(s), listed above", problems.len())
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
