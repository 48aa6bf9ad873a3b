//! Guide and answers in, where we stand out: pure, total, and blind to wording. Untrusted text becomes [`Answers`] and
//! a list of what was not understood; a [`walk`] follows the graph as far as the answers lead; [`why`] tells which of
//! them decided, and which would have to change.

mod answers;
mod differs;
mod paths;
mod walk;
pub mod why;

pub use answers::{Answers, Stray};
pub use differs::differs;
pub use paths::{Path, paths};
pub use walk::{Stop, Turn, Walk, verdict, walk};
