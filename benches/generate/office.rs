//! Office files: those of the examples, with pictures in them.

use std::fs;
use std::io;
use std::path::Path;

use fastrand::Rng;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::film;

/// Writes a copy of an example with a picture of so many bytes more in it.
pub fn write(name: &str, to: &Path, random: &mut Rng, picture: u64) -> io::Result<()> {
    fs::write(to, super::example(name)?)?;
    let file = fs::OpenOptions::new().read(true).write(true).open(to)?;
    let mut archive = ZipWriter::new_append(file)?;
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("media/picture.jpeg", stored)?;
    film::noise(&mut archive, random, picture)?;
    archive.finish()?;
    Ok(())
}
