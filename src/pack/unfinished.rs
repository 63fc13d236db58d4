//! A file that is written beside its place and renamed when it is whole.
//!
//! Whoever writes one holds a lock on it, which ends with the process, however that ends: what is
//! not locked was left behind by a killed run and is swept, what is locked is another run's.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use anyhow::Context;
use tempfile::{Builder, NamedTempFile};

/// How its name begins and ends.
const NAME: (&str, &str) = (".mcred-", ".part");

/// Begins a file that will take this place by [`NamedTempFile::persist`]; makes the folder, and
/// sweeps what killed runs left in it.
///
/// # Errors
/// The folder can't be made or written to; the error names it.
pub fn beside(file: &Path) -> anyhow::Result<NamedTempFile> {
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} can't be made", folder.display()))?;
    sweep(folder);
    begin(folder).with_context(|| format!("{} can't be written to", folder.display()))
}

fn begin(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(NAME.0).suffix(NAME.1);
    // Temporary files are private; what is handed in is an ordinary file of its owner.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    loop {
        let unfinished = builder.tempfile_in(folder)?;
        // Where a file system knows no locks, nothing is swept either.
        let is_locked = unfinished.as_file().lock().is_ok();
        // Another run may have swept it before it was locked.
        if !is_locked || unfinished.path().exists() {
            return Ok(unfinished);
        }
    }
}

/// Removes what killed runs left behind.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && name.starts_with(NAME.0) && name.ends_with(NAME.1) {
            let Ok(left) = File::options().write(true).open(entry.path()) else { continue };
            match left.try_lock() {
                // Removed while it is locked, so that nobody begins to write to it meanwhile.
                Ok(()) => drop(fs::remove_file(entry.path())),
                Err(TryLockError::WouldBlock | TryLockError::Error(_)) => {}
            }
        }
    }
}
