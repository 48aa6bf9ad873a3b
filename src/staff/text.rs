//! Bytes as text: UTF-8 with or without its mark, UTF-16 with its mark, and otherwise Windows-1252, which French
//! spreadsheets write. It never guesses a third: bytes that are valid UTF-8 are UTF-8.

use serde::{Deserialize, Serialize};

/// How the bytes of a list are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// What Windows writes in Western Europe.
    Windows1252,
}

/// Whether more of a list follows a slice of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// More follows.
    More,
    /// It is the last, or the only one. It may be empty.
    Last,
}

/// Why bytes are not the text that they were taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// Not UTF-8, and no mark says that they should be: they are Windows-1252.
    NotUtf8,
    /// No text at all: there is a zero in it.
    NotText,
}

/// Reads bytes as text, slice by slice. A character may be split between two slices, a mark never becomes text.
pub struct Decoder {
    encoding: Encoding,
    /// The first bytes of a character whose others are still to come.
    carried: Vec<u8>,
    start: Start,
}

/// What has been seen of the start of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Nothing.
    Ahead,
    /// A mark.
    Marked,
    /// The text itself, and a mark before it.
    PastMark,
    /// The text itself.
    Past,
}

const MARK: char = '\u{feff}';

impl Encoding {
    /// What the first bytes of a list say: their mark, or nothing, and then UTF-8 is the first that is tried.
    #[must_use]
    pub fn of(first: &[u8]) -> Self {
        match first {
            [0xff, 0xfe, ..] => Self::Utf16Le,
            [0xfe, 0xff, ..] => Self::Utf16Be,
            _ => Self::Utf8,
        }
    }
}

impl Decoder {
    /// A decoder at the start of a list.
    #[must_use]
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, carried: Vec::new(), start: Start::Ahead }
    }

    /// Appends the text of the next slice. Where a mark has promised UTF-8 or UTF-16, what breaks the promise becomes the
    /// character that stands for the unreadable.
    ///
    /// # Errors
    ///
    /// The bytes are not what they were taken for; what was appended until then is of no use.
    pub fn decode(&mut self, bytes: &[u8], part: Part, to: &mut String) -> Result<(), Malformed> {
        let joined;
        let bytes = if self.carried.is_empty() {
            bytes
        } else {
            self.carried.extend_from_slice(bytes);
            joined = std::mem::take(&mut self.carried);
            &joined
        };
        match self.encoding {
            Encoding::Utf8 => self.utf8(bytes, part, to),
            Encoding::Utf16Le => self.utf16(bytes, part, u16::from_le_bytes, to),
            Encoding::Utf16Be => self.utf16(bytes, part, u16::from_be_bytes, to),
            Encoding::Windows1252 => {
                to.extend(bytes.iter().map(|byte| windows(*byte)));
                if bytes.contains(&0) { Err(Malformed::NotText) } else { Ok(()) }
            }
        }
    }

    fn utf8(&mut self, bytes: &[u8], part: Part, to: &mut String) -> Result<(), Malformed> {
        let mut rest = bytes;
        loop {
            let (valid, bad) = match std::str::from_utf8(rest) {
                Ok(valid) => (valid, None),
                Err(stop) => {
                    let (valid, after) = rest.split_at(stop.valid_up_to());
                    (std::str::from_utf8(valid).unwrap_or_default(), Some((after, stop.error_len())))
                }
            };
            self.push(valid, to)?;
            rest = match bad {
                None => return Ok(()),
                Some((after, None)) if part == Part::More => {
                    self.carried.extend_from_slice(after);
                    return Ok(());
                }
                Some(_) if !matches!(self.start, Start::Marked | Start::PastMark) => return Err(Malformed::NotUtf8),
                Some((after, length)) => {
                    self.push("\u{fffd}", to)?;
                    after.get(length.unwrap_or(after.len())..).unwrap_or_default()
                }
            };
        }
    }

    fn utf16(&mut self, bytes: &[u8], part: Part, unit: fn([u8; 2]) -> u16, to: &mut String) -> Result<(), Malformed> {
        let (pairs, odd) = bytes.as_chunks::<2>();
        // The first half of a character waits for the other one.
        let half = pairs.last().is_some_and(|last| (0xd800..0xdc00).contains(&unit(*last))) && part == Part::More;
        let (pairs, half) = pairs.split_at(pairs.len() - usize::from(half));
        let units = pairs.iter().map(|pair| unit(*pair));
        let text: String = char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.push(&text, to)?;
        self.carried.extend(half.iter().flatten().chain(odd));
        if part == Part::Last && !odd.is_empty() { self.push("\u{fffd}", to) } else { Ok(()) }
    }

    fn push(&mut self, text: &str, to: &mut String) -> Result<(), Malformed> {
        let text = if matches!(self.start, Start::Ahead | Start::Marked) {
            let after = text.trim_start_matches(MARK);
            if after.len() < text.len() {
                self.start = Start::Marked;
            }
            if !after.is_empty() {
                self.start = if self.start == Start::Marked { Start::PastMark } else { Start::Past };
            }
            after
        } else {
            text
        };
        to.push_str(text);
        if text.contains('\0') { Err(Malformed::NotText) } else { Ok(()) }
    }
}

/// The character of a byte of Windows-1252. Five bytes mean nothing there; browsers read them as the controls of the
/// same number, and so does this.
fn windows(byte: u8) -> char {
    const DIFFERENT: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let place = usize::from(byte).checked_sub(0x80);
    place.and_then(|place| DIFFERENT.get(place)).copied().unwrap_or(char::from(byte))
}
