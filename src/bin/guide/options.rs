//! What stands after a verb: at most one file, then options with their values. What is not understood is said with what
//! there is.

use crate::failure::Failure;

/// The words after a verb, read.
pub(crate) struct Options<'a> {
    /// The file named, if one is.
    pub(crate) file: Option<&'a String>,
    values: Vec<(&'a str, &'a str)>,
}

/// Reads `[FILE] [--name value] [--flag]…`.
///
/// # Errors
/// For a word that none of `named` and `flags` is, and an option without its value.
pub(crate) fn options<'a>(words: &'a [String], named: &[&str], flags: &[&str]) -> Result<Options<'a>, Failure> {
    let (file, mut rest) = match words {
        [file, rest @ ..] if !file.starts_with('-') => (Some(file), rest),
        rest => (None, rest),
    };
    let mut values = Vec::new();
    loop {
        rest = match rest {
            [] => return Ok(Options { file, values }),
            [name, value, rest @ ..] if named.contains(&name.as_str()) => {
                values.push((name.as_str(), value.as_str()));
                rest
            }
            [flag, rest @ ..] if flags.contains(&flag.as_str()) => {
                values.push((flag.as_str(), ""));
                rest
            }
            [word, ..] => {
                let known: Vec<_> = named.iter().map(|it| format!("{it} …")).collect();
                let known: Vec<_> = known.iter().map(String::as_str).chain(flags.iter().copied()).collect();
                let known = known.join("`, `");
                return Err(Failure::new(format!("`{word}` is not understood; there is `[FILE]`, `{known}`")));
            }
        }
    }
}

impl Options<'_> {
    /// The value of an option; an empty one for a flag that stands there.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file, the value of `--out`, that of `--all`.
    type Read<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

    #[track_caller]
    fn check(words: &[&str], expected: Result<Read<'_>, &str>) {
        let words: Vec<_> = words.iter().map(|it| (*it).to_owned()).collect();
        let found = options(&words, &["--out"], &["--all"]);
        let found = found.as_ref().map(|it| (it.file.map(String::as_str), it.value("--out"), it.value("--all")));
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(failure), Err(expected)) => assert_eq!(failure.to_string(), expected),
            (found, expected) => panic!("{found:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn a_file_then_options() {
        check(&[], Ok((None, None, None)));
        check(&["a", "--out", "b", "--all"], Ok((Some("a"), Some("b"), Some(""))));
        check(&["--all", "--out", "b", "--out", "c"], Ok((None, Some("c"), Some(""))));
        check(&["--out"], Err("`--out` is not understood; there is `[FILE]`, `--out …`, `--all`"));
        check(&["a", "b"], Err("`b` is not understood; there is `[FILE]`, `--out …`, `--all`"));
    }
}
