//! What is wrong with `columns.toml`: every fault at once, as for the rules.

use std::collections::BTreeMap;

use super::Columns;
use super::file::{File, ImpliedRow, ValueRow};
use crate::pack::Guide;

/// Every fault, in the order of the file; none for a sound one.
#[must_use]
pub fn faults(guide: &Guide) -> Vec<String> {
    Vec::new()
}
