//! The check says every fault: one broken pack a file, and on each faulty line what must be said of it. Nothing else may
//! be said, and the sound pack must pass.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/texts.rs"]
mod texts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cpx_guide::pack::Logic;
use cpx_guide::pack::check::check;
use cpx_guide::pack::draft::draft;
use cpx_guide::pack::problem::{Problem, Report};
use texts::texts;

const FOLDER: &str = "tests/pack";

/// What is said: file (base or the pack's own), line, column, message.
type Said = BTreeSet<(&'static str, usize, usize, String)>;

fn base() -> String {
    fs::read_to_string(Path::new(FOLDER).join("base.toml")).unwrap()
}

fn said(before: &str, pack: &str) -> Said {
    let source = format!("{before}{pack}{}", texts());
    let (draft, problems) = draft(&source);
    let problems = check(&draft, problems).err().unwrap_or_default();
    let lines = before.lines().count();
    let placed = problems.iter().map(|problem| {
        let (line, column) = problem.position(&source);
        let shown = Report { problem, file: "pack", source: &source }.to_string();
        assert!(shown.contains(&problem.message()), "{shown}");
        if line > lines { ("pack", line - lines, column, problem.message()) } else { ("base", 0, 0, problem.message()) }
    });
    placed.collect()
}

fn expected(pack: &str) -> Said {
    let marks =
        pack.lines().zip(1..).flat_map(|(line, number)| line.split("#~ ").skip(1).map(move |mark| (number, mark)));
    let marks = marks.map(|(line, mark)| {
        let (place, message) = mark.split_once(": ").expect("a mark is `column: message`");
        match place {
            "base" => ("base", 0, 0, message.trim().to_owned()),
            column => ("pack", line, column.parse().unwrap(), message.trim().to_owned()),
        }
    });
    marks.collect()
}

#[test]
fn the_sound_pack_is_sound() {
    assert_eq!(said("", &base()), Said::new());
}

#[test]
fn every_fault_is_said_where_it_is() {
    let (mut packs, mut faults) = (0, Vec::new());
    for entry in fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "base.toml" {
            continue;
        }
        let pack = fs::read_to_string(&path).unwrap();
        let before = if pack.starts_with("# alone") { String::new() } else { base() + "\n" };
        let expected = expected(&pack);
        assert!(!expected.is_empty(), "{name} expects no fault");
        let said = said(&before, &pack);
        for it in said.difference(&expected) {
            faults.push(format!("{name}: said without need: {it:?}"));
        }
        for it in expected.difference(&said) {
            faults.push(format!("{name}: not said: {it:?}"));
        }
        packs += 1;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(packs >= 15, "only {packs} broken packs");
}

#[test]
fn any_text_is_read_without_panic() {
    let base = base();
    for cut in (0..base.len()).step_by(7).filter(|cut| base.is_char_boundary(*cut)) {
        let source = &base[..cut];
        let (draft, problems) = draft(source);
        let problems = check(&draft, problems).expect_err("half a pack is no pack");
        for problem in &problems {
            let _shown = Report { problem, file: "pack", source }.to_string();
        }
    }
}

#[track_caller]
fn is_told(was: &str, is: &str, message: &str) {
    let source = format!("{}{}", base(), texts());
    assert!(source.contains(was), "{was}");
    let (draft, problems) = draft(&source.replacen(was, is, 1));
    let told: Vec<_> = check(&draft, problems).expect_err(is).iter().map(Problem::message).collect();
    assert_eq!(told, [message]);
}

/// What the pack is called stands in links and decisions, and the page takes its lists apart.
#[test]
fn what_the_pack_says_of_itself_is_checked() {
    let rule = "an id is made of a-z, 0-9 and single hyphens";
    is_told("id = \"petit\"", "id = \"a&b\"", &format!("bad id `a&b`: {rule}"));
    is_told("edition = \"essai\"", "edition = \"Essai\"", &format!("bad id `Essai`: {rule}"));
    is_told("lang = \"fr\"", "lang = \"fr fr\"", "`fr fr` is no language: write it like fr or en-GB");
    is_told("months = \"t t", "months = \"t", "`months` needs 12 words, separated by spaces");
    is_told("weekdays = \"t", "weekdays = \"t t", "`weekdays` needs 7 words, separated by spaces");
}

#[track_caller]
fn leads(logic: &Logic, link: &str, answers: &str, strays: usize) {
    let link = cpx_guide::link::read(logic, link).unwrap();
    assert_eq!((link.answers.write(logic).as_str(), link.strays.len()), (answers, strays));
}

/// Names are followed from edition to edition; what no longer exists is set aside by name, never in silence.
#[test]
fn a_link_of_an_earlier_edition_leads_to_what_there_is_today() {
    let earlier = "\n[[earlier]]\nedition = \"un\"\nrenamed = [{ was = \"lieu=bourg\", is = \"lieu=commune\" }]\n\
        [[earlier]]\nedition = \"deux\"\nrenamed = [{ was = \"lieu=commune\", is = \"lieu=ville\" }]\n";
    let source = format!("{}{earlier}{}", base(), texts());
    let (draft, problems) = draft(&source);
    let logic = check(&draft, problems).unwrap().logic;
    leads(&logic, "#cpx=un&lieu=bourg", "lieu=ville", 0);
    leads(&logic, "#cpx=un&lieu=commune", "lieu=ville", 0);
    leads(&logic, "#cpx=deux&lieu=commune", "lieu=ville", 0);
    leads(&logic, "#cpx=deux&lieu=bourg", "", 1);
    leads(&logic, "#cpx=essai&lieu=commune", "", 1);
    leads(&logic, "#cpx=trois&lieu=hopital", "lieu=hopital", 0);
    leads(&logic, "#cpx=un&lieu=palais&x", "", 2);
}
