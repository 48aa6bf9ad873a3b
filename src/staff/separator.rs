//! What stands between two cells: told by the list itself, or guessed from its first rows. It looks at nothing within
//! quotes, and reads no cell.

use serde::{Deserialize, Serialize};

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab, as in what is pasted from a spreadsheet.
    Tab,
}

/// All of them. Where two divide a list equally well, it is the earlier: text holds commas, hardly ever tabs.
const ALL: [Separator; 3] = [Separator::Tab, Separator::Semicolon, Separator::Comma];
/// How many rows are looked at.
const ROWS: usize = 100;

impl Separator {
    /// The byte that it is.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// What the first line says, if it is `sep=;`, with which Excel is told. Otherwise, of those that divide most rows, the
    /// one that does so most evenly; where nothing is divided, the semicolon, as in French spreadsheets.
    #[must_use]
    pub fn guess(sample: &str) -> Self {
        if let Some(told) = sample.lines().next().and_then(told) {
            return told;
        }
        let mut rows = counted(sample);
        rows.retain(|row| row.iter().any(|it| *it > 0));
        let merits =
            (0..ALL.len()).map(|place| merit(rows.iter().filter_map(|row| row.get(place)).copied(), rows.len()));
        // Of equals the last is the greatest.
        let best = ALL.into_iter().zip(merits).rev().max_by_key(|(_, merit)| *merit);
        best.filter(|_| !rows.is_empty()).map_or(Self::Semicolon, |(it, _)| it)
    }
}

/// The separator that a line names: `sep=;`, in quotes or not.
fn told(line: &str) -> Option<Separator> {
    let line = line.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(line);
    let (word, sign) = line.split_at_checked(4)?;
    let separator = ALL.into_iter().find(|it| sign.as_bytes() == [it.byte()]);
    separator.filter(|_| word.eq_ignore_ascii_case("sep="))
}

/// Whether most rows are divided, two of three: there may be some above the titles that are not. Then how evenly, in
/// tenths: text that holds a sign in each row rarely holds it as often in each. Otherwise how many.
fn merit(signs: impl Iterator<Item = usize>, rows: usize) -> (bool, usize) {
    let mut divided: Vec<usize> = signs.filter(|it| *it > 0).collect();
    divided.sort_unstable();
    let even = divided.chunk_by(|one, other| one == other).map(<[usize]>::len).max().unwrap_or_default();
    let many = divided.len();
    let most = many > 0 && many * 3 >= rows * 2;
    (most, if most { (even * 10 + many / 2) / many } else { many })
}

/// How often each separator stands in each of the first rows, outside quotes. A quote opens where a cell begins, whatever
/// the separator, and closes at the next that is not doubled.
fn counted(sample: &str) -> Vec<[usize; ALL.len()]> {
    enum Place {
        Start,
        Within,
        Quoted,
        /// After a quote within quotes: the end of them, or a doubled one.
        Closing,
    }
    let mut rows = Vec::new();
    let (mut row, mut place) = ([0; ALL.len()], Place::Start);
    for byte in sample.bytes() {
        place = match (place, byte) {
            (Place::Quoted, b'"') => Place::Closing,
            (Place::Start | Place::Closing, b'"') | (Place::Quoted, _) => Place::Quoted,
            (_, b'\r' | b'\n') => {
                rows.push(std::mem::take(&mut row));
                Place::Start
            }
            _ => match ALL.iter().zip(&mut row).find(|(it, _)| it.byte() == byte) {
                Some((_, count)) => {
                    *count += 1;
                    Place::Start
                }
                None => Place::Within,
            },
        };
        if rows.len() == ROWS {
            return rows;
        }
    }
    rows.push(row);
    rows
}
