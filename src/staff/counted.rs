//! The values of one column, counted while a list is read: those that are written alike are one, and a column with too many
//! is given up, because nobody chooses among them. It holds no more than its limits, however long the list is.

use std::collections::BTreeMap;

use super::survey::{MOST_VALUES, Value, Values, key};

/// The longest value of a column of choices, in bytes.
const LONGEST_VALUE: usize = 200;
/// How many spellings are remembered, so that each is folded once: beyond, every cell is.
const MOST_SPELLINGS: usize = 2 * MOST_VALUES;
/// What a value or a spelling takes beside its text, roughly.
const BESIDE: usize = 100;

/// A column, as far as the list has been read.
#[derive(Default)]
pub struct Counted {
    /// What was found; nothing once there were too many.
    few: Option<Few>,
}

#[derive(Default)]
struct Few {
    values: Vec<Value>,
    /// The place of each value, by its key.
    keys: BTreeMap<String, usize>,
    /// The place of the value that each spelling is one of.
    spellings: BTreeMap<String, usize>,
    /// How many bytes all that takes.
    held: usize,
}

impl Counted {
    /// A column that begins after this many rows: it was empty in all of them.
    #[must_use]
    pub fn after(rows: u64) -> Self {
        let mut few = Few::default();
        if rows > 0 {
            few.count("", rows);
        }
        Self { few: Some(few) }
    }

    /// Counts a cell.
    pub fn count(&mut self, cell: &str) {
        let Some(few) = &mut self.few else { return };
        let cell = cell.trim();
        if cell.len() <= LONGEST_VALUE {
            few.count(cell, 1);
        }
        if cell.len() > LONGEST_VALUE || few.values.len() > MOST_VALUES {
            self.few = None;
        }
    }

    /// How many bytes it holds, roughly.
    #[must_use]
    pub fn held(&self) -> usize {
        self.few.as_ref().map_or(0, |it| it.held)
    }

    /// Holds no values any more: there are too many.
    pub fn give_up(&mut self) {
        self.few = None;
    }

    /// What was counted.
    #[must_use]
    pub fn values(self) -> Values {
        self.few.map_or(Values::Many, |it| Values::Few(it.values))
    }
}

impl Few {
    fn count(&mut self, cell: &str, rows: u64) {
        let place = self.spellings.get(cell).copied().unwrap_or_else(|| self.spell(cell));
        if let Some(value) = self.values.get_mut(place) {
            value.rows += rows;
        }
    }

    /// The place of the value that a new spelling is one of.
    fn spell(&mut self, cell: &str) -> usize {
        let key = key(cell);
        let known = self.keys.get(&key).copied();
        let place = known.unwrap_or(self.values.len());
        if known.is_none() {
            self.held += cell.len() + key.len() + BESIDE;
            self.keys.insert(key, place);
            self.values.push(Value { text: cell.to_owned(), rows: 0 });
        }
        if self.spellings.len() < MOST_SPELLINGS {
            self.held += cell.len() + BESIDE;
            self.spellings.insert(cell.to_owned(), place);
        }
        place
    }
}
