//! Writes the bundle to a temporary file and renames it. An interruption leaves the old bundle or
//! none.

use crate::model::shown_path;
use std::fs;
use std::io::{BufWriter, Seek, Write};
use std::path::Path;

use anyhow::Context;

use super::atomic_file::AtomicFile;
use super::bag::Bag;
use super::plan::Plan;
use super::progress::Progress;
use super::zip::Zip;
use crate::load::Tree;

/// The bundle that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// The number of its files.
    pub files: usize,
    /// Its size.
    pub bytes: u64,
}

/// Writes the bundle of this plan to a file.
///
/// # Errors
/// A file can't be read or changes meanwhile, the bundle can't be written, or `progress` returned
/// false. The old file is still there then.
pub fn write(
    tree: &dyn Tree,
    plan: &Plan,
    file: &Path,
    progress: Progress<'_>,
) -> anyhow::Result<Packed> {
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} can't be made", shown_path(folder)))?;
    let temporary = AtomicFile::new_in(folder)
        .with_context(|| format!("{} can't be written to", shown_path(folder)))?;
    let mut buffered = BufWriter::with_capacity(1 << 20, temporary);
    let files = write_to(tree, plan, &mut buffered, progress)?;
    let temporary = buffered.into_inner().map_err(|error| error.into_error())?;
    let bytes = temporary.persist(file)?;
    Ok(Packed { files, bytes })
}

/// Writes the bundle of this plan to an empty target, and flushes it. Returns the number of its
/// files.
///
/// # Errors
/// As for [`write()`]. The target is no bundle then.
pub fn write_to(
    tree: &dyn Tree,
    plan: &Plan,
    target: &mut (impl Write + Seek),
    progress: Progress<'_>,
) -> anyhow::Result<usize> {
    let mut zip = Zip::new(target);
    let files = Bag::new(plan, progress).fill(tree, plan, &mut zip)?;
    zip.finish()?;
    target.flush()?;
    Ok(files)
}
