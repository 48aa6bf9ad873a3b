//! A compiled pack as a file of its own, for a page that would rather have other rules than those that the guide carries:
//! a mark, the number of the format, the SHA-256 of the rest, and the rest, which is stored as the guide of the build is. It
//! is believed whole or not at all, whoever made it, and why it is not can be told.
//!
//! The SHA-256 tells a damaged file from a sound one; it proves no origin, since anybody can compute it. Whoever must be
//! sure of that names the whole file's fingerprint in the page, beside its address.

use sha2::{Digest, Sha256};

use super::bytes::{self, FORMAT};
use super::graph::Graph;
use super::sound::sound;
use super::{Guide, Words};

/// How such a file begins.
pub const MARK: [u8; 8] = *b"cpx-pack";

/// Why a file is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is no compiled pack.
    Foreign,
    /// Another edition of this program compiled it, which stores something else.
    Format,
    /// It is not as it was compiled: cut, or altered on its way.
    Damaged,
    /// It is what somebody made it, and no guide could work with it.
    Unsound,
}

/// The file of a guide with its graph and its words in other languages.
#[must_use]
pub fn seal(guide: &Guide, graph: &Graph, others: &Vec<Words>) -> Vec<u8> {
    let stored = bytes::stored(guide, graph, others);
    [MARK.as_slice(), &FORMAT.to_le_bytes(), &Sha256::digest(&stored), &stored].concat()
}

/// The guide, the graph and the other words of a file.
///
/// # Errors
/// Why it is not used, if anything in it is not as it must be.
pub fn open(file: &[u8]) -> Result<(Guide, Graph, Vec<Words>), Unfit> {
    let rest = file.strip_prefix(&MARK).ok_or(Unfit::Foreign)?;
    let (format, rest) = rest.split_first_chunk().ok_or(Unfit::Damaged)?;
    if u32::from_le_bytes(*format) != FORMAT {
        return Err(Unfit::Format);
    }
    let (digest, rest) = rest.split_first_chunk::<32>().ok_or(Unfit::Damaged)?;
    if *Sha256::digest(rest) != *digest {
        return Err(Unfit::Damaged);
    }
    let read = bytes::restored(rest).ok_or(Unfit::Unsound)?;
    if sound(&read.0, &read.1, &read.2) { Ok(read) } else { Err(Unfit::Unsound) }
}
