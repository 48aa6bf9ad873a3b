//! What staff lists say, where their rows lead and what must be sent: held against the engine, against rows read by hand,
//! and against each plan alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "a test may stop at the first surprise"
)]

mod beside;
mod list;
mod mapping;
mod orders;
mod rows;
#[path = "../support/mod.rs"]
mod support;
mod values;
