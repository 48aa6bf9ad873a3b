//! Workbooks: what a person sees in them is what is read, what is written can be read, and nothing that calls itself one
//! does any harm. They are made here, part by part, because no program writes what is damaged.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

#[path = "support/book.rs"]
mod book;
#[path = "support/lists.rs"]
mod lists;

use std::fs;
use std::io::{Cursor, Read, Write};

use book::{OFFICE, archive, book, parts};
use calamine::{Data, Reader as _, Xlsx};
use cpx_guide::staff::clerk::{Titles, Written};
use cpx_guide::staff::fault::Fault;
use cpx_guide::staff::survey::Form;
use cpx_guide::staff::workbook::{self, MOST_BYTES};
use cpx_guide::staff::write::{MOST_ROWS, Writer, text};
use lists::{List, open, ours, rows, write};
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

fn read(bytes: &[u8], sheet: Option<usize>) -> Result<String, Fault> {
    let mut text = String::new();
    workbook::open(bytes, sheet, &mut |chunk| text.push_str(chunk)).map(|_| text)
}

/// What is seen in a cell: given its attributes, and what is in it.
#[track_caller]
fn seen(attributes: &str, inside: &str, expected: &str) {
    // With something before it, so that an empty one is a cell nevertheless.
    let data =
        format!(r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" {attributes}>{inside}</c><c r="C1"><v>2</v></c></row>"#);
    assert_eq!(read(&book(&data), None), Ok(format!("1;{expected};2\r\n")), "{attributes} {inside}");
}

#[test]
fn a_cell_is_read_as_it_is_seen() {
    seen(r#"t="s""#, "<v>0</v>", "Infirmière");
    seen(r#"t="s""#, "<v>1</v>", "Aide-soignante");
    seen(r#"t="inlineStr""#, "<is><t>a;b</t></is>", "\"a;b\"");
    seen(r#"t="inlineStr""#, "<is><r><t>a</t></r><r><t>b</t></r></is>", "ab");
    seen(
        r#"t="inlineStr""#,
        r#"<is><t xml:space="preserve"> a_x000D_&#10;&amp;_x005F_x0041_ </t></is>"#,
        "\" a\r\n&_x0041_ \"",
    );
    seen(r#"t="str""#, "<f>A1&amp;\"x\"</f><v>1x</v>", "1x");
    seen("", "<f>A1+1</f><v>2</v>", "2");
    seen("", "<f>A1+1</f>", "");
    seen(r#"t="b""#, "<v>1</v>", "VRAI");
    seen(r#"t="b""#, "<v>0</v>", "FAUX");
    seen(r#"t="e""#, "<v>#N/A</v>", "#N/A");
    seen("", "", "");
    seen("", "<v>12</v>", "12");
    seen("", "<v>12.5</v>", "\"12,5\"");
    seen("", "<v>-0.30000000000000004</v>", "\"-0,3\"");
    seen("", "<v>10001234567</v>", "10001234567");
    seen("", "<v>1E+16</v>", "10000000000000000");
    seen(r#"s="1""#, "<v>46387</v>", "31/12/2026");
    seen(r#"s="1""#, "<v>46387.354166666664</v>", "31/12/2026 08:30");
    seen(r#"s="1""#, "<v>46387.35417824</v>", "31/12/2026 08:30:01");
    seen(r#"s="2""#, "<v>0.3541666666666667</v>", "08:30");
    seen(r#"s="2""#, "<v>0</v>", "00:00");
    seen(r#"s="2""#, "<v>-1</v>", "-1");
    seen(r#"s="3""#, "<v>1.5</v>", "36:00");
    seen(r#"t="d""#, "<v>2026-12-31T00:00:00</v>", "31/12/2026");
    seen(r#"t="d""#, "<v>2026-12-31T08:30:05Z</v>", "31/12/2026 08:30:05");
    seen(r#"s="4""#, "<v>1000</v>", "01000");
    seen(r#"s="4""#, "<v>123456</v>", "123456");
    seen(r#"s="4""#, "<v>0</v>", "00000");
    seen(r#"s="5""#, "<v>612345678</v>", "06 12 34 56 78");
    seen(r#"s="8""#, "<v>1851275123456</v>", "1 85 12 75 123 456");
    seen(r#"s="6""#, "<v>0.8</v>", "80%");
    seen(r#"s="7""#, "<v>0.555</v>", "\"55,5%\"");
    seen(r#"s="9""#, "<v>7</v>", "7");
    seen(r#"s="10""#, "<v>7.25</v>", "\"7,25\"");
    seen(r#"s="99""#, "<v>7</v>", "7");
}

/// The text of a sheet.
#[track_caller]
fn told(data: &str, expected: Result<&str, Fault>) {
    assert_eq!(read(&book(data), None), expected.map(str::to_owned), "{data}");
}

#[test]
fn rows_stand_where_they_stood() {
    let cell = |place: &str| format!(r#"<c r="{place}"><v>1</v></c>"#);
    let row = |number: u32, cells: &str| format!(r#"<row r="{number}">{cells}</row>"#);
    told(&row(1, &cell("A1")), Ok("1\r\n"));
    // Empty rows before and in between are rows; what is only formatted at the end is none.
    let data =
        row(3, &cell("B3")) + &row(4, r#"<c r="A4" s="1"/>"#) + &row(6, &cell("A6")) + &row(9, r#"<c r="A9" s="1"/>"#);
    told(&data, Ok("\r\n\r\n;1\r\n\r\n\r\n1\r\n"));
    // Without places.
    told("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", Ok("1;2\r\n3\r\n"));
    // In another order.
    told(&row(1, &(cell("C1") + &cell("A1"))), Ok("1;;1\r\n"));
    told(&(row(2, &cell("A2")) + &row(1, &cell("A1"))), Err(Fault::Damaged));
    told(&row(1, &cell("XFD1")), Ok(&(";".repeat(16_383) + "1\r\n")));
    told(&row(1, &cell("XFE1")), Err(Fault::TooWide { row: 1 }));
    told(&row(1_048_577, &cell("A1048577")), Err(Fault::Damaged));
    told(&row(1, &cell("A0")), Err(Fault::Damaged));
    told(&row(1, r#"<c r="A1" t="s"><v>7</v></c>"#), Err(Fault::Damaged));
    told("", Err(Fault::Empty));
    told(r#"<row r="1"><c r="A1" s="1"/></row>"#, Err(Fault::Empty));
}

#[test]
fn the_sheet_is_the_one_asked_for_or_the_first_that_holds_something() {
    let cell = |value: u32| format!(r#"<row r="1"><c r="A1"><v>{value}</v></c></row>"#);
    let (one, two, three) = (cell(1), cell(2), cell(3));
    let sheets = [
        ("Codes", "hidden", one.as_str()),
        ("Vide", "visible", ""),
        ("Équipe", "visible", &two),
        ("B", "visible", &three),
    ];
    let bytes = archive(&parts(&sheets));
    let form =
        |sheet| open(&bytes, sheet, Titles::None, 64).map(|it| (it.survey.form, String::from_utf8(it.bytes).unwrap()));
    let names = || sheets.map(|it| it.0.to_owned()).to_vec();
    let found = |sheet, text: &str| Ok((Form::Workbook { sheets: names(), sheet }, text.to_owned()));
    assert_eq!(form(None), found(2, "2\r\n"));
    assert_eq!(form(Some(0)), found(0, "1\r\n"));
    assert_eq!(form(Some(3)), found(3, "3\r\n"));
    assert_eq!(form(Some(1)), Err(Fault::Empty));
    assert_eq!(form(Some(4)), Err(Fault::Empty));
    let hidden = archive(&parts(&[("Codes", "veryHidden", &one)]));
    assert_eq!(read(&hidden, None), Ok("1\r\n".to_owned()));
}

#[test]
fn what_is_no_workbook_is_called_by_its_name() {
    let none: &[(&str, &str)] = &[];
    let refused = |bytes: &[u8]| {
        assert!(workbook::is_one(bytes));
        read(bytes, None).unwrap_err()
    };
    assert_eq!(refused(&archive(none)), Fault::NoWorkbook);
    assert_eq!(refused(&archive(&[("lisez-moi.txt", "bonjour")])), Fault::NoWorkbook);
    let document = format!(
        r#"<Relationships xmlns="x"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    assert_eq!(
        refused(&archive(&[("_rels/.rels", document.as_str()), ("word/document.xml", "<w/>")])),
        Fault::NoWorkbook
    );
    let open_document = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")];
    assert_eq!(refused(&archive(&open_document)), Fault::OtherWorkbook);
    assert_eq!(
        refused(&archive(&[("_rels/.rels", document.as_str()), ("xl/workbook.bin", "x")])),
        Fault::OtherWorkbook
    );
    assert_eq!(refused(&fs::read("tests/lists/ole.xls").unwrap()), Fault::OtherWorkbook);
    let whole = book(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    for length in (4..whole.len()).step_by(7) {
        assert_eq!(refused(&whole[..length]), Fault::Damaged, "cut off after {length} bytes");
    }
    assert!(!workbook::is_one(b"Nom;Profession\n"));
}

#[test]
fn what_unpacks_to_too_much_is_not_unpacked() {
    let too_large = Err(Fault::TooLarge { limit: MOST_BYTES });
    // A picture that nobody would ever look at.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts(&[("Feuil1", "visible", "")]) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.start_file("xl/media/image1.png", SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..=MOST_BYTES >> 20 {
        zip.write_all(&zeros).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    assert_eq!(read(&bomb, None), too_large);
    // A sheet of which each row has one cell, far to the right.
    let row = |row: u32| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#);
    let data: String = (1..=40_000).map(row).collect();
    let mut most = 0;
    let result = workbook::open(&book(&data), None, &mut |chunk| most = most.max(chunk.len()));
    assert!(result.is_err() && most < 1 << 20, "{result:?}, {most} bytes at once");
    assert_eq!(result, Err(Fault::TooLarge { limit: MOST_BYTES }));
    // Sizes that are not true: a string table that says that it is longer than any memory.
    let mut lies = parts(&[("Feuil1", "visible", r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#)]);
    lies[5].1 = lies[5].1.replace(r#"uniqueCount="2""#, r#"uniqueCount="999999999999999999""#);
    assert_eq!(read(&archive(&lies), None), Err(Fault::Damaged));
}

/// Every value of the first sheet, as another reader finds it, and whether there is a formula.
fn values(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).unwrap().is_empty());
    book.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn list(text: &str) -> List {
    open(text.as_bytes(), None, Titles::Guess, 64).unwrap()
}

#[test]
fn a_workbook_holds_text_and_nothing_else() {
    let list = list("Relevé\n\nNom;Profession\n=1+1;007\n\"a\rb\u{1}_x0041_\n<&>\";\n");
    let text = |it: &str| Data::String(it.to_owned());
    let none = || Data::Empty;
    let written = write(&list, Written::Workbook, 7).unwrap();
    assert_eq!(
        values(&written),
        [
            vec![text("Relevé"), none(), none(), none()],
            vec![none(), none(), none(), none()],
            vec![text("Nom"), text("Profession"), text("CPx : carte"), text("CPx : pourquoi")],
            vec![text("=1+1"), text("007"), text("0"), text("=oui")],
            vec![text("a\rb\u{1}_x0041_\n<&>"), none(), text("1"), text("=oui")],
        ]
    );
    let mut archive = zip::ZipArchive::new(Cursor::new(written)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    for expected in [
        r#"<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>"#,
        r#"<autoFilter ref="A3:D5"/>"#,
        r#"<c r="B3" s="1" t="inlineStr"><is><t xml:space="preserve">Profession</t></is></c>"#,
        r#"<col min="4" max="4" width="16" customWidth="1"/>"#,
        "a_x000D_b_x0001__x005F_x0041_\n&lt;&amp;&gt;",
    ] {
        assert!(sheet.contains(expected), "{expected} is not in {sheet}");
    }
    assert!(!sheet.contains("<f>"));
    assert!(part("xl/workbook.xml").contains(r#"<sheet name="liste""#));
}

#[test]
fn a_sheet_has_a_name_that_a_spreadsheet_takes() {
    let mut short = list("Nom\na\n");
    let long = "é".repeat(40);
    for (file, expected) in [
        ("liste.csv", "liste"),
        ("a.b.csv", "a.b"),
        ("liste", "liste"),
        ("", "1"),
        ("'[:]'.csv", "1"),
        ("l'équipe de nuit.csv", "léquipe de nuit"),
        (long.as_str(), &long[..62]),
        // Excel keeps these for itself.
        ("History.csv", "History 1"),
        ("historique.csv", "historique 1"),
    ] {
        file.clone_into(&mut short.survey.file);
        let written = write(&short, Written::Workbook, 64).unwrap();
        assert_eq!(Xlsx::new(Cursor::new(written)).unwrap().sheet_names(), [expected], "{file}");
    }
}

#[test]
fn no_first_cell_makes_a_list_something_else() {
    for first in ["<p>", "%PDF-", "{\\rtf", "sep=,", "sep=;", "PK\u{3}\u{4}", "\"", "'"] {
        let cell = first.replace('<', "&lt;").replace('\u{3}', "_x0003_").replace('\u{4}', "_x0004_");
        let data = format!(
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{cell}</t></is></c></row><row r="3"><c r="A3"><v>1</v></c></row>"#
        );
        let list = open(&book(&data), None, Titles::Row(0), 64).unwrap();
        let back = open(&write(&list, Written::Text, 64).unwrap(), None, Titles::Guess, 64).unwrap();
        assert_eq!(rows(&back, 64).unwrap()[0][0], first);
        assert_eq!(back.survey.rows, 2, "{first}");
    }
}

#[test]
fn what_a_workbook_cannot_hold_is_said_or_cut() {
    let long = |length: usize| "é".repeat(length);
    let last = |length: usize| {
        let written = write(&list(&format!("Nom\n{}\n", long(length))), Written::Workbook, 1 << 16).unwrap();
        let Data::String(text) = values(&written).remove(1).remove(0) else { panic!("no text") };
        text
    };
    assert_eq!(last(32_767), long(32_767));
    assert_eq!(last(32_768), long(32_766) + "…");

    let short = list("Nom\na\n");
    let mut writer = Writer::new(Written::Workbook, &short.survey, ours()).unwrap();
    let mut most = 0;
    let mut number = 0;
    let mut pass = short.survey.pass();
    let many = "a\n".repeat(1 << 12);
    let result = loop {
        let result = pass.feed(many.as_bytes(), cpx_guide::staff::text::Part::More, &mut |row| {
            number = row.number;
            writer.add(row, &[])
        });
        most = most.max(writer.take().len());
        if result.is_err() {
            break result;
        }
    };
    assert_eq!((result, number), (Err(Fault::TooManyRows { limit: MOST_ROWS }), MOST_ROWS));
    assert!(most < 1 << 18, "{most} bytes wait at once");
    let wide = open(";".repeat(16_382).as_bytes(), None, Titles::None, 64).unwrap();
    assert_eq!(write(&wide, Written::Workbook, 64), Err(Fault::TooManyRows { limit: MOST_ROWS }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read(cells in prop::collection::vec(prop::collection::vec("([ \\t\\r\\n_x0<&\"';=\u{1}\u{7f}\u{85}é𝄞]|\\PC){0,5}", 0..4), 1..6)) {
        let mut text = String::new();
        for row in &cells {
            text::row(row.iter().map(String::as_str), &mut text);
        }
        if let Ok(list) = open(text.as_bytes(), None, Titles::None, 64) {
            let back = open(&write(&list, Written::Workbook, 64).unwrap(), None, Titles::Guess, 64).unwrap();
            let width = list.survey.columns.len();
            let mut read = rows(&back, 64).unwrap();
            read.remove(0);
            for (before, after) in cells.iter().zip(&mut read) {
                after.truncate(width);
                let mut before = before.clone();
                before.resize(width, String::new());
                prop_assert_eq!(&before, after);
            }
            prop_assert_eq!(cells.len(), read.len());
        }
    }

    #[test]
    fn damage_is_found_and_does_none(
        part in 0..7_usize,
        places in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"<>/\"=&;AZ9 0\x00\xff".to_vec())), 1..4),
        in_archive in any::<bool>(),
    ) {
        let data = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46387</v></c></row><row r="3"><c r="A3" t="b"><v>1</v></c></row>"#;
        let mut parts: Vec<_> =
            parts(&[("Feuil1", "visible", data)]).into_iter().map(|(name, part)| (name, part.into_bytes())).collect();
        let change = |bytes: &mut Vec<u8>| places.iter().for_each(|(place, byte)| {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        });
        let mut bytes;
        if in_archive {
            bytes = archive(&parts);
            change(&mut bytes);
        } else {
            change(&mut parts[part].1);
            bytes = archive(&parts);
        }
        // Whatever comes of it: it ends, and without a panic.
        let _ = read(&bytes, None);
    }
}
