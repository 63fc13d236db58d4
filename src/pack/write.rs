//! Writes the bundle beside its place and renames it: an interruption leaves
//! the old bundle or none.

use std::io::{BufWriter, Write};
use std::path::Path;

use super::bag::Bag;
use super::plan::Plan;
use super::unfinished::beside;
use super::watch::Watch;
use super::zip::Zip;
use crate::load::Tree;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// Files in the bundle.
    pub files: usize,
    /// Length of the bundle.
    pub bytes: u64,
}

/// Writes the bundle of this plan to a file.
///
/// # Errors
/// A file can't be read, changes while it is read, or the bundle can't be
/// written, or `watch` says no; then what was at its place is still there.
pub fn write(
    tree: &dyn Tree,
    plan: &Plan,
    file: &Path,
    watch: Watch<'_>,
) -> anyhow::Result<Packed> {
    let unfinished = beside(file)?;
    let mut buffered = BufWriter::with_capacity(1 << 20, unfinished);
    let mut zip = Zip::new(&mut buffered);
    let files = Bag::new(plan, watch).fill(tree, plan, &mut zip)?;
    zip.finish()?;
    buffered.flush()?;
    let unfinished = buffered.into_inner().map_err(|error| error.into_error())?;
    // The bytes must be on the disk before the name is: a power cut between the
    // two would leave a whole name on half a bundle.
    unfinished.as_file().sync_all()?;
    let bytes = unfinished.as_file().metadata()?.len();
    unfinished.persist(file).map_err(|error| error.error)?;
    Ok(Packed { files, bytes })
}
