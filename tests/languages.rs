//! The guide in its other languages: it decides the same, says all of it, and a translation that lacks a text, or has one
//! too many, is refused where that is written.

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

use cpx_guide::built_in::{compiled, languages};
use cpx_guide::decision::Decision;
use cpx_guide::engine::Answers;
use cpx_guide::pack::problem::Report;
use cpx_guide::pack::translate::translated;
use cpx_guide::session::{Compiled, Session};
use support::{guide, made, paths};

const RULES: &str = "src/pack/cpx.toml";
const ENGLISH: &str = "src/pack/cpx.en.toml";

fn others() -> Vec<Compiled> {
    let all = languages().unwrap();
    all.iter().skip(1).map(|lang| compiled(lang).unwrap()).collect()
}

#[test]
fn the_languages_are_those_of_the_files() {
    let files = fs::read_dir("src/pack").unwrap().map(|it| it.unwrap().file_name().to_string_lossy().into_owned());
    let mut expected: Vec<_> = files
        .filter_map(|name| {
            Some(name.strip_prefix("cpx.")?.strip_suffix(".toml")?.to_owned()).filter(|it| !it.is_empty())
        })
        .collect();
    expected.sort();
    expected.insert(0, "fr".to_owned());
    assert_eq!(languages().unwrap(), expected);
    for (asked, spoken) in
        [("en", "en"), ("EN-gb", "en"), ("fr-CA", "fr"), ("", "fr"), ("de", "fr"), ("english", "fr"), ("-en", "fr")]
    {
        assert_eq!(compiled(asked).unwrap().guide.words.lang, spoken, "{asked}");
    }
}

/// The decision without what is read.
fn ids(compiled: &Compiled, answers: &Answers) -> serde_json::Value {
    fn plain(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                fields.remove("title");
                fields.values_mut().for_each(plain);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(plain),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(Decision::Made(Box::new(made(compiled, answers)))).unwrap();
    plain(&mut value);
    value
}

#[test]
fn every_language_decides_the_same() {
    let own = guide();
    for other in others() {
        assert_eq!(other.guide.logic, own.guide.logic);
        assert_eq!(other.graph, own.graph);
        for (turns, _) in paths(&own) {
            let answers = Answers::of(&turns);
            assert_eq!(ids(&other, &answers), ids(&own, &answers));
        }
    }
}

/// A whole sentence that is the same in two languages was left untranslated.
#[test]
fn nothing_is_left_in_the_first_language() {
    let own = guide();
    for other in others() {
        for (turns, _) in paths(&own) {
            let said = |compiled: &Compiled| {
                let page = cpx_guide::page::page(compiled, &Session::with(Answers::of(&turns), Vec::new()));
                let text = format!("{page:#?}");
                let lines = text.lines().filter_map(|line| line.split('"').nth(1).map(str::to_owned));
                lines.filter(|line| line.contains(' ') && !line.starts_with("https:")).collect::<Vec<_>>()
            };
            let own = said(&own);
            // Words, and not the strokes of a drawing.
            let words = |line: &&String| line.split(' ').filter(|it| it.chars().all(char::is_alphabetic)).count() > 2;
            for line in said(&other).iter().filter(words) {
                assert!(!own.contains(line), "{}: {line}", other.guide.words.lang);
            }
        }
    }
}

/// What is said of a translation with one text replaced by another, with line and column.
#[track_caller]
fn said(was: &str, is: &str) -> Vec<String> {
    let (rules, english) = (fs::read_to_string(RULES).unwrap(), fs::read_to_string(ENGLISH).unwrap());
    assert!(english.contains(was), "`{was}` stands there");
    let source = english.replacen(was, is, 1);
    let problems = translated(&rules, &source).expect_err("it is refused");
    let heads = problems.iter().map(|problem| Report { problem, file: "en", source: &source }.to_string());
    heads.map(|report| report.lines().next().unwrap().to_owned()).collect()
}

/// The line of the translation that begins so, from 1.
fn line(start: &str) -> usize {
    fs::read_to_string(ENGLISH).unwrap().lines().position(|line| line.starts_with(start)).unwrap() + 1
}

#[test]
fn every_fault_of_a_translation_is_said_where_it_is() {
    assert_eq!(said("go-on = \"Continue\"\n", ""), [format!("en:{}:1: `go-on` is missing here", line("[texts]"))]);
    assert_eq!(
        said("go-on = ", "go-in = "),
        [
            format!("en:{}:1: `go-on` is missing here", line("[texts]")),
            format!("en:{}:1: unknown key `go-in`; did you mean `go-on`?", line("go-on")),
        ]
    );
    assert_eq!(
        said("[card.cde]", "[card.cdf]"),
        [
            format!("en:{}:2: `cde` is missing here", line("[card.cps]")),
            format!("en:{}:7: unknown key `cdf`; did you mean `cde`?", line("[card.cde]")),
        ]
    );
    assert_eq!(
        said("{count} answers match.", "Some answers match."),
        [format!("en:{}:15: this text must hold {{count}}, not nothing", line("filter-many"))]
    );
    assert_eq!(
        said("\"with the stamp of the structure\", ", ""),
        [format!("en:{}:1: `marks` needs 3 texts, not 2", line("marks = [\"to be dated\""))]
    );
    assert_eq!(said("lang = \"en\"", "lang = \"\""), [format!("en:{}:8: this text is empty", line("lang = "))]);
    let syntax = said("go-on = \"Continue\"\n", "go-on = Continue\n");
    assert!(syntax.iter().any(|it| it.starts_with(&format!("en:{}:", line("go-on")))), "{syntax:?}");
}
