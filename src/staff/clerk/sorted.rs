//! The rows of a list as they were sorted: a number each, and what the numbers mean.

use std::rc::Rc;

use crate::session::Compiled;
use crate::staff::columns::Columns;
use crate::staff::mapping::{Answer, Mapping};
use crate::staff::sort::Sorter;
use crate::staff::table::Row;
use crate::staff::tally::{Count, Tally, tally};

/// Sorted rows.
pub(super) struct Sorted {
    sorter: Sorter,
    /// The combination of each row below the titles.
    rows: Vec<u32>,
    counts: Vec<Count>,
    /// The group of each combination.
    groups: Vec<u32>,
    /// Where they lead, as they were counted last.
    pub(super) tally: Tally,
}

impl Sorted {
    /// No row yet.
    pub(super) fn new(compiled: &Compiled, columns: &Rc<Columns>, mapping: &Mapping) -> Self {
        let sorter = Sorter::new(&compiled.guide.logic, columns, mapping);
        Self { sorter, rows: Vec::new(), counts: Vec::new(), groups: Vec::new(), tally: Tally::default() }
    }

    /// One more row. What an export has appended to it, at these places, is nothing of its own.
    pub(super) fn add(&mut self, row: &Row, appended: &[usize]) {
        let mut own = row.cells().enumerate().filter(|(place, _)| !appended.contains(place));
        let empty = own.all(|(_, cell)| cell.trim().is_empty());
        let combo =
            if empty { Sorter::EMPTY } else { self.sorter.row(|place| row.get(place).unwrap_or_default().trim()) };
        self.rows.push(combo);
        if self.counts.len() <= combo as usize {
            self.counts.resize(combo as usize + 1, Count::default());
        }
        if let Some(count) = self.counts.get_mut(combo as usize) {
            count.add(self.rows.len() as u64);
        }
    }

    /// Counts where the rows lead.
    pub(super) fn count(&mut self, compiled: &Compiled, house: &[Answer]) -> Tally {
        self.counts.resize(self.sorter.combos().len(), Count::default());
        (self.tally, self.groups) = tally(compiled, self.sorter.combos(), &self.counts, house);
        self.tally.clone()
    }

    /// The group of a row below the titles, counted from 0; none where there is no such row.
    pub(super) fn group(&self, row: u64) -> Option<usize> {
        let combo = *self.rows.get(usize::try_from(row).ok()?)?;
        Some(*self.groups.get(combo as usize)? as usize)
    }
}
