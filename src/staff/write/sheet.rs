//! Rows as a workbook of one sheet. The parts are written by hand, as a stream: a library that holds every cell until the
//! end would need a gigabyte for a long list, and weighs more than all the rest of this module. All cells are text: no
//! number loses its zeros, and nothing is ever a formula.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::rc::Rc;

use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::staff::fault::Fault;
use crate::staff::survey::{Form, Survey, Values};
use crate::staff::table::MOST_CELLS;

/// The most rows of a sheet.
pub const MOST_ROWS: u64 = 1 << 20;
/// The longest cell, in units of UTF-16. What is longer is cut, and ends in `…`.
const LONGEST_CELL: usize = 32_767;
/// Names of sheets that Excel keeps for itself.
const RESERVED: [&str; 2] = ["history", "historique"];
/// How wide a column is, at least and at most, in characters.
const WIDTHS: (usize, usize) = (8, 50);
/// How much of the sheet is put together before it is compressed, in bytes.
const CHUNK: usize = 1 << 16;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The parts beside the sheet that are the same for every list.
const PARTS: [(&str, &str); 4] = [
    ("[Content_Types].xml", include_str!("parts/types.xml")),
    ("_rels/.rels", include_str!("parts/package.xml")),
    ("xl/_rels/workbook.xml.rels", include_str!("parts/book.xml")),
    ("xl/styles.xml", include_str!("parts/styles.xml")),
];

/// A workbook on its way.
pub(super) struct Sheet {
    zip: ZipWriter<StreamWriter<Shared>>,
    out: Shared,
    /// What is not compressed yet.
    xml: String,
    /// The rows written.
    rows: u64,
    /// The row of the titles, counted from 1.
    titles: u64,
    /// The letters of the columns.
    letters: Vec<String>,
    /// How many of them have a title.
    columns: usize,
}

/// What is compressed and was not taken yet: the archive writes into it, the sheet takes it out.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sheet {
    /// A workbook with everything that comes before the first row.
    pub(super) fn begin(survey: &Survey, appended: &[String]) -> Result<Self, Fault> {
        let kept = || survey.columns.iter().enumerate().filter(|(place, _)| !survey.appended.contains(place));
        let columns = kept().count() + appended.len();
        let titles = survey.header.map_or(1, |it| it as u64 + 1);
        if columns > MOST_CELLS {
            return Err(too_many());
        }
        let out = Shared::default();
        let mut zip = ZipWriter::new_stream(out.clone());
        for (name, part) in PARTS {
            add(&mut zip, name, part)?;
        }
        let mut book = String::from(HEAD);
        book.push_str(
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name=""#,
        );
        escape(&name(survey), &mut book);
        book.push_str(r#"" sheetId="1" r:id="rId1"/></sheets></workbook>"#);
        add(&mut zip, "xl/workbook.xml", &book)?;
        zip.start_file("xl/worksheets/sheet1.xml", options()).map_err(|_| too_many())?;
        let mut xml = String::from(HEAD);
        let _ = write!(
            xml,
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="{titles}" topLeftCell="A{}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#,
            titles + 1
        );
        // A list of columns may not be empty.
        xml.push_str(if columns > 0 { "<cols>" } else { "" });
        let widths = kept().map(|(place, _)| widest(survey, place)).chain(appended.iter().map(|it| length(it)));
        for (place, width) in (1..).zip(widths) {
            let width = width.clamp(WIDTHS.0, WIDTHS.1) + 2;
            let _ = write!(xml, r#"<col min="{place}" max="{place}" width="{width}" customWidth="1"/>"#);
        }
        xml.push_str(if columns > 0 { "</cols>" } else { "" });
        xml.push_str("<sheetData>");
        let letters = (0..columns.max(survey.columns.len())).map(letters).collect();
        Ok(Self { zip, out, xml, rows: 0, titles, letters, columns })
    }

    /// Writes a row.
    pub(super) fn row(&mut self, cells: &mut dyn Iterator<Item = &str>) -> Result<(), Fault> {
        if self.rows == MOST_ROWS {
            return Err(too_many());
        }
        self.rows += 1;
        let style = if self.rows == self.titles { " s=\"1\"" } else { "" };
        let number = self.rows.to_string();
        self.xml.extend(["<row r=\"", &number, "\">"]);
        for (column, cell) in self.letters.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            self.xml.extend([
                "<c r=\"",
                column,
                &number,
                "\"",
                style,
                " t=\"inlineStr\"><is><t xml:space=\"preserve\">",
            ]);
            put(cell, &mut self.xml);
            self.xml.push_str("</t></is></c>");
        }
        self.xml.push_str("</row>");
        if self.xml.len() > CHUNK { self.compress() } else { Ok(()) }
    }

    /// What is compressed and was not taken yet.
    pub(super) fn take(&mut self) -> Vec<u8> {
        self.out.0.take()
    }

    /// Everything that comes after the last row.
    pub(super) fn end(mut self) -> Result<Vec<u8>, Fault> {
        self.xml.push_str("</sheetData>");
        if let Some(last) = self.columns.checked_sub(1).and_then(|it| self.letters.get(it)) {
            let (titles, rows) = (self.titles, self.rows.max(self.titles));
            // The sheet says itself that its numbers are meant as text, or each would be marked as a mistake.
            let _ = write!(
                self.xml,
                r#"<autoFilter ref="A{titles}:{last}{rows}"/><ignoredErrors><ignoredError sqref="A1:{last}{rows}" numberStoredAsText="1"/></ignoredErrors>"#
            );
        }
        self.xml.push_str("</worksheet>");
        self.compress()?;
        self.zip.finish().map_err(|_| too_many())?;
        Ok(self.out.0.take())
    }

    fn compress(&mut self) -> Result<(), Fault> {
        self.zip.write_all(self.xml.as_bytes()).map_err(|_| too_many())?;
        self.xml.clear();
        Ok(())
    }
}

