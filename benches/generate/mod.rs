//! Realistic portfolios of any size, generated from a seed: the same on every machine, except for the
//! film, which ffmpeg makes if it is installed.
//!
//! Each function makes one folder. An existing folder is used as it is. A new one gets its final name
//! only when it is complete, so that an interrupted run leaves no partial folder.

pub mod cohort;
pub mod film;
pub mod mixed;
mod office;
pub mod pdf;
mod photo;
mod portfolio;
pub mod small;
pub mod text;
mod words;

use std::fs;
use std::io;
use std::path::Path;

/// Makes a folder, unless it exists.
fn once(folder: &Path, make: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    if folder.exists() {
        return Ok(());
    }
    let unfinished = folder.with_extension("part");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    fs::create_dir_all(&unfinished)?;
    make(&unfinished)?;
    fs::rename(unfinished, folder)
}

/// An artifact of the example.
fn example(name: &str) -> io::Result<Vec<u8>> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/complete/artifacts").join(name))
}
