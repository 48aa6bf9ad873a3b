//! What `cargo guide check` says: a seal that counts rightly, and every fault of all files at once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod support;

use std::path::Path;

use cpx_guide::built_in;
use cpx_guide::keeper::check::check;
use cpx_guide::pack::source::Source;
use cpx_guide::page::page;
use cpx_guide::session::Session;

fn shipped() -> Source {
    Source::open(Path::new("src/pack/cpx.toml")).unwrap()
}

/// The graph counts its ways without walking them; here they are walked.
#[test]
fn the_seal_counts_what_walking_counts() {
    let compiled = support::guide();
    let paths = support::paths(&compiled);
    let questions = &compiled.guide.logic.questions;
    let free = |met: &[_]| -> u128 {
        let open = questions.iter().filter(|(id, _)| !met.contains(id));
        open.map(|(_, question)| question.choices.len() as u128).product()
    };
    let sets: u128 = paths.iter().map(|(turns, _)| free(&turns.iter().map(|it| it.question).collect::<Vec<_>>())).sum();
    let seal = check(&shipped()).unwrap();
    assert_eq!((seal.situations, seal.answer_sets), (paths.len() as u64, sets));
    assert_eq!((seal.edition, seal.digest), (compiled.guide.logic.edition, compiled.guide.logic.digest));
}

#[test]
fn the_page_shows_the_seal_in_every_language() {
    let count = support::paths(&support::guide()).len().to_string();
    for lang in built_in::languages().unwrap() {
        let compiled = built_in::compiled(&lang).unwrap();
        let logic = &compiled.guide.logic;
        let said = page(&compiled, &Session::default()).disclaimer.join("\n");
        for part in [&count, &logic.edition, &logic.digest, "2026"] {
            assert!(said.contains(part), "{lang}: {part} is not in\n{said}");
        }
    }
}

/// Puts one text into each file in the place of another, and looks for what is said of it.
#[track_caller]
fn said(rules: (&str, &str), english: (&str, &str), expected: &[&str]) {
    let mut source = shipped();
    let file = &mut source.translations[0];
    for (text, (was, is)) in [(&mut source.rules.text, rules), (&mut file.text, english)] {
        assert!(text.contains(was), "{was}");
        *text = text.replacen(was, is, 1);
    }
    let refused = check(&source).unwrap_err();
    let heads = refused.told.lines().filter(|line| line.starts_with("src/"));
    let heads: Vec<_> = heads.map(|line| line.splitn(4, ':').nth(3).unwrap().trim()).collect();
    assert_eq!(heads, expected);
    assert_eq!(refused.faults, expected.len());
}

#[test]
fn faults_of_all_files_are_said_together() {
    let same = ("lang", "lang");
    said(
        ("titulaire = \"employe\"", "titulaire = \"employ\""),
        ("go-on =", "go-onn ="),
        &[
            "`titulaire` has no choice `employ`; did you mean `employe`?",
            "`go-on` is missing here",
            "unknown key `go-onn`; did you mean `go-on`?",
        ],
    );
    said(same, ("{count} situations", "situations"), &["this text must hold {count}, not nothing"]);
    // Of a file that cannot be read to its end, the translations would all seem too long.
    said(("id = \"cpx\"", "id = cpx"), same, &["a text stands between quotation marks"]);
    said(("terms = [\"ehpad\", \"cpx\"", "terms = [\"ehpad\" \"cpx\""), same, &["a comma is missing in this list"]);
}
