//! Writes the bundle beside its place and renames it: an interruption leaves
//! the old bundle or none.

use std::fs;
use std::io::{BufWriter, Seek, Write};
use std::path::Path;

use anyhow::Context;

use super::bag::Bag;
use super::plan::Plan;
use super::unfinished::Unfinished;
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
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} can't be made", folder.display()))?;
    let unfinished = Unfinished::new_in(folder)
        .with_context(|| format!("{} can't be written to", folder.display()))?;
    let mut buffered = BufWriter::with_capacity(1 << 20, unfinished);
    let files = write_to(tree, plan, &mut buffered, watch)?;
    let unfinished = buffered.into_inner().map_err(|error| error.into_error())?;
    let bytes = unfinished.put_at(file)?;
    Ok(Packed { files, bytes })
}

/// Writes the bundle of this plan to a target that is empty, and flushes it.
/// Returns how many files are in it.
///
/// # Errors
/// As [`write()`]; what the target holds then is no bundle.
pub fn write_to(
    tree: &dyn Tree,
    plan: &Plan,
    target: &mut (impl Write + Seek),
    watch: Watch<'_>,
) -> anyhow::Result<usize> {
    let mut zip = Zip::new(target);
    let files = Bag::new(plan, watch).fill(tree, plan, &mut zip)?;
    zip.finish()?;
    target.flush()?;
    Ok(files)
}
