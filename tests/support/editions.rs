//! A second edition as an example: the shipped rules with some edits, so that it shows just what a rule keeper changes. A
//! file of edits names the edition over which it stands (`# over fiche-2021`) and then, one after the other, a file
//! (`@ cpx.toml`), what is taken from it (lines behind `-`) and what is put there (lines behind `+`); lines behind a space
//! stay, and tell where. Once the example itself is shipped, the same edits lead back to the edition before it.

use std::fs;
use std::path::Path;

use cpx_guide::pack::source::{File, Source};
use cpx_guide::session::Compiled;

/// The folder of the examples, and of what links must lead to.
pub const FOLDER: &str = "tests/editions";

struct Edit {
    file: String,
    before: String,
    after: String,
}

/// The files of this build's pack.
pub fn shipped() -> Source {
    Source::open(Path::new("src/pack/cpx.toml")).unwrap()
}

/// An example beside the edition over which it stands: the older one first.
#[track_caller]
pub fn pair(name: &str) -> (Source, Source) {
    let (over, edits) = edits(&fs::read_to_string(Path::new(FOLDER).join(name)).unwrap());
    let (shipped, mut other) = (shipped(), shipped());
    let forward = shipped.rules.text.contains(&format!("\nedition = \"{over}\"\nlang"));
    for Edit { file, before, after } in &edits {
        let (before, after) = if forward { (before, after) } else { (after, before) };
        replace(file_of(&mut other, file), before, after);
    }
    if forward { (shipped, other) } else { (other, shipped) }
}

fn edits(text: &str) -> (String, Vec<Edit>) {
    let (mut over, mut file, mut edits) = (String::new(), String::new(), Vec::new());
    let (mut before, mut after) = (String::new(), String::new());
    for line in text.lines().chain([""]) {
        let (mark, rest) = line.split_at_checked(1).unwrap_or_default();
        if matches!(mark, " " | "-" | "+") {
            let rest = format!("{rest}\n");
            before.push_str(if mark == "+" { "" } else { &rest });
            after.push_str(if mark == "-" { "" } else { &rest });
            continue;
        }
        if !before.is_empty() || !after.is_empty() {
            let (before, after) = (std::mem::take(&mut before), std::mem::take(&mut after));
            edits.push(Edit { file: file.clone(), before, after });
        }
        match mark {
            "@" => rest.trim().clone_into(&mut file),
            "#" => {
                if let Some(edition) = rest.strip_prefix(" over ") {
                    edition.clone_into(&mut over);
                }
            }
            _ => assert!(line.is_empty(), "what is {line:?}?"),
        }
    }
    (over, edits)
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

/// The same in another language.
#[track_caller]
pub fn spoken(source: &Source, lang: &str) -> Compiled {
    let (mut guide, graph, others) = source.compile().unwrap_or_else(|refused| panic!("{refused}"));
    guide.words = others.into_iter().find(|words| words.lang == lang).unwrap();
    Compiled { guide, graph }
}
