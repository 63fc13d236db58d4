//! A file that is written under a temporary name and renamed. Whatever interrupts it, its final place
//! has the old content or all of the new.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// The beginning and the end of temporary names.
const NAME: (&str, &str) = (".mcred-", ".part");

/// A file under its temporary name. It is deleted if it is dropped.
pub struct AtomicFile(NamedTempFile);

impl AtomicFile {
    /// A new file in the folder of its final place. Leftovers of killed runs there are removed.
    ///
    /// # Errors
    /// The folder can't be written to.
    pub fn new_in(folder: &Path) -> io::Result<AtomicFile> {
        remove_leftovers(folder);
        loop {
            let file = Builder::new().prefix(NAME.0).suffix(NAME.1).tempfile_in(folder)?;
            // Locked while this program lives, so that another run does not take it for a
            // leftover. Some file systems have no locks.
            let is_locked = file.as_file().lock().is_ok();
            // Another run may have removed it before it was locked.
            if !is_locked || file.path().exists() {
                return Ok(AtomicFile(file));
            }
        }
    }

    /// Moves the file to its final place, and returns its size.
    ///
    /// # Errors
    /// Writing or renaming fails. The old file is still there then.
    pub fn persist(self, place: &Path) -> io::Result<u64> {
        self.sync()?;
        let bytes = self.0.as_file().metadata()?.len();
        // Temporary files are private. The file gets the permissions of the one that it replaces,
        // or those of an ordinary file.
        match fs::metadata(place) {
            Ok(old) => self.0.as_file().set_permissions(old.permissions())?,
            Err(_) => readable_by_others(self.0.as_file()),
        }
        self.0.persist(place).map_err(|error| error.error)?;
        Ok(bytes)
    }

    /// Moves the file to its final place unless a file is there. Returns whether it did.
    ///
    /// # Errors
    /// Writing or renaming fails. There is no file at the place then.
    pub fn persist_new(self, place: &Path) -> io::Result<bool> {
        self.sync()?;
        readable_by_others(self.0.as_file());
        match self.0.persist_noclobber(place) {
            Ok(_) => Ok(true),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            // Some drives support neither hard links nor a rename that does not replace.
            Err(error) if place.symlink_metadata().is_err() => {
                error.file.persist(place).map(|_| true).map_err(|error| error.error)
            }
            Err(error) => Err(error.error),
        }
    }

    /// The file as it stands under its temporary name.
    pub fn as_file(&self) -> &File {
        self.0.as_file()
    }

    /// Its temporary path.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Leaves what now stands at the temporary path there for good.
    ///
    /// # Errors
    /// The system can't do so.
    pub fn keep(self) -> io::Result<PathBuf> {
        Ok(self.0.keep()?.1)
    }

    /// The bytes must be on the disk before the file is renamed: a power cut between the two would
    /// leave half a file under the final name.
    ///
    /// # Errors
    /// Writing fails.
    pub fn sync(&self) -> io::Result<()> {
        self.0.as_file().sync_all()
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl io::Seek for AtomicFile {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Removes leftovers of killed runs. The file of a run that goes on is locked.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_temporary = name.starts_with(NAME.0) && name.ends_with(NAME.1);
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_temporary && is_file {
            remove_unless_locked(&entry.path());
        }
    }
}

fn remove_unless_locked(path: &Path) {
    let Ok(file) = File::open(path) else { return };
    // Locked until it is removed, so that no other run can lock it in between.
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
    fn files_of_other_runs_are_not_removed() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".mcred-left.part");
        fs::write(&left, "half").unwrap();
        let mut one = AtomicFile::new_in(folder.path()).unwrap();
        assert!(!left.exists());
        let mut other = AtomicFile::new_in(folder.path()).unwrap();
        one.write_all(b"one").unwrap();
        other.write_all(b"other").unwrap();
        assert_eq!(one.persist(&folder.path().join("one")).unwrap(), 3);
        assert_eq!(other.persist(&folder.path().join("other")).unwrap(), 5);
        assert_eq!(fs::read(folder.path().join("one")).unwrap(), b"one");
        let mut late = AtomicFile::new_in(folder.path()).unwrap();
        late.write_all(b"late").unwrap();
        assert!(!late.persist_new(&folder.path().join("one")).unwrap());
        assert_eq!(fs::read(folder.path().join("one")).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
