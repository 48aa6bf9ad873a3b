//! Text as rows of cells, in slices of any length: commas, semicolons or tabs; quotes, and line breaks within them. A line
//! without anything is a row too, so that what comes back has the same rows.

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::fault::Fault;
use super::guard::{self, Origin};
use super::separator::Separator;
use super::text::{Decoder, Encoding, Malformed, Part};

/// The most cells of a row: as many columns as a spreadsheet has.
pub const MOST_CELLS: usize = 16_384;
/// The longest row, in bytes. A longer one is no row, but a quote that was never closed.
pub const LONGEST_ROW: usize = 1 << 20;

/// A row: what stands between two line breaks that are not in quotes. An empty line is a row without cells; the break
/// at the very end of a list begins no row; the line `sep=;` with which Excel is told the separator is none either.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// Which one, from 0 for the first of the list, whatever stands in it.
    pub number: u64,
    text: &'a str,
    ends: &'a [usize],
    origin: Origin,
}

/// Reads text as rows, slice by slice.
pub struct Reader {
    core: csv_core::Reader,
    separator: Separator,
    opening: Opening,
    origin: Origin,
    /// The cells of the row so far, one after the other, and where each ends; the first `filled` and `many` of them count.
    cells: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    many: usize,
    /// The number of the row.
    number: u64,
    place: Place,
}

/// Whether the first line may be one that tells the separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// It may.
    Told,
    /// It is a row in any case.
    Row,
}

/// Where in the text a reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the start of a row.
    Start,
    /// At the start of a row; a line feed still belongs to the one before.
    AfterReturn,
    /// Within a row.
    Within,
}

/// A list of which the form is known: one pass over its bytes, slice by slice.
pub struct Rows {
    decoder: Decoder,
    reader: Reader,
    text: String,
}

impl<'a> Row<'a> {
    /// Its cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let Self { text, ends, origin, .. } = *self;
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(move |(start, end)| guard::off(text.get(start..*end).unwrap_or_default(), origin))
    }

    /// One of its cells; nothing beyond the last.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&'a str> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        Some(guard::off(self.text.get(start..end)?, self.origin))
    }

    /// How many cells it has: none for an empty line.
    #[must_use]
    pub fn width(&self) -> usize {
        self.ends.len()
    }
}

impl Reader {
    /// A reader at the start of a list.
    #[must_use]
    pub fn new(separator: Separator, opening: Opening, origin: Origin) -> Self {
        let core = ReaderBuilder::new().delimiter(separator.byte()).build();
        let (cells, ends) = (vec![0; 1 << 12], vec![0; 1 << 6]);
        Self { core, separator, opening, origin, cells, ends, filled: 0, many: 0, number: 0, place: Place::Start }
    }

    /// Hands out the rows that end in the next slice of the text.
    ///
    /// # Errors
    ///
    /// A row is wider or longer than a row can be, or ends within a quote; or what `row` finds.
    pub fn read(
        &mut self,
        text: &str,
        part: Part,
        row: &mut dyn FnMut(&Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut rest = text.as_bytes();
        while let Some(&next) = rest.first() {
            if self.place != Place::Within && matches!(next, b'\r' | b'\n') {
                // What is left of the break before, or a line without anything.
                rest = rest.get(1..).unwrap_or_default();
                let left = self.place == Place::AfterReturn && next == b'\n';
                self.place = if next == b'\r' { Place::AfterReturn } else { Place::Start };
                if !left {
                    self.hand(row)?;
                }
                continue;
            }
            let (ended, read) = self.record(rest)?;
            let (done, after) = rest.split_at(read);
            rest = after;
            self.place = match (ended, done.last()) {
                (false, _) => Place::Within,
                (true, Some(b'\r')) => Place::AfterReturn,
                (true, _) => Place::Start,
            };
            if ended {
                self.hand(row)?;
            }
        }
        if part == Part::Last && self.place == Place::Within {
            // The break that may be missing at the end: it ends the row, unless a quote is open.
            let (ended, _) = self.record(b"\n")?;
            self.place = Place::Start;
            return if ended { self.hand(row) } else { Err(self.open_quote()) };
        }
        Ok(())
    }

    /// Reads on in the row. Whether it ends in `text`, and how much of that was read.
    fn record(&mut self, text: &[u8]) -> Result<(bool, usize), Fault> {
        let mut read = 0;
        loop {
            let left = text.get(read..).unwrap_or_default();
            if left.is_empty() {
                return Ok((false, read));
            }
            let cells = self.cells.get_mut(self.filled..).unwrap_or_default();
            let ends = self.ends.get_mut(self.many..).unwrap_or_default();
            let (result, bytes, filled, many) = self.core.read_record(left, cells, ends);
            (read, self.filled, self.many) = (read + bytes, self.filled + filled, self.many + many);
            if self.many > MOST_CELLS {
                return Err(Fault::TooWide { row: self.number + 1 });
            }
            if self.filled > LONGEST_ROW {
                return Err(self.open_quote());
            }
            match result {
                ReadRecordResult::Record => return Ok((true, read)),
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Ok((false, read)),
            }
        }
    }

    fn hand(&mut self, row: &mut dyn FnMut(&Row) -> Result<(), Fault>) -> Result<(), Fault> {
        let text = self.cells.get(..self.filled).unwrap_or_default();
        // The text came as such, and was cut at signs of one byte.
        let text = std::str::from_utf8(text).unwrap_or_default();
        let ends = self.ends.get(..self.many).unwrap_or_default();
        (self.filled, self.many) = (0, 0);
        let it = Row { number: self.number, text, ends, origin: self.origin };
        if std::mem::replace(&mut self.opening, Opening::Row) == Opening::Told && tells(&it, self.separator) {
            return Ok(());
        }
        self.number += 1;
        row(&it)
    }

    /// How many bytes it keeps for the row that it is in.
    #[must_use]
    pub fn held(&self) -> usize {
        self.cells.capacity() + self.ends.capacity() * size_of::<usize>()
    }

    fn open_quote(&self) -> Fault {
        Fault::OpenQuote { row: self.number + 1 }
    }
}

impl Rows {
    /// A pass over a list from its start.
    #[must_use]
    pub fn new(encoding: Encoding, reader: Reader) -> Self {
        Self { decoder: Decoder::new(encoding), reader, text: String::new() }
    }

    /// Hands out the rows that end in the next slice of the bytes.
    ///
    /// # Errors
    ///
    /// It is no list, or no longer the one that it was; or what `row` finds.
    pub fn feed(
        &mut self,
        bytes: &[u8],
        part: Part,
        row: &mut dyn FnMut(&Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.text.clear();
        self.decoder.decode(bytes, part, &mut self.text).map_err(|why| match why {
            Malformed::NotText => Fault::NotText,
            Malformed::NotUtf8 => Fault::Gone,
        })?;
        self.reader.read(&self.text, part, row)
    }

    /// How many bytes it keeps: those of a slice and of a row, however long the list is.
    #[must_use]
    pub fn held(&self) -> usize {
        self.text.capacity() + self.reader.held()
    }
}

/// Whether a row is the line with which Excel is told the separator that it is read by.
fn tells(row: &Row, separator: Separator) -> bool {
    let (first, second) = (row.get(0).unwrap_or_default(), row.get(1));
    let (word, sign) = first.split_at_checked(4).unwrap_or_default();
    let sign = match (sign, second, row.width()) {
        ("", Some(""), 2) => Some(separator.byte()),
        (sign, None, 1) => sign.bytes().next().filter(|_| sign.len() == 1),
        _ => None,
    };
    word.eq_ignore_ascii_case("sep=") && sign == Some(separator.byte())
}
