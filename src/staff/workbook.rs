//! A workbook as the text of one of its sheets, as a person sees it there. What it unpacks to is measured before anything
//! is read, because an archive of a few kilobytes can hold more than a machine can; of a sheet, one row is held at a time.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::fault::Fault;
use super::seen::seen;
use super::separator::Separator;
use super::table::MOST_CELLS;
use super::write::{MOST_ROWS, text};

/// What stands between the cells of the text, which is UTF-8.
pub const SEPARATOR: Separator = Separator::Semicolon;
/// The most that a workbook may unpack to, and that the text of a sheet may take, in bytes.
pub const MOST_BYTES: u64 = 600_000_000;
/// The most files that a workbook may consist of.
const MOST_FILES: usize = 10_000;
/// What a spreadsheet of the other office says that it is.
const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// How much text is put together before it is handed out, in bytes.
const CHUNK: usize = 1 << 16;

/// Whether a list that begins with these bytes is a workbook, or an archive that may be one.
#[must_use]
pub fn is_one(first: &[u8]) -> bool {
    first.starts_with(b"PK\x03\x04") || first.starts_with(b"PK\x05\x06") || is_compound(first)
}

/// What Office wrote before 2007, and writes today around what has a password.
fn is_compound(first: &[u8]) -> bool {
    first.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Hands out the text of a sheet, chunk by chunk, and says which sheets there are and which one this is: the one asked
/// for, or else the first that can be seen and holds something.
///
/// # Errors
///
/// It is no workbook, one of another kind, damaged, or holds too much or nothing.
pub fn open(bytes: &[u8], sheet: Option<usize>, to: &mut dyn FnMut(&str)) -> Result<(Vec<String>, usize), Fault> {
    if is_compound(bytes) {
        return Err(Fault::OtherWorkbook);
    }
    measure(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|why| fault(&why))?;
    let sheets = book.sheets_metadata().iter().filter(|it| it.typ == SheetType::WorkSheet);
    let sheets: Vec<_> = sheets.map(|it| (it.name.clone(), it.visible == SheetVisible::Visible)).collect();
    if sheets.is_empty() {
        return Err(Fault::NoWorkbook);
    }
    let visible = |wanted| sheets.iter().enumerate().filter(move |(_, it)| it.1 == wanted).map(|(place, _)| place);
    let order: Vec<_> = match sheet {
        Some(sheet) => vec![sheet],
        None => visible(true).chain(visible(false)).collect(),
    };
    for place in order {
        let name = &sheets.get(place).ok_or(Fault::Empty)?.0;
        if write(&mut book, name, to)? > 0 {
            return Ok((sheets.into_iter().map(|it| it.0).collect(), place));
        }
    }
    Err(Fault::Empty)
}

/// Unpacks everything into nothing, and stops where it is too much; what the archive says of its sizes counts for nothing.
/// A workbook of another kind is known by its parts.
fn measure(bytes: &[u8]) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let too_large = Err(Fault::TooLarge { limit: MOST_BYTES });
    if archive.len() > MOST_FILES {
        return too_large;
    }
    let (mut all, mut first) = (0, Vec::new());
    let mut buffer = vec![0; CHUNK];
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).map_err(|_| Fault::Damaged)?;
        let before = all;
        first.clear();
        loop {
            let read = file.read(&mut buffer).map_err(|_| Fault::Damaged)?;
            all += read as u64;
            if all > MOST_BYTES {
                return too_large;
            }
            if read == 0 {
                break;
            }
            if first.len() < CHUNK {
                first.extend(buffer.iter().take(read));
            }
        }
        let name = file.name().map_err(|_| Fault::Damaged)?;
        let open_document = name == "mimetype" && first.starts_with(OPEN_DOCUMENT);
        if open_document || name == "xl/workbook.bin" {
            return Err(Fault::OtherWorkbook);
        }
        // The reader makes room for as many strings as there are said to be.
        if promised(&first).is_some_and(|it| it > all - before) {
            return Err(Fault::Damaged);
        }
    }
    Ok(())
}

/// How many strings a part says that it holds, where it is one of strings.
fn promised(first: &[u8]) -> Option<u64> {
    const COUNT: &[u8] = b"uniqueCount";
    let place = first.windows(COUNT.len()).position(|it| it == COUNT)? + COUNT.len();
    let rest = first.get(place..)?.iter().skip_while(|it| !it.is_ascii_digit());
    Some(
        rest.take_while(|it| it.is_ascii_digit())
            .fold(0, |number, digit| u64::saturating_mul(number, 10).saturating_add(u64::from(digit - b'0'))),
    )
}

fn fault(why: &XlsxError) -> Fault {
    match why {
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => Fault::NoWorkbook,
        XlsxError::Password => Fault::OtherWorkbook,
        _ => Fault::Damaged,
    }
}

/// Writes the text of a sheet: how many rows it has, up to the last that holds something.
fn write(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, to: &mut dyn FnMut(&str)) -> Result<u32, Fault> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A drawing, although it is listed among the sheets.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(0),
        Err(why) => return Err(fault(&why)),
    };
    let (mut row, mut rows) = (Vec::<String>::new(), 0);
    let mut out = Out { text: String::new(), written: 0, to };
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|why| fault(&why))? {
        let (down, across) = cell.get_position();
        if *cell.get_value() == DataRef::Empty {
            continue;
        }
        let format = reader.styles().get(style).and_then(|it| it.number_format.as_ref());
        let value = seen(cell.get_value(), format.map(|it| it.format_code.as_str()));
        if value.is_empty() {
            continue;
        }
        let across = across as usize;
        if across >= MOST_CELLS {
            return Err(Fault::TooWide { row: u64::from(down) + 1 });
        }
        if u64::from(down) >= MOST_ROWS || down + 1 < rows {
            return Err(Fault::Damaged);
        }
        // The rows in between hold nothing, and are rows nevertheless.
        while rows <= down {
            if rows > 0 {
                out.row(&row)?;
            }
            row.clear();
            rows += 1;
        }
        if row.len() <= across {
            row.resize(across + 1, String::new());
        }
        if let Some(place) = row.get_mut(across) {
            *place = value;
        }
    }
    if rows > 0 {
        out.row(&row)?;
    }
    out.hand();
    Ok(rows)
}

/// The text on its way out.
struct Out<'a> {
    text: String,
    written: u64,
    to: &'a mut dyn FnMut(&str),
}

impl Out<'_> {
    fn row(&mut self, cells: &[String]) -> Result<(), Fault> {
        let before = self.text.len();
        text::row(cells.iter().map(String::as_str), &mut self.text);
        self.written += (self.text.len() - before) as u64;
        if self.text.len() > CHUNK {
            self.hand();
        }
        // A handful of cells far to the right make a long text of a small sheet.
        if self.written > MOST_BYTES { Err(Fault::TooLarge { limit: MOST_BYTES }) } else { Ok(()) }
    }

    fn hand(&mut self) {
        (self.to)(&self.text);
        self.text.clear();
    }
}
