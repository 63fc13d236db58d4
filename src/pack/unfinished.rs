//! A file that is written beside its place and renamed: whatever interrupts it, at its place
//! stands what stood there, or all that is new.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// How the name of an unfinished file begins and ends.
const NAME: (&str, &str) = (".mcred-", ".part");

/// A file that is not at its place yet; dropped, it is gone.
pub struct Unfinished(NamedTempFile);

impl Unfinished {
    /// A new file in the folder where its place is. What killed runs left there is removed.
    ///
    /// # Errors
    /// The folder can't be written to.
    pub fn new_in(folder: &Path) -> io::Result<Unfinished> {
        sweep(folder);
        loop {
            let file = Builder::new().prefix(NAME.0).suffix(NAME.1).tempfile_in(folder)?;
            // Held while this program lives, so that another does not take it for a leftover. A
            // file system without locks goes without.
            let is_held = file.as_file().lock().is_ok();
            // Another may have done so before it was held: then it is gone.
            if !is_held || file.path().exists() {
                return Ok(Unfinished(file));
            }
        }
    }

    /// Puts the file at its place; returns its length.
    ///
    /// # Errors
    /// What the machine says; then what was at the place is still there.
    pub fn put_at(self, place: &Path) -> io::Result<u64> {
        self.keep()?;
        let bytes = self.0.as_file().metadata()?.len();
        // Temporary files are private. What replaces a file has its permissions, and what is new
        // is an ordinary file of its owner.
        match fs::metadata(place) {
            Ok(old) => self.0.as_file().set_permissions(old.permissions())?,
            Err(_) => readable_by_others(self.0.as_file()),
        }
        self.0.persist(place).map_err(|error| error.error)?;
        Ok(bytes)
    }

    /// Puts the file at its place unless something is there by now; says whether it did.
    ///
    /// # Errors
    /// What the machine says; then nothing is at the place.
    pub fn put_new_at(self, place: &Path) -> io::Result<bool> {
        self.keep()?;
        readable_by_others(self.0.as_file());
        match self.0.persist_noclobber(place) {
            Ok(_) => Ok(true),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            // Some drives know neither a rename that replaces nothing nor a second name.
            Err(error) if place.symlink_metadata().is_err() => {
                error.file.persist(place).map(|_| true).map_err(|error| error.error)
            }
            Err(error) => Err(error.error),
        }
    }

    /// The bytes must be on the disk before the name is: a power cut between the two would leave a
    /// whole name on half a file.
    fn keep(&self) -> io::Result<()> {
        self.0.as_file().sync_all()
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl io::Seek for Unfinished {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Removes what a killed run left behind; a run that goes on holds its file.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let unfinished = name.starts_with(NAME.0) && name.ends_with(NAME.1);
        let plain = entry.file_type().is_ok_and(|kind| kind.is_file());
        if unfinished && plain {
            remove_unless_held(&entry.path());
        }
    }
}

fn remove_unless_held(path: &Path) {
    let Ok(file) = File::open(path) else { return };
    // Held while it is removed, so that nobody begins to hold it in between.
    if !matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        let _ = fs::remove_file(path);
    }
}

#[cfg(unix)]
fn readable_by_others(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable_by_others(_: &File) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_run_is_writing_is_no_leftover() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".mcred-left.part");
        fs::write(&left, "half").unwrap();
        let mut one = Unfinished::new_in(folder.path()).unwrap();
        assert!(!left.exists());
        let mut other = Unfinished::new_in(folder.path()).unwrap();
        one.write_all(b"one").unwrap();
        other.write_all(b"other").unwrap();
        assert_eq!(one.put_at(&folder.path().join("one")).unwrap(), 3);
        assert_eq!(other.put_at(&folder.path().join("other")).unwrap(), 5);
        assert_eq!(fs::read(folder.path().join("one")).unwrap(), b"one");
        let mut late = Unfinished::new_in(folder.path()).unwrap();
        late.write_all(b"late").unwrap();
        assert!(!late.put_new_at(&folder.path().join("one")).unwrap());
        assert_eq!(fs::read(folder.path().join("one")).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
