//! Lists as text, the well-kept and the ugly: what is read of them, that no row is lost, and that nothing stops the reading
//! but a clear fault. What is found in each file of `tests/lists` is in `lists/found.txt`, rewritten by `UPDATE=1`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/lists.rs"]
mod lists;
mod support;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use cpx_guide::staff::clerk::{Titles, Written};
use cpx_guide::staff::fault::Fault;
use cpx_guide::staff::guard::Origin;
use cpx_guide::staff::separator::Separator;
use cpx_guide::staff::survey::{Form, HEAD, MOST_VALUES, Survey, Values};
use cpx_guide::staff::surveyor::{Asked, Step, Surveyor};
use cpx_guide::staff::table::{LONGEST_ROW, MOST_CELLS, Opening, Reader, Row, Rows};
use cpx_guide::staff::text::{Decoder, Encoding, Malformed, Part};
use cpx_guide::staff::write::text;
use lists::{List, open, ours, rows, slices, told, write};
use proptest::prelude::*;

/// How long the slices are: a character, a mark and a break are split between them.
const LENGTHS: [usize; 6] = [1, 2, 3, 7, 64, 1 << 20];

fn files() -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir("tests/lists").unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it != "txt"));
    files.sort();
    files
}

#[test]
fn each_list_is_read_or_says_why_not() {
    let mut found = String::new();
    for file in files() {
        let bytes = fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let _ = writeln!(found, "== {name}");
        let whole = open(&bytes, None, Titles::Guess, usize::MAX);
        for length in LENGTHS {
            let sliced = open(&bytes, None, Titles::Guess, length).map(|it| it.survey);
            assert_eq!(whole.as_ref().map(|it| &it.survey), sliced.as_ref(), "{name} by {length}");
        }
        match whole {
            Err(fault) => writeln!(found, "{fault:?}").unwrap(),
            Ok(list) => {
                found.push_str(&told(&list.survey));
                let all = rows(&list, usize::MAX).unwrap();
                for row in &all {
                    let _ = writeln!(found, "  {row:?}");
                }
                for length in LENGTHS {
                    assert_eq!(rows(&list, length).unwrap(), all, "{name} by {length}");
                }
                assert_eq!(all[..HEAD.min(all.len())], list.survey.head, "{name}");
            }
        }
        found.push('\n');
    }
    support::golden("lists/found.txt", &found);
}

/// What comes back has the rows of what went in, filled up, and is the same when it is read and written again.
#[track_caller]
fn comes_back(list: &List, to: Written, name: &str) {
    let written = write(list, to, 7).unwrap();
    assert_eq!(write(list, to, 1 << 20).unwrap(), written, "{name} by other slices");
    let back = open(&written, None, Titles::Guess, usize::MAX).unwrap();
    assert_eq!(back.survey.rows, list.survey.rows, "{name}");
    let (before, after) = (rows(list, 64).unwrap(), rows(&back, 64).unwrap());
    let added = usize::from(list.survey.header.is_none());
    assert_eq!(before.len() + added, after.len(), "{name}");
    let width = list.survey.columns.len() - list.survey.appended.len();
    for (place, (before, after)) in before.iter().zip(&after[added..]).enumerate() {
        let Some(below) = list.survey.below(place as u64) else {
            assert!(after.starts_with(before), "{name}: {before:?} {after:?}");
            continue;
        };
        let kept = before.iter().enumerate().filter(|(place, _)| !list.survey.appended.contains(place));
        let mut expected: Vec<_> = kept.map(|(_, cell)| cell.clone()).collect();
        expected.resize(width, String::new());
        expected.extend([below.to_string(), "=oui".to_owned()]);
        assert_eq!(expected, *after, "{name}");
    }
    assert_eq!(back.survey.appended, [width, width + 1], "{name}");
    assert!(write(&back, to, 64).unwrap() == written, "{name} differs when it is written again");
}

#[test]
fn each_list_comes_back_with_all_its_rows() {
    for file in files() {
        if let Ok(list) = open(&fs::read(&file).unwrap(), None, Titles::Guess, 64) {
            for to in [Written::Text, Written::Workbook] {
                comes_back(&list, to, &format!("{} {to:?}", file.display()));
            }
        }
    }
}
