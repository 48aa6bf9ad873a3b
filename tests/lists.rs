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
use cpx_guide::staff::survey::HEAD;
use cpx_guide::staff::table::{Opening, Reader, Rows};
use cpx_guide::staff::text::Encoding;
use cpx_guide::staff::write::text;
use lists::{List, appended, open, ours, rows, slices, told, write};
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
        let mut expected = before.clone();
        if list.survey.header.is_none_or(|it| place >= it) {
            let kept = before.iter().enumerate().filter(|(place, _)| !list.survey.appended.contains(place));
            expected = kept.map(|(_, cell)| cell.clone()).collect();
            expected.resize(width, String::new());
            expected.extend(list.survey.below(place as u64).map_or(ours(), |it| appended(it).to_vec()));
        } else if to == Written::Workbook {
            // A workbook has no empty cells at the end of a row.
            expected.truncate(before.iter().rposition(|it| !it.is_empty()).map_or(0, |last| last + 1));
        }
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

#[track_caller]
fn divided_by(sample: &str, separator: Separator) {
    assert_eq!(Separator::guess(sample), separator, "{sample:?}");
}

#[test]
fn a_list_is_divided_as_it_was_meant() {
    divided_by("", Separator::Semicolon);
    divided_by("Profession\nIDE\nASH\n", Separator::Semicolon);
    divided_by("a;b\nc;d\n", Separator::Semicolon);
    divided_by("a,b\nc,d\n", Separator::Comma);
    divided_by("a\tb\nc\td\n", Separator::Tab);
    // What is in quotes divides nothing, whatever it is.
    divided_by("\"a;b;c\",d\n\"e;f;\"\"g\"\";\",h\n", Separator::Comma);
    divided_by("\"a,b\nc,d\";e\n\"f,\";g\n", Separator::Semicolon);
    // Commas in the text, in decimals, in addresses.
    divided_by("Nom;Quotité\nDupont;0,8\nDurand;0,5\n", Separator::Semicolon);
    divided_by("Dupont, Jean;IDE;0,8\nDurand, Anne;ASH;1\n", Separator::Semicolon);
    divided_by("Nom;Adresse\nDupont;12, rue des Lilas, 75000 Paris\nDurand;3, place, 1, Lyon\n", Separator::Semicolon);
    divided_by("Effectif, au 31 décembre\n\nNom, prénom;Profession\nDupont, Jean;IDE\n", Separator::Semicolon);
    // Semicolons in a list that is divided by commas.
    divided_by("nom,profession\nDupont,IDE; IADE\nDurand,ASH\n", Separator::Comma);
    divided_by("Nom\tPoste\nDupont\tIDE, nuit; bloc\nDurand\tASH, jour\n", Separator::Tab);
    // Excel's own way to say it.
    divided_by("sep=,\na;b;c\n", Separator::Comma);
    divided_by("\"SEP=;\"\r\na,b,c\r\n", Separator::Semicolon);
    divided_by("sep=|\na,b,c\n", Separator::Comma);
}

/// The number of the row that holds the titles.
#[track_caller]
fn titled(list: &str, titles: Titles, expected: Option<usize>) {
    let header = open(list.as_bytes(), None, titles, 5).map(|it| it.survey.header);
    assert_eq!(header, Ok(expected), "{list:?}");
}

#[test]
fn titles_are_where_they_are_known() {
    titled("Nom;Profession\na;b\n", Titles::Guess, Some(0));
    titled("Liste;du;service\n\nNom;PROFESSION\na;b\n", Titles::Guess, Some(2));
    // Of equals the first.
    titled("Nom;x\nNom;y\nNom;z\n", Titles::Guess, Some(0));
    // Unknown ones: the first row that is full, without a number.
    titled("Effectif\nAgent;Emploi\na;b\n", Titles::Guess, Some(1));
    titled("Agent;\na;b\nc;d\n", Titles::Guess, Some(1));
    titled("Dupont;06 12 34 56 78\nDurand;IDE\n", Titles::Guess, None);
    titled("Dupont;31/12/1980\nDurand;IDE\n", Titles::Guess, None);
    titled("Agent;2e étage\na;b\n", Titles::Guess, Some(0));
    titled("Agent;Emploi\n", Titles::Guess, None);
    titled(";\n;\n", Titles::Guess, None);
    // Told.
    titled("Nom;Profession\na;b\n", Titles::None, None);
    titled("Nom;Profession\na;b\nc;d\n", Titles::Row(1), Some(1));
    titled("Nom;Profession\na;b\n", Titles::Row(2), None);
    // Those of an earlier export are known, too.
    titled("1;2;CPx : carte\n3;4;oui\n", Titles::Guess, Some(0));
}

