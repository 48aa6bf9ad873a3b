//! Weighs what is shipped the way the wire sees it: as it is, and compressed as well as a server may do it.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::Failure;
use crate::place;

/// A file and its weights, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parcel {
    /// The path within the folder, with slashes.
    pub(crate) name: String,
    /// What it weighs.
    pub(crate) weights: Weights,
}

/// Weights in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Weights {
    /// As it is.
    pub(crate) raw: usize,
    /// By `gzip -9`.
    pub(crate) gzip: usize,
    /// By `brotli -q 11`.
    pub(crate) brotli: usize,
}

/// All files of a folder, by name.
///
/// # Errors
/// If one cannot be read.
pub(crate) fn folder(folder: &Path) -> Result<Vec<Parcel>, Failure> {
    let parcel = |name: String| {
        let bytes = place::bytes_of(&folder.join(&name))?;
        Ok(Parcel { name, weights: weigh(&bytes)? })
    };
    names(folder)?.into_iter().map(parcel).collect()
}

/// The paths of all files within a folder, in alphabetical order.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    gather(folder, "", &mut names)?;
    names.sort();
    Ok(names)
}

fn gather(folder: &Path, before: &str, names: &mut Vec<String>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::file(folder, &error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

/// What bytes weigh.
///
/// # Errors
/// If they cannot be compressed.
pub(crate) fn weigh(bytes: &[u8]) -> Result<Weights, Failure> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).map_err(failed)?;
    let gzip = gzip.finish().map_err(failed)?.len();
    Ok(Weights { raw: bytes.len(), gzip, brotli: brotli(bytes)?.len() })
}

/// Bytes as small as brotli makes them.
///
/// # Errors
/// If they cannot be compressed.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut small = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut small, &best).map_err(failed)?;
    Ok(small)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(error: std::io::Error) -> Failure {
    Failure::new(format!("the file cannot be compressed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::weigh;

    #[test]
    fn compression_makes_a_plain_text_small() {
        let text = "quelle carte commander ? ".repeat(400);
        let weights = weigh(text.as_bytes()).unwrap();
        assert_eq!(weights.raw, text.len());
        assert!(weights.brotli < weights.gzip && weights.gzip < 200);
    }
}
