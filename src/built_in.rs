//! The guide that the build has checked, compiled and stored, read back.

use std::fmt;

use crate::pack::bytes;
use crate::session::Compiled;

static STORED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guide.bin"));

/// The stored guide cannot be read: the file that holds it is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// The guide of this build.
///
/// # Errors
/// [`Damaged`] if the program was altered after it was built.
pub fn compiled() -> Result<Compiled, Damaged> {
    let (guide, graph) = bytes::read(STORED).ok_or(Damaged)?;
    Ok(Compiled { guide, graph })
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stored guide is damaged")
    }
}

impl std::error::Error for Damaged {}
