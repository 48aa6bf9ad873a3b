//! A pack as it lies on a disk, a rules file and beside it its texts in other languages, and what becomes of it: a checked
//! guide with its graph, or every fault, told with its place. The build and the rule keeper's commands both start here.

use std::fmt;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::draft::draft;
use super::graph::Graph;
use super::problem::{Problem, Report};
use super::translate::translated;
use super::{Guide, Words, check};

/// A text with the name under which its faults are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, or its path.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// The files of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The rules (`cpx.toml`).
    pub rules: File,
    /// The texts in other languages, in the order of their names (`cpx.en.toml`).
    pub translations: Vec<File>,
}

/// Why a pack has no guide: every fault, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// How many faults there are.
    pub faults: usize,
    /// The faults in the order of the files, each with its place, its line and what was probably meant.
    pub told: String,
}

impl Source {
    /// Reads a rules file and the translations beside it.
    ///
    /// # Errors
    /// If a file cannot be read; the message names it.
    pub fn open(rules: &Path) -> io::Result<Self> {
        let file = |path: &Path| {
            let said = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
            let text = std::fs::read_to_string(path).map_err(said)?;
            Ok::<_, io::Error>(File { name: path.to_string_lossy().into_owned(), text })
        };
        let own = file(rules)?;
        let name = rules.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = name.strip_suffix("toml").unwrap_or(&name);
        let folder = rules.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut beside = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let lang = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".toml"));
            // `cpx.en.toml` is a text of `cpx.toml`; `cpx.old.en.toml` belongs to somebody else.
            if lang.is_some_and(|lang| !lang.contains('.')) {
                beside.push(path);
            }
        }
        beside.sort();
        let translations = beside.iter().map(|path| file(path)).collect::<Result<_, _>>()?;
        Ok(Self { rules: own, translations })
    }

    /// The guide with its digest, its graph, and its words in the other languages.
    ///
    /// # Errors
    /// Every fault of the rules; of the translations, once the rules have none.
    pub fn compile(&self) -> Result<(Guide, Graph, Vec<Words>), Refused> {
        let (draft, problems) = draft(&self.rules.text);
        let mut guide = check::check(&draft, problems).map_err(|problems| self.rules.refused(&problems))?;
        let mut others = Vec::new();
        let mut refused = Vec::new();
        for file in &self.translations {
            match translated(&self.rules.text, &file.text) {
                Ok((logic, words)) if logic == guide.logic => others.push(words),
                Ok(_) => {
                    refused.push(Refused { faults: 1, told: format!("{}: would change what is decided\n", file.name) });
                }
                Err(problems) => refused.push(file.refused(&problems)),
            }
        }
        if !refused.is_empty() {
            let faults = refused.iter().map(|it| it.faults).sum();
            return Err(Refused { faults, told: refused.into_iter().map(|it| it.told).collect() });
        }
        guide.logic.digest = digest(&self.rules.text);
        let graph = Graph::compile(&guide.logic).map_err(|_| self.rules.refused(&[]))?;
        Ok((guide, graph, others))
    }
}

/// The first 12 hex digits of the SHA-256 of a rules file.
#[must_use]
pub fn digest(rules: &str) -> String {
    Sha256::digest(rules).iter().take(6).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

impl File {
    fn refused(&self, problems: &[Problem]) -> Refused {
        let report = |problem| format!("{}\n\n", Report { problem, file: &self.name, source: &self.text });
        Refused { faults: problems.len(), told: problems.iter().map(report).collect() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = if self.faults == 1 { "" } else { "s" };
        write!(f, "{}{} fault{s}", self.told, self.faults)
    }
}

impl std::error::Error for Refused {}
