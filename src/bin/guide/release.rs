//! Makes a release in `dist`: the built page, and beside it what a server, a cache or an archive wants of it. The same
//! sources give the same bytes on any machine: no time, no path, no order of a folder gets in.

use std::io::{Cursor, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::failure::Failure;
use crate::script::MODULE;
use crate::step::step;
use crate::weigh::{self, brotli};
use crate::{carry, integrity, page, place, setup};

/// The table of fingerprints, as `sha384sum --check` reads it.
const TABLE: &str = "SHA384SUMS";
/// Files that compress; the others are small, or compressed already.
const SQUEEZED: [&str; 6] = [".css", ".html", ".js", ".svg", ".wasm", ".webmanifest"];

/// A file of the release.
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// Builds a release.
///
/// # Errors
/// If the build fails, or a file cannot be written.
pub(crate) fn dist(_arguments: &[String]) -> Result<(), Failure> {
    setup::building()?;
    step("build", page::build)?;
    step("release", || finish(&place::root().join("dist")))
}

/// Adds to a built page the licences, the fingerprints, the archive, and a compressed copy of each text.
fn finish(folder: &Path) -> Result<(), Failure> {
    println!("{}\n", carry::weights(&place::bytes_of(&folder.join(MODULE))?)?);
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        place::write(&folder.join(licence), place::bytes_of(&place::root().join(licence))?)?;
    }
    let files = read(folder)?;
    let table = table(&files);
    place::write(&folder.join(TABLE), &table)?;
    for File { name, bytes } in files.iter().filter(|file| SQUEEZED.iter().any(|end| file.name.ends_with(end))) {
        place::write(&folder.join(format!("{name}.br")), brotli(bytes)?)?;
        place::write(&folder.join(format!("{name}.gz")), gzip(bytes)?)?;
    }
    let packed = zipped(&files, &table)?;
    place::write(&folder.join(format!("cpx-guide-{}.zip", env!("CARGO_PKG_VERSION"))), &packed)?;
    println!("   {} files, {} bytes zipped, in {}", files.len(), packed.len(), folder.display());
    Ok(())
}

/// A name that means these bytes and no others, for ever.
pub(crate) fn immutable(name: &str, bytes: &[u8]) -> String {
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{}.{end}", env!("CARGO_PKG_VERSION"), integrity::short(bytes))
}

/// Whether a name is one of those.
pub(crate) fn is_immutable(name: &str) -> bool {
    name.contains(concat!("-", env!("CARGO_PKG_VERSION"), "."))
}

fn read(folder: &Path) -> Result<Vec<File>, Failure> {
    let names = weigh::names(folder)?.into_iter();
    let file = |name: String| {
        let bytes = place::bytes_of(&folder.join(&name))?;
        Ok(File { name, bytes })
    };
    names.map(file).collect()
}

fn table(files: &[File]) -> String {
    let line = |file: &File| [integrity::hexadecimal(&file.bytes), "  ".to_owned(), file.name.clone(), "\n".to_owned()];
    files.iter().flat_map(line).collect()
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    // Without the time of day, which a header may hold.
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    writer.write_all(bytes).and_then(|()| writer.finish()).map_err(|error| unpacked(&error))
}

/// All files in one folder, which is what unzipping should leave.
fn zipped(files: &[File], table: &str) -> Result<Vec<u8>, Failure> {
    let root = format!("cpx-guide-{}", env!("CARGO_PKG_VERSION"));
    // The least time that the format knows: that of the build would make each archive another.
    let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(9));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let files = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
    for (name, bytes) in files.chain([(TABLE, table.as_bytes())]) {
        archive.start_file(format!("{root}/{name}"), how).map_err(|error| unpacked(&error))?;
        archive.write_all(bytes).map_err(|error| unpacked(&error))?;
    }
    Ok(archive.finish().map_err(|error| unpacked(&error))?.into_inner())
}

fn unpacked(error: &impl std::fmt::Display) -> Failure {
    Failure::new(format!("the release cannot be packed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{File, gzip, immutable, table, zipped};

    fn files() -> Vec<File> {
        let file = |name: &str, text: &str| File { name: name.to_owned(), bytes: text.repeat(100).into_bytes() };
        vec![file("a.js", "carte "), file("b/c.html", "guide ")]
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        assert_eq!(zipped(&files(), "x").unwrap(), zipped(&files(), "x").unwrap());
        let once = gzip(b"carte").unwrap();
        assert_eq!(once.get(4..8), Some([0; 4].as_slice()), "the time of day is in it");
        assert_eq!(once, gzip(b"carte").unwrap());
    }

    #[test]
    fn an_archive_holds_every_file_and_the_table() {
        let packed = zipped(&files(), &table(&files())).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
        let names: Vec<_> =
            archive.file_names().map(|name| name.unwrap().split_once('/').unwrap().1.to_owned()).collect();
        assert_eq!(names.len(), 3);
        assert!(names.iter().any(|name| name == "b/c.html") && names.iter().any(|name| name == "SHA384SUMS"));
        let time = archive.by_index(0).unwrap().last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day()), (1980, 1, 1));
    }

    #[test]
    fn a_name_changes_with_its_bytes_alone() {
        let name = immutable("cpx-guide.js", b"abc");
        assert_eq!(name, format!("cpx-guide-{}.ba7816bf8f01.js", env!("CARGO_PKG_VERSION")));
        assert!(super::is_immutable(&name) && !super::is_immutable("cpx-guide.js"));
        assert_ne!(name, immutable("cpx-guide.js", b"abd"));
    }
}
