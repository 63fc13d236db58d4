//! Office files: those of the example, with more pictures.

use std::fs::File;
use std::io::{self, Cursor};
use std::path::Path;

use fastrand::Rng;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::film;

/// Writes a copy of an example with an additional picture of this many bytes.
pub fn write(name: &str, to: &Path, random: &mut Rng, picture: u64) -> io::Result<()> {
    let mut example = ZipArchive::new(Cursor::new(super::example(name)?))?;
    let mut archive = ZipWriter::new(File::create(to)?);
    for index in 0..example.len() {
        archive.raw_copy_file(example.by_index_raw(index)?)?;
    }
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("media/picture.jpeg", stored)?;
    film::noise(&mut archive, random, picture)?;
    archive.finish()?;
    Ok(())
}
