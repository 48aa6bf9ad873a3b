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

/// The value of a colour in a theme: of nested `var(--_flag, …)` only those remain whose flags are on.
fn colour(value: &str, flags: &[&str]) -> String {
    let mut left = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("var(--_") {
        left.push_str(before);
        let (flag, after) = after.split_once(',').unwrap();
        let mut depth = 1;
        let end = after.find(|letter| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            depth == 0
        });
        let (inside, tail) = after.split_at(end.unwrap());
        if flags.contains(&flag) {
            left.push_str(&colour(inside, flags));
        }
        rest = &tail[1..];
    }
    left.push_str(rest);
    left.trim().to_owned()
}

/// The luminance of `#rgb` or `#rrggbb`, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').unwrap_or_else(|| panic!("`{colour}` is no colour"));
    let step = digits.len() / 3;
    let channels = [0.2126, 0.7152, 0.0722].iter().enumerate().map(|(place, weight)| {
        let digits = &digits[place * step..(place + 1) * step];
        let value = u8::from_str_radix(&digits.repeat(2 / step), 16).unwrap();
        let value = f64::from(value) / 255.0;
        weight * if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    channels.sum()
}

#[test]
fn every_theme_has_enough_contrast() {
    let tokens = declarations("tokens");
    let value = |name: &str, flags: &[&str]| {
        let (_, value) = tokens.iter().find(|(key, _)| key == &format!("--_{name}")).unwrap();
        colour(value, flags)
    };
    // (what is seen, on what, the least contrast: of a text, of a border or a mark)
    let pairs = [
        ("text", "ground", 4.5),
        ("text", "quiet", 4.5),
        ("soft", "ground", 4.5),
        ("soft", "quiet", 4.5),
        ("mark", "ground", 4.5),
        ("mark", "quiet", 4.5),
        ("on-mark", "mark", 4.5),
        ("wrong", "ground", 4.5),
        ("care", "ground", 4.5),
        ("later", "ground", 4.5),
        ("border", "ground", 3.0),
        ("ring", "ground", 3.0),
        ("ring", "quiet", 3.0),
    ];
    for flags in [["light", "usual"], ["light", "more"], ["dark", "usual"], ["dark", "more"]] {
        for (seen, on, least) in pairs {
            let (one, other) = (luminance(&value(seen, &flags)), luminance(&value(on, &flags)));
            let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            // Whoever asks for more contrast gets what the strictest level wants of texts.
            let least = if flags[1] == "more" && least > 4.0 { 7.0 } else { least };
            assert!(contrast >= least, "{seen} on {on} in {flags:?}: {contrast:.2}");
        }
    }
}
