//! What went wrong, said to the person at the terminal: one opaque type, made where the words are known.

use std::fmt;
use std::path::Path;

/// Why a verb could not do its work.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure in the words of the one who found it.
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// A file that could not be read, written or moved.
    pub(crate) fn file(path: &Path, error: &impl fmt::Display) -> Self {
        Self(format!("`{}`: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
