//! Tables and the ids that point into them. An [`Id`] is minted by the table that holds its row, so that
//! looking it up again always answers; nothing else in the crate makes one.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use super::bytes::{Kind, Reader, Stored, Writer};

/// The place of a `K` in its table: small, `Copy`, ordered as the rows are.
pub struct Id<K> {
    row: u16,
    of: PhantomData<fn() -> K>,
}

/// Rows of `T`, one for each `K` of the pack, in the order of the file.
///
/// The words of a row stand in a table of their own (`Table<Question, QuestionWords>`) that the same id opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<K, T = K> {
    rows: Vec<T>,
    of: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// The row's number, from 0, for arrays that run beside a table.
    #[must_use]
    pub fn row(self) -> usize {
        usize::from(self.row)
    }

    /// The id of a row, which the caller knows to exist.
    pub(super) fn at(row: usize) -> Option<Self> {
        Some(Self { row: u16::try_from(row).ok()?, of: PhantomData })
    }
}

impl<K, T> Table<K, T> {
    /// A table of `rows`; `None` if there are more than an id can number (65,536).
    #[must_use]
    pub fn new(rows: Vec<T>) -> Option<Self> {
        (rows.len() <= usize::from(u16::MAX) + 1).then_some(Self { rows, of: PhantomData })
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every id of the table, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<K>> + use<K, T> {
        (0..self.rows.len()).filter_map(Id::at)
    }

    /// Every row, in order.
    pub fn rows(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// Every id with its row, in order.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<K>, &T)> {
        self.rows.iter().enumerate().filter_map(|(row, it)| Some((Id::at(row)?, it)))
    }

    /// The row of an id that may come from elsewhere than this table.
    #[must_use]
    pub fn look_up(&self, id: Id<K>) -> Option<&T> {
        self.rows.get(id.row())
    }

    /// The first id whose row satisfies `test`.
    pub fn find(&self, test: impl FnMut(&T) -> bool) -> Option<Id<K>> {
        self.rows.iter().position(test).and_then(Id::at)
    }
}

impl<K: Kind> Stored for Id<K> {
    fn write(&self, to: &mut Writer) {
        self.row.write(to);
    }

    fn read(from: &mut Reader) -> Self {
        Self { row: from.row(K::PLACE), of: PhantomData }
    }
}

impl<K: Kind, T: Stored> Stored for Table<K, T> {
    fn write(&self, to: &mut Writer) {
        self.rows.write(to);
    }

    fn read(from: &mut Reader) -> Self {
        let rows = Vec::read(from);
        from.table(K::PLACE, rows.len());
        Self { rows, of: PhantomData }
    }
}

impl<K, T> Index<Id<K>> for Table<K, T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "an id is minted by a table of the same pack, row for row")]
    fn index(&self, id: Id<K>) -> &T {
        &self.rows[id.row()]
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Id<K> {}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.row.cmp(&other.row)
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.row)
    }
}
