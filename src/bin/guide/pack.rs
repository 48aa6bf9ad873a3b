//! Compiles a pack to a file that pages name by the element's `pack` attribute: the checked guide in all its languages, and
//! the lines that a page then needs.

use std::path::{Path, PathBuf};

use cpx_guide::keeper::pack::{self, Packed};

use crate::failure::Failure;
use crate::integrity::integrity;
use crate::place;

const RULES: &str = "src/pack/cpx.toml";
const FILE: &str = "cpx.pack";

/// Compiles a pack, the one of this project unless another is named.
///
/// # Errors
/// With every fault of the pack, or if the file cannot be written.
pub(crate) fn pack(arguments: &[String]) -> Result<(), Failure> {
    let (rules, out) = asked(arguments)?;
    let Packed { file, told } = pack::pack(&rules).map_err(Failure::new)?;
    place::write(&out, &file)?;
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    println!("{told}\n{} bytes in `{}`; put it beside your page, which names it:\n", file.len(), out.display());
    println!("<cpx-guide pack=\"{name}\" integrity=\"{}\">", integrity(&file));
    Ok(())
}

/// The rules file, and where the compiled pack goes.
fn asked(arguments: &[String]) -> Result<(PathBuf, PathBuf), Failure> {
    let (mut rules, mut out) = (None, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let known = match argument.as_str() {
            "--out" => rest.next().map(|path| out.replace(path)),
            flag if flag.starts_with('-') => None,
            _ => Some(rules.replace(argument)),
        };
        // Each once.
        if known != Some(None) {
            let words = arguments.join(" ");
            return Err(Failure::new(format!("`{words}` is not understood: write [FILE] [--out {FILE}]")));
        }
    }
    let rules = rules.map_or_else(|| place::root().join(RULES), PathBuf::from);
    Ok((rules, out.map_or_else(|| Path::new(FILE).to_owned(), PathBuf::from)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::asked;
    use crate::place;

    #[track_caller]
    fn are(arguments: &[&str], expected: Option<(&str, &str)>) {
        let arguments: Vec<_> = arguments.iter().map(|it| (*it).to_owned()).collect();
        let expected = expected.map(|(rules, out)| (place::root().join(rules), Path::new(out).to_owned()));
        assert_eq!(asked(&arguments).ok().map(|(rules, out)| (place::root().join(rules), out)), expected);
    }

    #[test]
    fn a_file_in_and_a_file_out() {
        are(&[], Some(("src/pack/cpx.toml", "cpx.pack")));
        are(&["a.toml"], Some(("a.toml", "cpx.pack")));
        are(&["--out", "b"], Some(("src/pack/cpx.toml", "b")));
        are(&["a.toml", "--out", "b"], Some(("a.toml", "b")));
        are(&["--out", "b", "a.toml"], Some(("a.toml", "b")));
        are(&["a.toml", "b.toml"], None);
        are(&["--out"], None);
        are(&["--in", "a"], None);
    }
}
