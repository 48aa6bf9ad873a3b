//! Long lists and their limits: read slice by slice, and never held. Nothing here is long on the disk.

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

use cpx_guide::staff::clerk::Titles;
use cpx_guide::staff::fault::Fault;
use cpx_guide::staff::guard::Origin;
use cpx_guide::staff::separator::Separator;
use cpx_guide::staff::survey::{MOST_VALUES, Values};
use cpx_guide::staff::surveyor::{Asked, Step, Surveyor};
use cpx_guide::staff::table::{LONGEST_ROW, MOST_CELLS, Opening, Reader, Rows};
use cpx_guide::staff::text::{Decoder, Encoding, Malformed, Part};
use lists::{open, slices};

const SLICE: usize = 1 << 20;

/// A slice of whole rows, each 60 bytes, the first of them with this number.
fn slice(first: usize) -> Vec<u8> {
    (first..first + SLICE / 60)
        .flat_map(|row| format!("{row:09};Infirmière;\"Urgences, jour\";{:030}\r\n", row % 7).into_bytes())
        .collect()
}

#[test]
fn three_hundred_megabytes_take_no_more_room_than_one() {
    let rows = SLICE / 60;
    let known = |_: &[&str]| 0;
    let asked = || Asked {
        file: String::new(),
        workbook: None,
        titles: Titles::None,
        known: Box::new(known),
        ours: Vec::new(),
    };
    let mut surveyor = Surveyor::new(asked());
    let mut pass = Rows::new(Encoding::Utf8, Reader::new(Separator::Semicolon, Opening::Told, Origin::Theirs));
    let (mut read, mut bytes, mut held) = (0, 0, 0);
    for turn in 0.. {
        let slice = slice(turn * rows);
        bytes += slice.len();
        let part = if bytes > 300_000_000 { Part::Last } else { Part::More };
        let each = &mut |row: &cpx_guide::staff::table::Row| {
            assert_eq!(row.get(0).map(str::parse), Some(Ok(row.number)));
            read += 1;
            Ok(())
        };
        pass.feed(&slice, part, each).unwrap();
        assert_eq!(surveyor.feed(&slice, part), Ok(Step::On));
        held = held.max(pass.held() + surveyor.held());
        if part == Part::Last {
            break;
        }
    }
    let survey = surveyor.finish().unwrap();
    assert_eq!((survey.rows, survey.columns.len()), (read, 4));
    let many = |place: usize| match &survey.columns[place].values {
        Values::Few(values) => values.len(),
        Values::Many => usize::MAX,
    };
    assert_eq!([many(0), many(1), many(2), many(3)], [usize::MAX, 1, 1, 7]);
    assert!(held < 6 * SLICE, "{held} bytes are held");
}

#[test]
fn what_was_no_utf_8_after_all_begins_again() {
    let mut list = b"Nom,Profession\n".to_vec();
    list.extend(b"Dupont,IDE\n".repeat(20_000));
    list.extend(b"H\xe9l\xe8ne,IDE\n");
    let list = open(&list, None, Titles::Guess, 1 << 16).unwrap();
    assert!(lists::told(&list.survey).contains("\"Dupont\"×20000 \"Hélène\"×1"), "{}", lists::told(&list.survey));
    assert_eq!(list.survey.form.text().0, Encoding::Windows1252);
}

#[test]
fn a_list_that_has_changed_meanwhile_is_gone() {
    let list = open(b"Nom;Profession\na;b\n", None, Titles::Guess, 64).unwrap();
    assert_eq!(list.survey.pass().feed(b"Nom\xe9\n", Part::Last, &mut |_| Ok(())), Err(Fault::Gone));
}

/// What becomes of text in one row, by slices of any length.
#[track_caller]
fn ends(text: &str, expected: &Result<usize, Fault>) {
    for length in [997, SLICE, usize::MAX] {
        let mut pass = Rows::new(Encoding::Utf8, Reader::new(Separator::Comma, Opening::Row, Origin::Theirs));
        let mut widths = 0;
        let each = &mut |row: &cpx_guide::staff::table::Row| {
            widths += row.width();
            Ok(())
        };
        let mut parts = slices(text.as_bytes(), length);
        let result = parts.try_for_each(|(slice, part)| pass.feed(slice, part, each));
        assert_eq!(&result.map(|()| widths), expected, "by {length}");
        assert!(pass.held() < 2 * text.len() + 4 * LONGEST_ROW, "{} bytes are held", pass.held());
    }
}

#[test]
fn a_row_has_limits() {
    ends(&",".repeat(MOST_CELLS - 1), &Ok(MOST_CELLS));
    ends(&format!("a\n{}\n", ",".repeat(MOST_CELLS)), &Err(Fault::TooWide { row: 2 }));
    ends(&format!("{}\n{}", "a".repeat(LONGEST_ROW), "b".repeat(LONGEST_ROW)), &Ok(2));
    ends(&format!("a\r\n\r\n\"{}", "b\n".repeat(LONGEST_ROW)), &Err(Fault::OpenQuote { row: 3 }));
    ends("a\n\"b\nc\n", &Err(Fault::OpenQuote { row: 2 }));
    ends("a\n\"b\"", &Ok(2));
}

