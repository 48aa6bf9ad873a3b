//! Editions that are not shipped: the rules of this build with some edits, so that an example shows just what a rule keeper
//! changes, and never goes stale. A file of edits holds, one after the other, the name of a file (`@ cpx.toml`), what
//! stands in it (lines behind `-`) and what shall stand there (lines behind `+`); where nothing is taken away, the lines
//! behind ` ` say after what.

use std::fs;
use std::path::Path;

use cpx_guide::pack::source::{File, Source};
use cpx_guide::session::Compiled;

/// The files of this build's pack.
pub fn shipped() -> Source {
    Source::open(Path::new("src/pack/cpx.toml")).unwrap()
}

/// A pack with the edits of a file in `tests/editions`.
#[track_caller]
pub fn edited(mut source: Source, name: &str) -> Source {
    let path = Path::new("tests/editions").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut file = String::new();
    let (mut before, mut after) = (String::new(), String::new());
    for line in text.lines().chain([""]) {
        let (mark, rest) = line.split_at_checked(1).unwrap_or_default();
        match mark {
            " " | "-" | "+" => {
                let rest = format!("{rest}\n");
                if mark != "+" {
                    before.push_str(&rest);
                }
                if mark != "-" {
                    after.push_str(&rest);
                }
                continue;
            }
            _ if !before.is_empty() || !after.is_empty() => {
                replace(file_of(&mut source, &file), &before, &after);
                before.clear();
                after.clear();
            }
            _ => {}
        }
        match mark {
            "" | "#" => {}
            "@" => file = rest.trim().to_owned(),
            _ => panic!("{name}: what is {line:?}?"),
        }
    }
    source
}

/// Puts one text in the place of another, which must be there once.
#[track_caller]
pub fn replace(file: &mut File, before: &str, after: &str) {
    assert_eq!(file.text.matches(before).count(), 1, "{}: this must be there once:\n{before}", file.name);
    file.text = file.text.replacen(before, after, 1);
}

fn file_of<'a>(source: &'a mut Source, name: &str) -> &'a mut File {
    let mut files = std::iter::once(&mut source.rules).chain(&mut source.translations);
    files.find(|it| it.name.ends_with(&format!("/{name}"))).unwrap_or_else(|| panic!("there is no {name}"))
}

/// A sound pack, compiled.
#[track_caller]
pub fn compiled(source: &Source) -> Compiled {
    let (guide, graph, _) = source.compile().unwrap_or_else(|refused| panic!("{refused}"));
    Compiled { guide, graph }
}