#[test]
fn an_earlier_export_is_replaced_wherever_its_columns_are() {
    let list = "CPx : carte;Nom;Service;CPx : pourquoi\nx;'=A1;'B;y\nz\n";
    let list = open(list.as_bytes(), None, Titles::Guess, 64).unwrap();
    assert_eq!((list.survey.appended.as_slice(), list.survey.origin()), (&[0, 3][..], Origin::Ours));
    let written = String::from_utf8(write(&list, Written::Text, 64).unwrap()).unwrap();
    let expected = "\u{feff}Nom;Service;CPx : carte;CPx : pourquoi\r\n'=A1;'B;0;'=oui\r\n;;1;'=oui\r\n";
    assert_eq!(written, expected);
    comes_back(&list, Written::Text, "columns in between");
}

/// Reads text with semicolons in one go, by the letter of the rules: another reading than the one that is tested.
fn plainly(text: &str) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::<String>::new(), String::new());
    let (mut quoted, mut fresh, mut any) = (false, true, false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            _ if quoted => cell.push(sign),
            '"' if fresh => (quoted, fresh, any) = (true, false, true),
            ';' => {
                row.push(std::mem::take(&mut cell));
                (fresh, any) = (true, true);
            }
            '\r' | '\n' => {
                if sign == '\r' {
                    signs.next_if_eq(&'\n');
                }
                if any {
                    row.push(std::mem::take(&mut cell));
                }
                rows.push(std::mem::take(&mut row));
                (fresh, any) = (true, false);
            }
            _ => {
                cell.push(sign);
                (fresh, any) = (false, true);
            }
        }
    }
    if any {
        row.push(cell);
        rows.push(row);
    }
    (!quoted).then_some(rows)
}

fn read(text: &str, length: usize) -> Result<Vec<Vec<String>>, Fault> {
    let mut pass = Rows::new(Encoding::Utf8, Reader::new(Separator::Semicolon, Opening::Row, Origin::Theirs));
    let mut rows = Vec::new();
    for (slice, part) in slices(text.as_bytes(), length) {
        pass.feed(slice, part, &mut |row| {
            rows.push(row.cells().map(str::to_owned).collect());
            Ok(())
        })?;
    }
    Ok(rows)
}

/// Cells with everything that could break one.
fn cell() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        4 => prop::sample::select(vec![
            ";", ",", "\t", "\"", "'", "\r", "\n", " ", "=", "+", "-", "@", "＝", "_x0041_", "_", "<", "&", "\u{1}", "\u{85}",
            "\u{fffe}", "é", "€", "𝄞", "\u{feff}", "sep=", "0", "\u{a0}", "]]>",
        ])
        .prop_map(str::to_owned),
        1 => "\\PC{1,3}",
        2 => "[a-z]{1,4}",
    ];
    prop::collection::vec(sign, 0..5).prop_map(|it| it.concat().trim_start_matches('\u{feff}').to_owned())
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), 0..5), 1..8)
}

fn in_text(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        text::row(row.iter().map(String::as_str), &mut text);
    }
    text
}

proptest! {
    #[test]
    fn what_is_written_is_read(rows in table(), length in 1..9_usize) {
        prop_assert_eq!(read(&in_text(&rows), length), Ok(rows));
    }

    #[test]
    fn text_is_read_by_the_letter(text in "[ab;\"\r\né]{0,40}", length in 1..9_usize) {
        prop_assert_eq!(read(&text, length).ok(), plainly(&text));
    }

    #[test]
    fn any_table_comes_back(rows in table()) {
        if let Ok(list) = open(in_text(&rows).as_bytes(), None, Titles::Guess, 64) {
            comes_back(&list, Written::Text, "any");
            comes_back(&list, Written::Workbook, "any");
        }
    }

    #[test]
    fn no_cell_is_taken_for_a_formula(rows in table()) {
        if let Ok(list) = open(in_text(&rows).as_bytes(), None, Titles::None, 64) {
            let written = String::from_utf8(write(&list, Written::Text, 64).unwrap()).unwrap();
            for cell in read(&written, 64).unwrap().iter().flatten() {
                let sign = cell.trim_start().chars().next().unwrap_or('x');
                prop_assert!(!"=+-@＝＋－＠".contains(sign) && !cell.starts_with(['\t', '\r', '\n']), "{:?}", cell);
            }
        }
    }

    #[test]
    fn nothing_stops_the_reading_but_a_fault(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"ab;,\t\"\r\n\xff\xfe\xc3\xa9=".to_vec())], 0..300),
        length in 1..20_usize,
    ) {
        let whole = open(&bytes, None, Titles::Guess, usize::MAX).map(|it| it.survey);
        let sliced = open(&bytes, None, Titles::Guess, length);
        prop_assert_eq!(&whole, &sliced.as_ref().map(|it| it.survey.clone()).map_err(Clone::clone));
        if let Ok(list) = sliced {
            comes_back(&list, Written::Text, "any bytes");
        }
    }
}
