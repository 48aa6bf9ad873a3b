//! Bytes as text: UTF-8 with or without its mark, UTF-16 with its mark, and otherwise Windows-1252, which French
//! spreadsheets write. It never guesses a third: bytes that are valid UTF-8 are UTF-8.

use serde::{Deserialize, Serialize};

/// How the bytes of a list are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// What Windows writes in Western Europe.
    Windows1252,
}
