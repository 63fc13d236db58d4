//! Photos: the one of the example with a recording appended, as phones take them.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use fastrand::Rng;

use super::film;

/// Writes a photo with this many bytes after its picture.
pub fn write(to: &Path, random: &mut Rng, behind: u64) -> io::Result<()> {
    fs::write(to, super::example("hallway-poster.jpg")?)?;
    film::noise(&mut File::options().append(true).open(to)?, random, behind)
}
