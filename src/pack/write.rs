//! Writes the bundle beside its place and renames it: an interruption leaves
//! the old bundle or none.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use tempfile::Builder;

use super::bag::Bag;
use super::plan::Plan;
use super::watch::Watch;
use super::zip::Zip;
use crate::load::Tree;

/// How the name of an unfinished bundle begins and ends.
const UNFINISHED: (&str, &str) = (".mcred-", ".part");

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
    sweep(folder);
    let unfinished = Builder::new()
        .prefix(UNFINISHED.0)
        .suffix(UNFINISHED.1)
        .tempfile_in(folder)
        .with_context(|| format!("{} can't be written to", folder.display()))?;
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
    readable_by_others(unfinished.as_file());
    unfinished.persist(file).map_err(|error| error.error)?;
    Ok(Packed { files, bytes })
}

/// Removes what a killed run left behind.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Temporary files are private; a bundle is an ordinary file of its owner.
#[cfg(unix)]
fn readable_by_others(file: &fs::File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable_by_others(_: &fs::File) {}
