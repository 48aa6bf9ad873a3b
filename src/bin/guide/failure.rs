//! What went wrong, said to the person at the terminal: one opaque type, made where the words are known.

use std::fmt;
use std::path::Path;

/// Why a verb could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    words: String,
    code: u8,
}

impl Failure {
    /// A failure in the words of the one who found it.
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), code: 1 }
    }

    /// A file that could not be read, written or moved.
    pub(crate) fn file(path: &Path, error: &impl fmt::Display) -> Self {
        Self::new(format!("`{}`: {error}", path.display()))
    }

    /// The same failure under another exit code than 1.
    pub(crate) fn with_code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.words)
    }
}
