//! Checks the rules file, compiles the guide and stores both for the crate to carry; a pack with a fault does not build, and all its
//! faults are printed together. Stores the style sheets of the shadow root too, without their comments.

#[expect(dead_code, unreachable_pub, reason = "the build needs the check alone")]
mod pack;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use sha2::{Digest, Sha256};

const RULES: &str = "src/pack/cpx.toml";
const SHEETS: [&str; 4] = ["tokens.css", "guide.css", "timeline.css", "print.css"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/pack");
    println!("cargo::rerun-if-changed=style");
    let out = env::var("OUT_DIR")?;
    for sheet in SHEETS {
        fs::write(Path::new(&out).join(sheet), lean(&fs::read_to_string(Path::new("style").join(sheet))?))?;
    }
    let source = fs::read_to_string(RULES)?;
    let (draft, problems) = pack::draft::draft(&source);
    match pack::check::check(&draft, problems) {
        Ok(mut guide) => {
            let digest = Sha256::digest(&source);
            guide.logic.digest = digest.iter().take(6).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
            let graph = pack::graph::Graph::compile(&guide.logic).map_err(|_| "the guide has no graph")?;
            let bytes = pack::bytes::write(&guide, &graph);
            if pack::bytes::read(&bytes) != Some((guide, graph)) {
                return Err("the guide cannot be read back as it was stored".into());
            }
            Ok(fs::write(Path::new(&out).join("guide.bin"), bytes)?)
        }
        Err(problems) => {
            for problem in &problems {
                let report = pack::problem::Report { problem, file: RULES, source: &source };
                eprintln!("{report}\n");
            }
            Err(format!("{RULES} has {} fault(s), listed above", problems.len()).into())
        }
    }
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
