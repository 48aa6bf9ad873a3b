//! A store of distinct items. Each has a number, in order of arrival, and is found again by its value.

/// Distinct items, numbered.
#[derive(Debug)]
pub(super) struct Store<T> {
    items: Vec<T>,
    /// The items' numbers, in the order of the items.
    order: Vec<u32>,
}

impl<T> Default for Store<T> {
    fn default() -> Self {
        Self { items: Vec::new(), order: Vec::new() }
    }
}

impl<T: Ord> Store<T> {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// The number of an item; a new item takes the next.
    pub(super) fn number(&mut self, item: T) -> usize {
        match self.search(&item) {
            Ok(number) => number,
            Err(place) => {
                let number = self.items.len();
                self.order.insert(place, u32::try_from(number).unwrap_or(u32::MAX));
                self.items.push(item);
                number
            }
        }
    }

    /// The item of a number.
    pub(super) fn get(&self, number: usize) -> Option<&T> {
        self.items.get(number)
    }

    /// Every item, in order of arrival.
    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }

    fn search(&self, item: &T) -> Result<usize, usize> {
        let at = |number: &u32| self.items.get(*number as usize);
        let found = self.order.binary_search_by(|number| at(number).cmp(&Some(item)));
        found.map(|place| self.order.get(place).map_or(0, |number| *number as usize))
    }
}

/// Puts an item into a sorted list, unless it is there.
pub(super) fn insert<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(place) = list.binary_search(&item) {
        list.insert(place, item);
    }
}
