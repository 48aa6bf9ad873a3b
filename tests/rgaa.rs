//! The table of accessibility criteria is whole and true: each criterion once, each with its proof, each test named there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

use std::fs;

use toml::de::{DeTable, DeValue};

/// How many criteria each theme of RGAA 4.1.2 has.
const THEMES: [usize; 13] = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

#[test]
fn every_criterion_is_there_once_with_its_proof() {
    let written = fs::read_to_string("src/bin/guide/rgaa.toml").unwrap();
    let file = DeTable::parse(&written).unwrap().into_inner();
    let themes = file["theme"].get_ref().as_array().unwrap();
    assert_eq!(themes.len(), THEMES.len());
    for ((theme, expected), number) in themes.iter().zip(THEMES).zip(1..) {
        let criteria = theme.get_ref().as_table().unwrap()["criteria"].get_ref().as_array().unwrap();
        assert_eq!(criteria.len(), expected, "theme {number}");
        for (criterion, place) in criteria.iter().zip(1..) {
            let criterion = criterion.get_ref().as_table().unwrap();
            let said = |key: &str| match criterion.get(key).map(toml::Spanned::get_ref) {
                Some(DeValue::String(text)) => text.to_string(),
                _ => String::new(),
            };
            let name = said("n");
            assert_eq!(name, format!("{number}.{place}"));
            assert!(!said("about").is_empty(), "{name} says nothing");
            let tests = criterion.get("tests").map(|it| it.get_ref().as_array().unwrap().iter().collect::<Vec<_>>());
            let proved = tests.is_some() || criterion.get("hand").is_some();
            assert_eq!(proved, said("state") == "held", "{name}");
            assert!(said("state") == "host" || !said("how").is_empty(), "{name}");
            for test in tests.into_iter().flatten() {
                let test = test.get_ref().as_str().unwrap();
                let (file, function) = test.split_once("::").unwrap();
                let source = fs::read_to_string(file).unwrap_or_else(|error| panic!("{name}: {file}: {error}"));
                assert!(source.contains(&format!("fn {function}(")), "{name}: no test {test}");
            }
        }
    }
}
