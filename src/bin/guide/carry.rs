//! Turns the WebAssembly module into text that a script can hold: LZMA in base64, which `src/embed/unpack.js` reads.
//!
//! Of the ways measured it is the smallest on the wire, whether the server compresses or not; the figures are printed
//! by [`weights`]. Denser alphabets than base64 save bytes only where nobody compresses, and cost some everywhere else.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};

use crate::failure::Failure;
use crate::weigh::weigh;

/// Bytes as text: their number, and the text.
pub(crate) struct Carried {
    /// How many bytes there are.
    pub(crate) size: usize,
    /// The text, of letters, digits, `+`, `/` and `=`.
    pub(crate) text: String,
}

/// Makes bytes a text.
///
/// # Errors
/// If they cannot be compressed, which no bytes have managed yet.
pub(crate) fn carry(bytes: &[u8]) -> Result<Carried, Failure> {
    Ok(Carried { size: bytes.len(), text: STANDARD.encode(lzma(bytes)?) })
}

/// The ways to carry a module, each with what it weighs raw and compressed by the server: a line a way.
///
/// # Errors
/// If it cannot be compressed.
pub(crate) fn weights(module: &[u8]) -> Result<String, Failure> {
    let ways: [(&str, Vec<u8>); 4] = [
        ("a file of its own", module.to_vec()),
        ("base64", STANDARD.encode(module).into_bytes()),
        ("deflate, base64", STANDARD.encode(deflate(module)?).into_bytes()),
        ("LZMA, base64", STANDARD.encode(lzma(module)?).into_bytes()),
    ];
    let mut lines = vec![format!("   {:<20} {:>9} {:>9} {:>9}", "carried as", "raw", "gzip -9", "brotli")];
    for (name, text) in ways {
        let it = weigh(&text)?;
        lines.push(format!("   {name:<20} {:>9} {:>9} {:>9}", it.raw, it.gzip, it.brotli));
    }
    Ok(lines.join("\n"))
}

/// One raw LZMA stream with the settings that `unpack.js` knows, without an end mark.
fn lzma(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut options = LzmaOptions::with_preset(9);
    // Literals are told apart by the high half of the byte before them; code has no alignment that would help.
    (options.lc, options.lp, options.pb) = (4, 0, 0);
    (options.mode, options.mf) = (EncodeMode::Normal, MfType::Bt4);
    (options.nice_len, options.depth_limit) = (273, 1_000);
    options.dict_size = 1 << 20;
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false).map_err(failed)?;
    writer.write_all(bytes).map_err(failed)?;
    writer.finish().map_err(failed)
}

fn deflate(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut writer = DeflateEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes).map_err(failed)?;
    writer.finish().map_err(failed)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(error: std::io::Error) -> Failure {
    Failure::new(format!("the module cannot be compressed: {error}"))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use lzma_rust2::LzmaReader;

    use super::{carry, weights};

    #[test]
    fn what_is_carried_comes_back() {
        for bytes in [Vec::new(), vec![0], b"carte ".repeat(5_000), (0..=255).cycle().take(70_000).collect()] {
            let carried = carry(&bytes).unwrap();
            assert_eq!(carried.size, bytes.len());
            let packed = STANDARD.decode(&carried.text).unwrap();
            let mut read = Vec::new();
            let mut reader = LzmaReader::new(packed.as_slice(), bytes.len() as u64, 4, 0, 0, 1 << 20, None).unwrap();
            reader.read_to_end(&mut read).unwrap();
            assert_eq!(read, bytes);
        }
    }

    #[test]
    fn every_way_has_a_line() {
        assert_eq!(weights(&b"carte ".repeat(500)).unwrap().lines().count(), 5);
    }
}