fn too_many() -> Fault {
    Fault::TooManyRows { limit: MOST_ROWS }
}

/// The same list gives the same bytes whenever it is written.
fn options() -> SimpleFileOptions {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    options.last_modified_time(DateTime::default())
}

fn add(zip: &mut ZipWriter<StreamWriter<Shared>>, name: &str, part: &str) -> Result<(), Fault> {
    zip.start_file(name, options()).map_err(|_| too_many())?;
    zip.write_all(part.as_bytes()).map_err(|_| too_many())
}

/// The letters of a column, by its place from 0: `A`, `Z`, `AA`.
fn letters(place: usize) -> String {
    let mut letters = String::new();
    let mut left = Some(place);
    while let Some(place) = left {
        letters.extend(('A'..='Z').nth(place % 26));
        left = (place / 26).checked_sub(1);
    }
    letters.chars().rev().collect()
}

/// The name of the sheet: as it was, or that of the file, as far as a sheet may be named so.
fn name(survey: &Survey) -> String {
    const LONGEST: usize = 31;
    let name = match &survey.form {
        Form::Workbook { sheets, sheet } => sheets.get(*sheet).map(String::as_str).unwrap_or_default(),
        Form::Text { .. } => survey.file.rsplit_once('.').map_or(survey.file.as_str(), |(stem, _)| stem),
    };
    let allowed = name.chars().filter(|it| !it.is_control() && !"[]:*?/\\'".contains(*it));
    let mut units = 0;
    let short = allowed.take_while(|it| {
        units += it.len_utf16();
        units <= LONGEST
    });
    let name: String = short.collect();
    match name.trim() {
        "" => "1".to_owned(),
        // The sheet of changes, in English and in French: Excel makes no other of that name, and mends a file that has one.
        changes if RESERVED.iter().any(|it| it.eq_ignore_ascii_case(changes)) => format!("{changes} 1"),
        name => name.to_owned(),
    }
}

/// How wide the cells of a column are, as far as they are known.
fn widest(survey: &Survey, place: usize) -> usize {
    let values = survey.columns.get(place).map(|it| &it.values);
    let values = values.into_iter().flat_map(|it| match it {
        Values::Few(values) => values.as_slice(),
        Values::Many => &[],
    });
    let head = survey.head.iter().skip(survey.header.unwrap_or_default()).filter_map(|row| row.get(place));
    values.map(|it| &it.text).chain(head).map(|it| length(it)).max().unwrap_or_default()
}

/// How wide a text is: that of its longest line, in characters.
fn length(text: &str) -> usize {
    text.lines().map(|it| it.chars().count()).max().unwrap_or_default()
}

/// Appends the text of a cell.
fn put(cell: &str, to: &mut String) {
    if cell.len() <= LONGEST_CELL {
        return escape(cell, to);
    }
    let mut units = 0;
    let cut = cell.char_indices().find(|(_, it)| {
        units += it.len_utf16();
        units > LONGEST_CELL - 1
    });
    match cut {
        // Only the last character is one too many where nothing follows it.
        Some((place, _)) if cell.encode_utf16().count() > LONGEST_CELL => {
            escape(cell.get(..place).unwrap_or_default(), to);
            to.push('…');
        }
        _ => escape(cell, to),
    }
}

/// Appends text as XML. What XML cannot hold is written as spreadsheets write it, `_x0001_`, and what only looks like that
/// is marked as such.
fn escape(text: &str, to: &mut String) {
    let mut rest = text;
    while let Some(place) = rest.find(|it| {
        matches!(it, '<' | '>' | '&' | '"' | '_' | '\u{fffe}' | '\u{ffff}') || (it < ' ' && it != '\n' && it != '\t')
    }) {
        let (plain, found) = rest.split_at(place);
        to.push_str(plain);
        let mut signs = found.chars();
        match signs.next() {
            Some('<') => to.push_str("&lt;"),
            Some('>') => to.push_str("&gt;"),
            Some('&') => to.push_str("&amp;"),
            Some('"') => to.push_str("&quot;"),
            Some('_') if !is_escape(found) => to.push('_'),
            Some(sign) => {
                let _ = write!(to, "_x{:04X}_", u32::from(sign));
            }
            None => {}
        }
        rest = signs.as_str();
    }
    to.push_str(rest);
}

/// Whether text begins with what would be read as the number of a character.
fn is_escape(text: &str) -> bool {
    let number = text.strip_prefix("_x").and_then(|it| it.split_at_checked(4));
    number.is_some_and(|(number, after)| number.bytes().all(|it| it.is_ascii_hexdigit()) && after.starts_with('_'))
}