#[test]
fn a_column_with_many_values_is_no_column_of_choices() {
    let of = |rows: usize, value: &dyn Fn(usize) -> String| {
        let list: String = std::iter::once("Nom".to_owned()).chain((0..rows).map(value)).map(|it| it + "\n").collect();
        open(list.as_bytes(), None, Titles::Row(0), SLICE).unwrap().survey.columns.remove(0).values
    };
    let number = |values| match values {
        Values::Few(values) => Some((values.len(), values.iter().map(|it| it.rows).sum::<u64>())),
        Values::Many => None,
    };
    assert_eq!(number(of(MOST_VALUES, &|row| format!("x{row}"))), Some((MOST_VALUES, MOST_VALUES as u64)));
    assert_eq!(number(of(MOST_VALUES + 1, &|row| format!("x{row}"))), None);
    // Spellings are not values, however many there are.
    assert_eq!(number(of(20_000, &|row| "-".repeat(row % 140) + &" ".repeat(row / 400) + "x")), Some((1, 20_000)));
    // A text is no value.
    assert_eq!(number(of(3, &|_| "x".repeat(200))), Some((1, 3)));
    assert_eq!(number(of(3, &|_| "x".repeat(201))), None);
}

#[test]
fn a_wide_list_with_long_values_holds_what_it_may() {
    let known = |_: &[&str]| 0;
    let asked =
        Asked { file: String::new(), workbook: None, titles: Titles::None, known: Box::new(known), ours: Vec::new() };
    let mut surveyor = Surveyor::new(asked);
    for row in 0..400 {
        let cells: Vec<_> = (0..1000).map(|column| format!("{row:0100}{column}")).collect();
        let part = if row == 399 { Part::Last } else { Part::More };
        surveyor.feed((cells.join(";") + "\n").as_bytes(), part).unwrap();
        assert!(surveyor.held() < 40 << 20, "{} bytes are held", surveyor.held());
    }
    let survey = surveyor.finish().unwrap();
    let given_up = survey.columns.iter().filter(|it| it.values == Values::Many).count();
    assert!(survey.rows == 400 && given_up > 0 && given_up < 1000, "{given_up} of 1000 columns");
}

/// Decodes, split at every place.
#[track_caller]
fn decodes(encoding: Encoding, bytes: &[u8], expected: Result<&str, Malformed>) {
    for cut in 0..=bytes.len() {
        let (mut decoder, mut text) = (Decoder::new(encoding), String::new());
        let first = decoder.decode(&bytes[..cut], Part::More, &mut text);
        let all = first.and_then(|()| decoder.decode(&bytes[cut..], Part::Last, &mut text));
        assert_eq!(all.map(|()| text.as_str()), expected, "cut at {cut}");
    }
}

#[test]
fn bytes_become_text() {
    use Encoding::{Utf8, Utf16Be, Utf16Le, Windows1252};
    decodes(Utf8, "aé€𝄞".as_bytes(), Ok("aé€𝄞"));
    decodes(Utf8, "\u{feff}\u{feff}aé\u{feff}".as_bytes(), Ok("aé\u{feff}"));
    decodes(Utf8, b"a\xe9b", Err(Malformed::NotUtf8));
    decodes(Utf8, b"a\xe2\x82", Err(Malformed::NotUtf8));
    decodes(Utf8, b"a\0b", Err(Malformed::NotText));
    decodes(Utf8, b"\xef\xbb\xbfa\xe9\xe2\x82b\xf0\x9f", Ok("a\u{fffd}\u{fffd}b\u{fffd}"));
    decodes(Utf16Le, b"\xff\xfea\0\xe9\0\x34\xd8\x1e\xdd", Ok("aé𝄞"));
    decodes(Utf16Be, b"\xfe\xff\0a\0\xe9\xd8\x34\xdd\x1e", Ok("aé𝄞"));
    decodes(Utf16Le, b"\xff\xfea\0\x34\xd8b\0\x1e\xddc", Ok("a\u{fffd}b\u{fffd}\u{fffd}"));
    decodes(Utf16Le, b"\xff\xfe\0\0", Err(Malformed::NotText));
    let odd: Vec<u8> = (0x80..=0xff).filter(|it| ![0x81, 0x8d, 0x8f, 0x90, 0x9d].contains(it)).collect();
    let latin: String = ('\u{a0}'..='\u{ff}').collect();
    decodes(Windows1252, &odd, Ok(&("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".to_owned() + &latin)));
    decodes(Windows1252, b"\x81\x8d\x8f\x90\x9d", Ok("\u{81}\u{8d}\u{8f}\u{90}\u{9d}"));
    decodes(Windows1252, b"a\0", Err(Malformed::NotText));
}
