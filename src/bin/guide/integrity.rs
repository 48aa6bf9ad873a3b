//! Fingerprints of what is shipped: for browsers that check a script before they run it, for caches, for people.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// What `integrity="…"` holds for these bytes: `sha384-` and 64 letters.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// What a policy holds for a script or a style sheet that stands in its page.
pub(crate) fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The SHA-384 of bytes as `sha384sum` writes it.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    hex(&Sha384::digest(bytes))
}

/// Twelve digits that tell one content from another, for a name that never changes what it means.
pub(crate) fn short(bytes: &[u8]) -> String {
    let mut digits = hex(&Sha256::digest(bytes));
    digits.truncate(12);
    digits
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing into a text cannot fail.
        let _written = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::{hexadecimal, integrity, short, source};

    #[test]
    fn they_are_what_others_compute() {
        let abc = "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7";
        assert_eq!(hexadecimal(b"abc"), abc);
        assert_eq!(integrity(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
        assert_eq!(source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        assert_eq!(short(b"abc"), "ba7816bf8f01");
    }
}
