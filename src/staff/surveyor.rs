//! Reads a list through for its [`Survey`]: guesses what its bytes are, where its titles stand, and counts what occurs. It
//! knows no title itself: which are known, and which are those of an earlier export, it is told.

use std::cmp::Reverse;

use super::clerk::Titles;
use super::counted::Counted;
use super::fault::Fault;
use super::guard::{self, Origin};
use super::separator::Separator;
use super::survey::{Column, Form, HEAD, Survey, origin};
use super::table::{Reader, Row};
use super::text::{Decoder, Encoding, Malformed, Part};

/// From how many bytes the encoding and the separator are guessed.
const SAMPLE: usize = 1 << 16;
/// How many bytes of values all columns may hold together: beyond, the one that holds most is no column of choices.
const MOST_HELD: usize = 1 << 25;

/// What a list is surveyed with.
pub struct Asked {
    /// The name of its file; nothing for what was pasted.
    pub file: String,
    /// The sheets of a workbook, and which is read, where the bytes are the text of one; nothing for any other list.
    pub workbook: Option<(Vec<String>, usize)>,
    /// Where its titles are.
    pub titles: Titles,
    /// Who tells how many of some cells are titles that are known.
    pub known: Box<Known>,
    /// The titles of the columns that an export appends, in every language.
    pub ours: Vec<String>,
}

/// How many of some cells are titles that are known.
pub type Known = dyn Fn(&[&str]) -> usize;

/// What is to be done after a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The next one follows.
    On,
    /// The bytes are something else than it seemed: the first slice must come again.
    Again,
}

/// A list, as far as it has been read.
pub struct Surveyor {
    asked: Asked,
    encoding: Option<Encoding>,
    /// The first bytes, until there are enough to guess from.
    first: Vec<u8>,
    reading: Option<Reading>,
    found: Found,
}

/// The text of a list, from when it is known what it is written as.
struct Reading {
    form: Form,
    decoder: Decoder,
    reader: Reader,
    text: String,
}

/// What was found in a list.
struct Found {
    head: Vec<Vec<String>>,
    /// Whether it is settled where the titles are.
    settled: bool,
    header: Option<usize>,
    titles: Vec<String>,
    appended: Vec<usize>,
    /// Rows below the titles.
    rows: u64,
    columns: Vec<Counted>,
    origin: Origin,
}

impl Surveyor {
    /// One who has read nothing.
    #[must_use]
    pub fn new(asked: Asked) -> Self {
        Self { asked, encoding: None, first: Vec::new(), reading: None, found: Found::new() }
    }

    /// Reads the next slice of the bytes.
    ///
    /// # Errors
    ///
    /// It is no list.
    pub fn feed(&mut self, bytes: &[u8], part: Part) -> Result<Step, Fault> {
        let joined;
        let mut bytes = bytes;
        if self.reading.is_none() {
            self.first.extend_from_slice(bytes);
            if self.first.len() < SAMPLE && part == Part::More {
                return Ok(Step::On);
            }
            joined = std::mem::take(&mut self.first);
            bytes = &joined;
        }
        let reading = match &mut self.reading {
            Some(reading) => reading,
            reading => reading.insert(self.asked.begin(self.encoding, bytes, part)?),
        };
        reading.text.clear();
        match reading.decoder.decode(bytes, part, &mut reading.text) {
            Ok(()) => {}
            Err(Malformed::NotText) => return Err(Fault::NotText),
            Err(Malformed::NotUtf8) => {
                (self.encoding, self.reading) = (Some(Encoding::Windows1252), None);
                self.found = Found::new();
                return Ok(Step::Again);
            }
        }
        let (found, asked, form) = (&mut self.found, &self.asked, &reading.form);
        reading.reader.read(&reading.text, part, &mut |row| {
            found.take(row, asked, form);
            Ok(())
        })?;
        Ok(Step::On)
    }

    /// How many bytes it keeps, roughly: those of a slice, of a row and of its values, however long the list is.
    #[must_use]
    pub fn held(&self) -> usize {
        let reading = self.reading.as_ref().map_or(0, |it| it.text.capacity() + it.reader.held());
        self.first.capacity() + reading + self.found.held()
    }

    /// What was found, once the last slice is read.
    ///
    /// # Errors
    ///
    /// There is no row in it.
    pub fn finish(mut self) -> Result<Survey, Fault> {
        let form = self.reading.map(|it| it.form).ok_or(Fault::Empty)?;
        self.found.settle(&self.asked, &form);
        let Found { head, header, titles, appended, rows, columns, .. } = self.found;
        if rows == 0 {
            return Err(Fault::Empty);
        }
        let mut titles = titles.into_iter();
        let column = |counted| Column { title: titles.next().unwrap_or_default(), values: counted };
        let columns = columns.into_iter().map(Counted::values).map(column).collect();
        Ok(Survey { file: self.asked.file, form, head, header, rows, columns, appended })
    }
}

impl Asked {
    /// What the list is written as, by its first bytes.
    fn begin(&self, encoding: Option<Encoding>, first: &[u8], part: Part) -> Result<Reading, Fault> {
        let form = match &self.workbook {
            Some((sheets, sheet)) => Form::Workbook { sheets: sheets.clone(), sheet: *sheet },
            None => guess(encoding, first, part)?,
        };
        let (encoding, separator, opening) = form.text();
        // Guards are taken off below, once it is known whose list it is.
        let reader = Reader::new(separator, opening, Origin::Theirs);
        Ok(Reading { form, decoder: Decoder::new(encoding), reader, text: String::new() })
    }

