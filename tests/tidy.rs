//! What must hold of the source itself: who may use whom, what may not be named where, and the house rules that no
//! compiler knows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the data, each with those that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("pack", &["pack"]),
    ("engine", &["engine", "pack"]),
    ("decision", &["decision", "engine", "pack"]),
    ("calendar", &[]),
    ("ics", &["calendar"]),
    ("session", &["session", "calendar", "engine", "pack"]),
    ("link", &["link", "session", "calendar", "engine", "pack"]),
    ("overlay", &["overlay", "pack"]),
    ("built_in", &["built_in", "session", "pack"]),
    ("name", &["name", "pack"]),
    ("page", &["page", "overlay", "name", "link", "session", "ics", "calendar", "engine", "pack"]),
    ("ui", &["ui", "page", "session"]),
    ("edge", &["ui"]),
    ("still", &["still", "ui", "page", "session", "engine", "pack"]),
    (
        "keeper",
        &["keeper", "overlay", "still", "page", "name", "link", "session", "calendar", "decision", "engine", "pack"],
    ),
    ("staff", &["staff", "edge", "ui", "page", "name", "built_in", "session", "decision", "engine", "pack"]),
    ("embed", &["embed", "edge", "ui", "page", "overlay", "built_in", "session", "link", "decision", "engine", "pack"]),
];

/// What the inner modules never name: drawing, the browser, time, chance, and maps without an order.
const NEVER: &[&str] =
    &["yew", "web_sys", "js_sys", "wasm_bindgen", "std::time", "HashMap", "HashSet", "rand::", "getrandom"];

fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|it| ending == *it)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code of a file: without its tests and without comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The files of a module: its own file and those of its folder.
fn module(name: &str) -> Vec<PathBuf> {
    let own = PathBuf::from(format!("src/{name}.rs"));
    files(&format!("src/{name}"), &["rs"])
        .into_iter()
        .chain(own.exists().then_some(own))
        .filter(|it| it.exists())
        .collect()
}

#[test]
fn modules_use_only_what_comes_before_them() {
    for (name, allowed) in MAY_USE {
        let files = module(name);
        assert!(!files.is_empty(), "no module {name}");
        for file in files {
            for used in code(&file).split("crate::").skip(1) {
                let used: String = used.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
                assert!(allowed.contains(&used.as_str()), "{} uses crate::{used}", file.display());
            }
        }
    }
    let modules = fs::read_to_string("src/lib.rs").unwrap();
    for name in modules
        .lines()
        .filter_map(|line| line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ")?.strip_suffix(';'))
    {
        assert!(MAY_USE.iter().any(|(known, _)| *known == name), "{name} has no place in the order");
    }
}

#[test]
fn the_inside_knows_nothing_of_the_outside() {
    for name in
        ["pack", "engine", "decision", "link", "calendar", "ics", "session", "built_in", "overlay", "name", "page"]
    {
        for file in module(name) {
            let code = code(&file);
            for never in NEVER {
                assert!(!code.contains(never), "{} names {never}", file.display());
            }
        }
    }
    // Of the lists, only what is drawn and the edge know the browser.
    for file in
        module("staff").into_iter().filter(|it| !it.starts_with("src/staff/ui") && !it.starts_with("src/staff/embed"))
    {
        let code = code(&file);
        for never in NEVER {
            assert!(!code.contains(never), "{} names {never}", file.display());
        }
    }
    for file in module("engine") {
        assert!(!code(&file).contains("ords"), "{} sees wording", file.display());
    }
    for file in module("page") {
        assert!(!code(&file).contains("Condition"), "{} sees a condition", file.display());
    }
    for file in module("ui") {
        let code = code(&file);
        for never in ["Guide", "Answers", "Logic", "storage", "location", "innerHTML", "VRaw"] {
            assert!(!code.contains(never), "{} names {never}", file.display());
        }
    }
}

#[test]
fn no_code_names_an_id_of_the_pack() {
    let compiled = support::guide();
    let logic = &compiled.guide.logic;
    let ids: Vec<_> = (logic.questions.rows().flat_map(|row| row.choices.iter().map(|it| &it.key).chain([&row.key])))
        .chain(logic.documents.rows().map(|row| &row.key))
        .chain(logic.organisms.rows().map(|row| &row.key))
        .chain(logic.verdicts.rows().map(|row| &row.key))
        .chain(logic.cards.rows().map(|row| &row.key))
        .chain(logic.rules.rows().map(|row| &row.key))
        .chain(logic.steps.rows().map(|row| &row.key))
        .chain(logic.notes.rows().map(|row| &row.key))
        .chain(logic.pieces.rows().map(|row| &row.key))
        .chain(logic.provisos.rows().map(|row| &row.key))
        .collect();
    for file in files("src", &["rs", "js"]) {
        let code = code(&file);
        for id in &ids {
            assert!(!code.contains(&format!("\"{id}\"")), "{} names `{id}`", file.display());
        }
    }
}

#[test]
fn nothing_is_styled_inline() {
    let pages = [PathBuf::from("index.html")];
    for file in files("src", &["rs", "js"]).iter().chain(&pages) {
        let text = fs::read_to_string(file).unwrap();
        for never in ["style=", "<style", "setAttribute(\"style", "cssText"] {
            assert!(!code(file).contains(never), "{} styles inline: {never}", file.display());
        }
        assert!(!text.contains("eval("), "{} evaluates text", file.display());
    }
}

#[test]
fn a_long_file_says_why() {
    for file in files("src", &["rs", "js"]).iter().chain(&files("tests", &["rs"])) {
        let text = fs::read_to_string(file).unwrap();
        let head: String = text.lines().take_while(|line| line.starts_with("//")).collect();
        let long = text.lines().count() > 400;
        assert!(!long || head.contains("that is why it is long"), "{} is long", file.display());
        assert!(head.starts_with("//"), "{} does not say what it is", file.display());
    }
}

#[test]
fn tests_neither_sleep_nor_look_away() {
    // Written in two parts, so that this file does not find itself.
    let never = [["thread::", "sleep"], ["#[ig", "nore"], ["to", "do!("], ["db", "g!("]].map(|it| it.concat());
    let sources = files("src", &["rs"]).into_iter().chain(files("tests", &["rs"]));
    // The developer's command waits for the programs that it starts.
    for file in sources.filter(|file| !file.starts_with("src/bin")) {
        let text = fs::read_to_string(&file).unwrap();
        for never in &never {
            assert!(!text.contains(never.as_str()), "{} has {never}", file.display());
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let (mut section, mut reason) = ("", "");
    for line in manifest.lines() {
        if line.starts_with('[') {
            (section, reason) = (line, "");
        } else if line.starts_with('#') {
            // A reason serves the lines that follow it.
            reason = line;
        } else if section.contains("dependencies]") && line.contains(" = ") {
            assert!(!reason.is_empty(), "`{line}` has no reason beside it");
        }
    }
}

#[test]
fn nothing_stands_at_the_top_but_what_belongs_there() {
    let known = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "index.html",
        "style",
        "tests",
        "Trunk.toml",
        "README.md",
        "target",
        "dist",
    ];
    for entry in fs::read_dir(".").unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let expected = known.contains(&name.as_str()) || name.starts_with('.') || name.starts_with("LICENSE");
        assert!(expected, "{name} stands at the top level");
    }
}
