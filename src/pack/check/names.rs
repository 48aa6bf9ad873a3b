//! The names of one kind of row: each unique and well formed, each looked up where it is used, and those that nothing
//! uses told at the end.

use std::cell::Cell;

use super::super::Id;
use super::super::draft::is_missing;
use super::super::form::is_id;
use super::super::problem::{Problem, Text};
use super::super::read::Found;

/// The names of the rows of kind `K`, in order.
pub(super) struct Names<'a, K> {
    kind: &'static str,
    rows: Vec<&'a Text>,
    used: Vec<Cell<bool>>,
    mint: fn(usize) -> Option<Id<K>>,
}

impl<'a, K> Names<'a, K> {
    /// The names in the order of their rows, doubled and malformed ones noted.
    pub(super) fn new(kind: &'static str, names: impl Iterator<Item = &'a Text>, found: &Found) -> Self {
        let rows: Vec<_> = names.collect();
        for (place, name) in rows.iter().enumerate().filter(|(_, name)| !is_missing(name)) {
            if !is_id(&name.it) {
                let rule = "an id is made of a-z, 0-9 and single hyphens";
                found.borrow_mut().push(Problem::new(name.at, format!("bad id `{}`: {rule}", name.it)));
            }
            if rows.iter().take(place).any(|before| before.it == name.it) {
                found.borrow_mut().push(Problem::new(name.at, format!("{kind} `{}` is there twice", name.it)));
            }
        }
        Self { kind, used: rows.iter().map(|_| Cell::new(false)).collect(), rows, mint: Id::at }
    }

    /// The row of that name, now in use; an unknown name is noted.
    pub(super) fn find(&self, name: &Text, found: &Found) -> Option<Id<K>> {
        if is_missing(name) {
            return None;
        }
        let row = self.rows.iter().position(|known| known.it == name.it);
        if let Some(row) = row {
            self.used.get(row).inspect(|used| used.set(true));
            (self.mint)(row)
        } else {
            let known = self.rows.iter().map(|known| known.it.as_str());
            found.borrow_mut().push(Problem::unknown(self.kind, name, known));
            None
        }
    }

    /// The rows of those names; unknown ones are noted and left out.
    pub(super) fn find_all(&self, names: &[Text], found: &Found) -> Vec<Id<K>> {
        names.iter().filter_map(|name| self.find(name, found)).collect()
    }

    /// Notes the names that nothing has looked up.
    pub(super) fn unused(&self, found: &Found) {
        self.unless(|id| self.used.get(id.row()).is_some_and(Cell::get), found);
    }

    /// Notes the names of the rows for which `used` does not hold.
    pub(super) fn unless(&self, used: impl Fn(Id<K>) -> bool, found: &Found) {
        for (row, name) in self.rows.iter().enumerate() {
            if !is_missing(name) && !(self.mint)(row).is_some_and(&used) {
                found.borrow_mut().push(Problem::new(name.at, format!("{} `{}` is never used", self.kind, name.it)));
            }
        }
    }

    /// What the row is called, with its place.
    pub(super) fn name(&self, id: Id<K>) -> Option<&'a Text> {
        self.rows.get(id.row()).copied()
    }
}
