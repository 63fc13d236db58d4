//! A lock by which runs of mcred wait for each other before they write to a file.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long another run is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(10);

/// Locks the folder of a file, which needs no file of its own, as long as what is returned is held.
/// Some file systems have no locks.
///
/// # Errors
/// Another run holds it too long.
pub(super) fn lock(path: &Path) -> io::Result<Option<File>> {
    let Some(Ok(folder)) = path.parent().map(File::open) else { return Ok(None) };
    let start = Instant::now();
    loop {
        match folder.try_lock() {
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                return Err(io::Error::other("another mcred is writing to it"));
            }
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
        }
    }
}
