//! Portfolios as people have them, of any size, made by a seed: the same on every machine, but for
//! the film, which ffmpeg makes where there is one.
//!
//! Each function makes one folder. A folder that is there already is taken as it is; one is made
//! beside its place and renamed when it is whole, so that an interrupted run leaves no half one.

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

/// Makes a folder, unless it is there.
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

/// An artifact of the examples, to be made larger.
fn example(name: &str) -> io::Result<Vec<u8>> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/complete/artifacts").join(name))
}
