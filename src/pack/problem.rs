//! How a fault of the rules file is said: where it is, what is wrong in the author's own words, and what was probably
//! meant. It never stops the search for the next fault.

use std::fmt;
use std::ops::Range;

/// A fault of the rules file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    at: Place,
    message: String,
    meant: Option<String>,
}

/// A place in the rules file, in bytes from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    start: usize,
    end: usize,
}

/// Something written, with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    /// What is written.
    pub it: T,
    /// Where.
    pub at: Place,
}

/// Something written as text.
pub type Text = At<String>;

/// How many names are listed where none is near.
const FEW: usize = 8;

/// A problem with the file that it is in, ready to be printed.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The problem.
    pub problem: &'a Problem,
    /// The name of the file.
    pub file: &'a str,
    /// The text of the file.
    pub source: &'a str,
}

impl Problem {
    /// A fault at a place.
    #[must_use]
    pub fn new(at: Place, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), meant: None }
    }

    /// A name that is not among `known`, with the one that was probably meant.
    #[must_use]
    pub fn unknown<'a>(kind: &str, name: &Text, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self::amiss(name, format!("unknown {kind} `{}`", name.it), known)
    }

    /// The same for a name that is looked for within something: a choice of a question, a value of an attribute.
    #[must_use]
    pub fn lacks<'a>(within: &str, kind: &str, name: &Text, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self::amiss(name, format!("`{within}` has no {kind} `{}`", name.it), known)
    }

    fn amiss<'a>(name: &Text, message: String, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<_> = known.into_iter().collect();
        let meant = nearest(&name.it, known.iter().copied());
        let meant = meant.map(|meant| format!("did you mean `{meant}`?"));
        // Few names are soon read; many are looked up in the file.
        let few = !known.is_empty() && known.len() <= FEW;
        let meant = meant.or_else(|| few.then(|| format!("there is `{}`", known.join("`, `"))));
        Self { at: name.at, message, meant }
    }

    /// What is wrong, with the suggestion if there is one.
    #[must_use]
    pub fn message(&self) -> String {
        match &self.meant {
            Some(meant) => format!("{}; {meant}", self.message),
            None => self.message.clone(),
        }
    }

    /// Line and column, both from 1, columns in characters.
    #[must_use]
    pub fn position(&self, source: &str) -> (usize, usize) {
        let before = source.get(..self.at.start).unwrap_or(source);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

impl From<Range<usize>> for Place {
    fn from(span: Range<usize>) -> Self {
        Self { start: span.start, end: span.end }
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.problem.position(self.source);
        let text = self.source.lines().nth(line - 1).unwrap_or_default();
        let within = text.chars().count().saturating_sub(column - 1).max(1);
        let marked = self.source.get(self.problem.at.start..self.problem.at.end).unwrap_or_default();
        let width = marked.chars().count().clamp(1, within);
        let gutter = " ".repeat(line.to_string().len());
        writeln!(f, "{}:{line}:{column}: {}", self.file, self.problem.message())?;
        writeln!(f, "{gutter} |")?;
        writeln!(f, "{line} | {text}")?;
        write!(f, "{gutter} | {}{}", " ".repeat(column - 1), "^".repeat(width))
    }
}

/// The known name that is nearest to `name`, if one is near enough to be a slip.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let slips = 1 + name.chars().count() / 4;
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(name, known), known))
        .filter(|(distance, _)| *distance <= slips)
        .min()
        .map(|(_, known)| known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn said(source: &str, start: usize, end: usize, expected: &str) {
        let problem = Problem::new(Place { start, end }, "wrong");
        let report = Report { problem: &problem, file: "a.toml", source };
        assert_eq!(report.to_string(), expected);
    }

    #[test]
    fn a_report_shows_the_line_and_points() {
        said("a = 1\nbé = 2\n", 10, 11, "a.toml:2:4: wrong\n  |\n2 | bé = 2\n  |    ^");
        said("", 0, 0, "a.toml:1:1: wrong\n  |\n1 | \n  | ^");
        said("ab\ncd", 1, 5, "a.toml:1:2: wrong\n  |\n1 | ab\n  |  ^");
    }

    #[test]
    fn only_slips_are_suggested() {
        assert_eq!(nearest("vile", ["ville", "etablissement"]), Some("ville".to_owned()));
        assert_eq!(nearest("hopital", ["ville", "etablissement"]), None);
    }
}
