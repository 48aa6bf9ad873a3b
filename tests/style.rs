//! The sheets keep to the tokens: a colour, a size of text or a distance that is written out elsewhere is one that no
//! host page can change, and that no theme knows of.

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

/// The sheets that take every measure from the tokens. Paper has measures of its own.
const MEASURED: [&str; 2] = ["guide", "timeline"];

/// What names no colour of its own, and the colours of the system.
const COLOURS: [&str; 9] =
    ["transparent", "currentcolor", "inherit", "initial", "none", "Highlight", "ButtonBorder", "CanvasText", "solid"];

/// Each declaration of a sheet: the property and the value.
fn declarations(name: &str) -> Vec<(String, String)> {
    let sheet = fs::read_to_string(format!("style/{name}.css")).unwrap();
    let mut plain = String::new();
    for (place, piece) in sheet.split("/*").enumerate() {
        plain.push_str(if place == 0 { piece } else { piece.split_once("*/").unwrap().1 });
    }
    let bodies = plain.split('{').skip(1).filter_map(|it| it.split_once('}').map(|(body, _)| body.to_owned()));
    let lines: Vec<_> = bodies.flat_map(|body| body.split(';').map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.iter().filter_map(|it| it.split_once(':')).map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned())).collect()
}

/// What is wrong with a measure: it is neither nothing, nor a token, nor what a token makes.
fn measured(value: &str) -> bool {
    let mut depth = 0_i32;
    let parts = value.split(|letter: char| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth == 0 && letter.is_whitespace()
    });
    parts.into_iter().all(|part| part == "0" || part == "auto" || part.contains("var(--"))
}

#[test]
fn sizes_and_distances_are_tokens() {
    for sheet in MEASURED {
        for (property, value) in declarations(sheet) {
            let spaced = ["margin", "padding", "gap"].iter().any(|it| property.starts_with(it));
            assert!(!spaced || measured(&value), "{sheet}.css: {property}: {value}");
            // The host's own size is that of the page around it.
            let sized = property == "font-size" && value != "1em";
            assert!(!sized || value.starts_with("var(--"), "{sheet}.css: {property}: {value}");
        }
    }
}

#[test]
fn colours_are_tokens_or_those_of_the_system() {
    for sheet in ["guide", "timeline", "print"] {
        for (property, value) in declarations(sheet) {
            let raw =
                value.contains('#') || ["rgb", "hsl", "oklch", "white", "black"].iter().any(|it| value.contains(it));
            assert!(!raw || property == "content", "{sheet}.css: {property}: {value}");
            let coloured = property == "color" || property.starts_with("background") || property == "stroke";
            let known =
                value.starts_with("var(--_") || value.starts_with("var(--cpx-") || COLOURS.contains(&value.as_str());
            assert!(!coloured || known, "{sheet}.css: {property}: {value}");
        }
    }
}

/// Every token that is used exists, every one that exists is used, and the contract names those of the host.
#[test]
fn tokens_are_those_of_the_contract() {
    let names = |text: &str, start: &str| -> BTreeSet<String> {
        let found = text.split(start).skip(1).map(|it| {
            let end = it.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(it.len());
            format!("{start}{}", &it[..end])
        });
        found.collect()
    };
    let tokens = fs::read_to_string("style/tokens.css").unwrap();
    let (contract, own) = tokens.split_once("*/").unwrap();
    let all: String = fs::read_dir("style")
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "css"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let promised: BTreeSet<_> = names(contract, "--cpx-");
    let used = names(&all.replace(contract, ""), "--cpx-");
    assert_eq!(promised, used, "the contract names what the sheets take");
    for name in names(own, "--_") {
        assert!(all.matches(&format!("var({name}")).count() > 0, "{name} is never used");
    }
    for name in names(&all, "--_").iter().filter(|name| *name != "--_") {
        assert!(all.contains(&format!("{name}:")), "{name} is not defined");
    }
}
