//! The budget of what is shipped: read from `.budget.toml`, compared with what was built. A line is a file, or several
//! files that are fetched together. A file that has no line is a fault as well, so that nothing is added unseen.

use toml::de::{DeTable, DeValue};

use crate::failure::Failure;
use crate::weigh::{Parcel, Weights};

/// What each file may weigh at most, and several together.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Budget(Vec<Line>);

#[derive(Debug, PartialEq, Eq)]
struct Line {
    name: String,
    limits: Vec<Limit>,
    /// The files weighed together under this name; none if it is the name of a file.
    files: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
struct Limit {
    measure: Measure,
    bytes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Raw,
    Gzip,
    Brotli,
}

/// What came of the comparison.
pub(crate) struct Verdict {
    /// The weights, for the reader.
    pub(crate) table: String,
    /// What is over the budget, a phrase each.
    pub(crate) faults: Vec<String>,
}

impl Measure {
    const ALL: [(&'static str, Self); 3] = [("raw", Self::Raw), ("gzip", Self::Gzip), ("brotli", Self::Brotli)];

    fn of(self, weights: Weights) -> usize {
        match self {
            Self::Raw => weights.raw,
            Self::Gzip => weights.gzip,
            Self::Brotli => weights.brotli,
        }
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

impl Budget {
    /// Reads a budget: a table a file, a measure a line.
    ///
    /// # Errors
    /// At the first thing that is not understood.
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let fault = |what: String| Failure::new(format!("`.budget.toml`: {what}"));
        let file = DeTable::parse(text).map_err(|error| fault(error.to_string()))?.into_inner();
        let mut budget = Vec::new();
        for (name, lines) in file {
            let name = name.into_inner().into_owned();
            let DeValue::Table(lines) = lines.into_inner() else {
                return Err(fault(format!("`{name}` is no table")));
            };
            let mut line = Line { name: name.clone(), limits: Vec::new(), files: Vec::new() };
            for (measure, value) in lines {
                let measure = measure.into_inner();
                let known = Measure::ALL.iter().find(|(name, _)| *name == measure).map(|(_, it)| *it);
                match (known, value.into_inner()) {
                    (Some(measure), DeValue::Integer(bytes)) => {
                        let bytes = bytes.as_str().replace('_', "").parse();
                        let bytes = bytes
                            .map_err(|_| fault(format!("`{}` of `{name}` is no number of bytes", measure.name())))?;
                        line.limits.push(Limit { measure, bytes });
                    }
                    (None, DeValue::Array(files)) if measure == "files" => {
                        line.files = files.iter().filter_map(|it| it.get_ref().as_str().map(str::to_owned)).collect();
                    }
                    _ => {
                        let what =
                            format!("`{measure}` of `{name}` is not `raw`, `gzip` or `brotli` in bytes, nor `files`");
                        return Err(fault(what));
                    }
                }
            }
            budget.push(line);
        }
        Ok(Self(budget))
    }

    fn limits(&self, name: &str) -> Option<&[Limit]> {
        self.0.iter().find(|line| matches(&line.name, name)).map(|line| line.limits.as_slice())
    }

    /// The weights of files that are fetched together, as if they were one.
    fn together(&self, parcels: &[Parcel]) -> Vec<Parcel> {
        let groups = self.0.iter().filter(|line| !line.files.is_empty());
        let sum = |line: &Line| {
            let those = parcels.iter().filter(|parcel| line.files.contains(&parcel.name));
            those.fold(Weights::default(), |sum, Parcel { weights, .. }| Weights {
                raw: sum.raw + weights.raw,
                gzip: sum.gzip + weights.gzip,
                brotli: sum.brotli + weights.brotli,
            })
        };
        groups.map(|line| Parcel { name: line.name.clone(), weights: sum(line) }).collect()
    }

    /// The lines, and the files within them, that name nothing there is.
    fn unmet(&self, parcels: &[Parcel]) -> Vec<String> {
        let there = |name: &str| parcels.iter().any(|parcel| matches(name, &parcel.name));
        let names = self.0.iter().flat_map(|line| match line.files.as_slice() {
            [] => std::slice::from_ref(&line.name),
            files => files,
        });
        names.filter(|name| !there(name)).map(|name| format!("`{name}` is not shipped, and has a line")).collect()
    }
}

/// Whether a line speaks of a file: by its name, or by one with a `*` for what differs from language to language.
fn matches(line: &str, name: &str) -> bool {
    let within = |(start, end)| name.strip_prefix(start).is_some_and(|rest: &str| rest.ends_with(end));
    line.split_once('*').map_or(line == name, within)
}

/// Compares what was built with the budget.
pub(crate) fn compare(budget: &Budget, parcels: &[Parcel]) -> Verdict {
    let together = budget.together(parcels);
    let all = || parcels.iter().chain(&together);
    let head = format!("   {:<20} {:>9} {:>9} {:>9}  budget", "bytes", "raw", "gzip -9", "brotli");
    let rows = all().map(|parcel| row(budget, parcel));
    Verdict {
        table: std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n"),
        faults: all().flat_map(|parcel| faults(budget, parcel)).chain(budget.unmet(parcels)).collect(),
    }
}

fn row(budget: &Budget, Parcel { name, weights }: &Parcel) -> String {
    let limits = budget.limits(name).unwrap_or_default();
    let limits: Vec<_> = limits.iter().map(|it| format!("{} {}", it.measure.name(), it.bytes)).collect();
    let Weights { raw, gzip, brotli } = weights;
    format!("   {name:<20} {raw:>9} {gzip:>9} {brotli:>9}  {}", limits.join(", "))
}

fn faults(budget: &Budget, Parcel { name, weights }: &Parcel) -> Vec<String> {
    let Some(limits) = budget.limits(name) else { return vec![format!("`{name}` has no line")] };
    let over = limits.iter().filter_map(|limit| {
        let weight = limit.measure.of(*weights);
        let by = weight.checked_sub(limit.bytes).filter(|by| *by > 0)?;
        Some(format!("`{name}` weighs {weight} bytes ({}), {by} too many", limit.measure.name()))
    });
    over.collect()
}

#[cfg(test)]
mod tests {
    use super::{Budget, compare};
    use crate::weigh::{Parcel, Weights};

    #[track_caller]
    fn faults(budget: &str, brotli: usize, expected: &[&str]) {
        let parcels = [Parcel { name: "a.js".to_owned(), weights: Weights { raw: 9_000, gzip: 3_000, brotli } }];
        assert_eq!(compare(&Budget::parse(budget).unwrap(), &parcels).faults, expected);
    }

    #[test]
    fn a_file_is_held_to_its_line_and_all_to_the_total() {
        let budget = "[all]\nfiles = [\"a.js\"]\nbrotli = 2_000\n[\"a.js\"]\nbrotli = 1_500\ngzip = 3_000\n";
        faults(budget, 1_500, &[]);
        faults(budget, 1_501, &["`a.js` weighs 1501 bytes (brotli), 1 too many"]);
        let both = ["`a.js` weighs 2001 bytes (brotli), 501 too many", "`all` weighs 2001 bytes (brotli), 1 too many"];
        faults(budget, 2_001, &both);
    }

    #[test]
    fn a_file_without_a_line_is_a_fault() {
        faults("", 1, &["`a.js` has no line"]);
        faults("[\"a.js\"]\n[\"b.js\"]\n", 1, &["`b.js` is not shipped, and has a line"]);
        faults("[\"a.js\"]\n[all]\nfiles = [\"b.js\"]\n", 1, &["`b.js` is not shipped, and has a line"]);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for text in ["total = 1", "[total]\nbrotli = \"much\"", "[total]\nzip = 1", "[total"] {
            assert!(Budget::parse(text).is_err(), "{text}");
        }
    }
}
