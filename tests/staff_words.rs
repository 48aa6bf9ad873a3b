//! Every sentence about lists: there in both languages, used, and written as French is written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use cpx_guide::staff::words::{Words, all};

/// The files that speak: what the views name with hyphens are classes.
fn speaking() -> String {
    let mut open = vec![PathBuf::from("src/staff")];
    let mut code = String::new();
    while let Some(path) = open.pop() {
        if path.is_dir() && !path.ends_with("ui") {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|it| it == "rs") {
            code += fs::read_to_string(&path).unwrap().split("#[cfg(test)]").next().unwrap();
        }
    }
    code
}

/// The literals that stand right after one of these.
fn after(code: &str, calls: &[&str]) -> BTreeSet<String> {
    let found = calls.iter().flat_map(|call| code.split(call).skip(1));
    found.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).filter(|it| !it.is_empty()).collect()
}

#[test]
fn every_sentence_is_there_and_is_used() {
    let (code, sentences) = (speaking(), all());
    assert!(sentences.len() > 100, "the sentences cannot be read as they are stored");
    for key in after(&code, &[".get(\"", ".fill(\"", ".control(\"", ".count(\""]) {
        assert!(sentences.contains_key(&key), "`{key}` is used and not there");
    }
    for key in sentences.keys() {
        assert!(code.contains(&format!("\"{key}\"")), "`{key}` is there and not used");
    }
}

#[test]
fn a_sentence_says_the_same_in_both_languages() {
    for (key, it) in all() {
        let places = |text: &str| after(&text.replace('}', "\""), &["{"]);
        assert!(!it.fr.is_empty() && !it.en.is_empty(), "{key}");
        assert_eq!(places(&it.fr), places(&it.en), "{key}");
        assert!(!it.fr.contains("  ") && !it.en.contains("  "), "{key}");
    }
    assert_eq!(Words::of("en-GB").get("title"), all()["title"].en);
    for lang in ["fr", "", "de", "fr-CH"] {
        assert_eq!(Words::of(lang).get("title"), all()["title"].fr, "{lang}");
    }
}

/// A space before a sign that stands high must not break the line; what a file holds is no sentence.
#[test]
fn french_is_written_as_it_is() {
    for (key, it) in all().iter().filter(|(key, _)| !key.starts_with("sample") && !key.starts_with("file-")) {
        for wrong in [" :", " ;", " ?", " !", " %", " ×", " »", "« ", "'", "\"", "...", "\u{202f}"] {
            assert!(!it.fr.contains(wrong), "{key}: `{wrong}` in « {} »", it.fr);
        }
        for (place, sign) in it.fr.char_indices().filter(|(_, sign)| ":;?!»".contains(*sign)) {
            let before = it.fr[..place].chars().next_back();
            assert_eq!(before, Some('\u{a0}'), "{key}: before `{sign}` in « {} »", it.fr);
        }
        assert!(it.fr.split('«').skip(1).all(|rest| rest.starts_with('\u{a0}')), "{key}");
        assert!(!it.en.contains(['\u{a0}', '«', '\'', '"']), "{key}: « {} »", it.en);
    }
}