    /// Which of the first rows holds the titles: the one in which the most are known. Where none is, the first that fills
    /// the most cells, unless there is a number in it, or nothing below.
    fn header(&self, head: &[Vec<String>]) -> Option<usize> {
        let guess = || {
            let known = head.iter().map(|row| {
                let cells: Vec<_> = row.iter().map(String::as_str).collect();
                (self.known)(&cells) + row.iter().filter(|it| self.ours.contains(it)).count()
            });
            first_greatest(known).or_else(|| {
                let filled = head.iter().map(|row| row.iter().filter(|it| !it.trim().is_empty()).count());
                let row = first_greatest(filled)?;
                let titles = !head.get(row)?.iter().any(|it| is_number(it)) && row + 1 < head.len();
                titles.then_some(row)
            })
        };
        match self.titles {
            Titles::Guess => guess(),
            Titles::Row(row) if row < head.len() => Some(row),
            Titles::Row(_) | Titles::None => None,
        }
    }
}

/// What a text is written as, by its first bytes.
fn guess(encoding: Option<Encoding>, first: &[u8], part: Part) -> Result<Form, Fault> {
    let (sample, part) = match first.split_at_checked(SAMPLE) {
        Some((sample, _)) => (sample, Part::More),
        None => (first, part),
    };
    let mut text = String::new();
    let mut encoding = encoding.unwrap_or_else(|| Encoding::of(sample));
    let mut read = Decoder::new(encoding).decode(sample, part, &mut text);
    if read == Err(Malformed::NotUtf8) {
        encoding = Encoding::Windows1252;
        text.clear();
        read = Decoder::new(encoding).decode(sample, part, &mut text);
    }
    // What is no text at all is found by the reading itself, at the latest.
    let separator = read.map_or(Separator::Semicolon, |()| Separator::guess(&text));
    stranger(&text).map_or(Ok(Form::Text { encoding, separator }), Err)
}

/// Why text is no list, where its first signs say so: a page or an old workbook written as XML, as much software exports
/// under the name of `.xls`; a document.
fn stranger(text: &str) -> Option<Fault> {
    let text = text.trim_start();
    let mark = text.strip_prefix('<').and_then(|it| it.chars().next());
    if mark.is_some_and(|it| it.is_ascii_alphabetic() || it == '!' || it == '?') {
        return Some(Fault::OtherWorkbook);
    }
    (text.starts_with("%PDF-") || text.starts_with("{\\rtf")).then_some(Fault::NotText)
}

/// The place of the first of the greatest numbers, none of 0.
fn first_greatest(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let greatest = numbers.enumerate().max_by_key(|(place, number)| (*number, Reverse(*place)));
    greatest.filter(|(_, number)| *number > 0).map(|(place, _)| place)
}

/// Whether a cell is a number, an amount, a date or a telephone: digits, and what stands between them.
fn is_number(cell: &str) -> bool {
    let sign = |it: char| it.is_ascii_digit() || it.is_whitespace() || ".,:/+-%€".contains(it);
    cell.contains(|it: char| it.is_ascii_digit()) && cell.chars().all(sign)
}

impl Found {
    fn new() -> Self {
        let (head, titles, appended, columns) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { head, settled: false, header: None, titles, appended, rows: 0, columns, origin: Origin::Theirs }
    }

    fn take(&mut self, row: &Row, asked: &Asked, form: &Form) {
        if self.settled {
            self.count(row.width(), |place| row.get(place));
            return;
        }
        self.head.push(row.cells().map(str::to_owned).collect());
        if self.head.len() == HEAD {
            self.settle(asked, form);
        }
    }

    /// Says where the titles are, and counts the rows that were kept until then.
    fn settle(&mut self, asked: &Asked, form: &Form) {
        if std::mem::replace(&mut self.settled, true) {
            return;
        }
        let mut head = std::mem::take(&mut self.head);
        self.header = asked.header(&head);
        let titles = self.header.and_then(|it| head.get(it)).map(Vec::as_slice).unwrap_or_default();
        let appended = titles.iter().enumerate().filter(|(_, it)| asked.ours.contains(it));
        self.appended = appended.map(|(place, _)| place).collect();
        self.titles = titles.to_vec();
        self.origin = origin(form, &self.appended);
        let below = self.header.map_or(0, |it| it + 1);
        for (place, row) in head.iter_mut().enumerate() {
            for cell in row.iter_mut() {
                *cell = guard::off(cell, self.origin).to_owned();
            }
            if place < below {
                self.widen(row.len());
            } else {
                self.count(row.len(), |place| row.get(place).map(String::as_str));
            }
        }
        self.head = head;
    }

    /// A row below the titles.
    fn count<'r>(&mut self, width: usize, cell: impl Fn(usize) -> Option<&'r str>) {
        self.widen(width);
        for (place, column) in self.columns.iter_mut().enumerate() {
            let cell = guard::off(cell(place).unwrap_or_default(), self.origin);
            column.count(cell);
        }
        self.rows += 1;
        self.spare();
    }

    fn held(&self) -> usize {
        self.columns.iter().map(Counted::held).sum()
    }

    /// Gives up columns as long as all together hold too much.
    fn spare(&mut self) {
        while self.held() > MOST_HELD {
            if let Some(most) = self.columns.iter_mut().max_by_key(|it| it.held()) {
                most.give_up();
            }
        }
    }

    /// There are this many columns at least. What has no cell in a row is empty there.
    fn widen(&mut self, width: usize) {
        while self.columns.len() < width {
            self.columns.push(Counted::after(self.rows));
        }
    }
}
