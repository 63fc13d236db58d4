//! Replaces the text of a file to which other programs may write at any moment: what they write is
//! never lost, and the file keeps its owner, permissions, links and extended attributes.
//!
//! On Unix a copy with the new text changes places with the file in one step, and what came out is
//! compared with what was read. Where no copy can be the same (hard links, an owner that can't be
//! given, file systems without that step) and on Windows, where the file is closed to others
//! meanwhile, the file itself is written to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What became of a file that was to be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(super) enum Outcome {
    /// It has the new text.
    Replaced,
    /// Another program wrote to it, and it was left as that program left it.
    ChangedMeanwhile,
}

/// A step of replacing, before which another program may write. Tests do so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Compared,
    Written,
}

/// Replaces the bytes of a file, which were `before` when it was read. The path has no links in it.
///
/// # Errors
/// The file can't be written to. It is as it was then.
pub(super) fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<Outcome> {
    replace_observed(path, before, after, &mut |_| {})
}

fn replace_observed(
    path: &Path,
    before: &[u8],
    after: &[u8],
    observe: &mut dyn FnMut(Step),
) -> io::Result<Outcome> {
    #[cfg(unix)]
    let _lock = super::folder_lock::lock(path)?;
    let mut file = open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    // A page says nothing of permissions, which WASI shows as none.
    if metadata.permissions().readonly() && !cfg!(target_family = "wasm") {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    if content(&mut file)? != before {
        return Ok(Outcome::ChangedMeanwhile);
    }
    #[cfg(unix)]
    if let Some(outcome) = unix::exchange(path, &mut file, before, after, observe)? {
        return Ok(outcome);
    }
    overwrite(path, &mut file, before, after, observe)
}

/// Opens a file to read and to write.
#[cfg(not(windows))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).open(path)
}

/// Opens a file to read and to write, closed to all others; waits for those that have it open.
#[cfg(windows)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    /// The file is open elsewhere.
    const SHARING_VIOLATION: i32 = 32;
    let mut tries = 0;
    loop {
        let opened = OpenOptions::new().read(true).write(true).share_mode(0).open(path);
        match opened {
            Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) && tries < 500 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            opened => return opened,
        }
    }
}

fn content(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes to the file itself, compared as late as possible.
fn overwrite(
    path: &Path,
    file: &mut File,
    before: &[u8],
    after: &[u8],
    observe: &mut dyn FnMut(Step),
) -> io::Result<Outcome> {
    observe(Step::Compared);
    if content(file)? != before {
        return Ok(Outcome::ChangedMeanwhile);
    }
    // What makes it longer is written first: a full disk is noticed while the old text is there.
    let common = before.len().min(after.len());
    let (head, tail) = (after.get(..common), after.get(common..));
    if let (Some(tail), true) = (tail, after.len() > before.len()) {
        file.seek(SeekFrom::Start(common as u64))?;
        if let Err(error) = file.write_all(tail).and_then(|()| file.sync_data()) {
            file.set_len(before.len() as u64)?;
            return Err(error);
        }
    }
    file.rewind()?;
    file.write_all(head.unwrap_or(after))?;
    file.set_len(after.len() as u64)?;
    file.sync_all()?;
    observe(Step::Written);
    Ok(match is_at(file, path) && content(file)? == after {
        true => Outcome::Replaced,
        false => Outcome::ChangedMeanwhile,
    })
}

/// Whether this file is the one at the path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let found = fs::symlink_metadata(path).map(id).ok();
    found.is_some() && found == file.metadata().map(id).ok()
}

/// While a file is open and closed to others, nobody can put another in its place.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[cfg(unix)]
mod unix {
    use std::thread::sleep;
    use std::time::Duration;

    use super::super::file_attributes;
    use super::*;
    use crate::pack::AtomicFile;

    /// A program that opened the old file just before may write to it just after.
    const LINGER: Duration = Duration::from_millis(20);

    /// How often programs that save again and again are given way to.
    const MOST_SAVES: usize = 100;

    /// Lets a copy with the new text change places with the file. None where no copy can be the
    /// same.
    pub(super) fn exchange(
        path: &Path,
        file: &mut File,
        before: &[u8],
        after: &[u8],
        observe: &mut dyn FnMut(Step),
    ) -> io::Result<Option<Outcome>> {
        use std::os::unix::fs::MetadataExt;
        let Some(folder) = path.parent() else { return Ok(None) };
        if file.metadata()?.nlink() > 1 {
            return Ok(None);
        }
        let mut copy = match AtomicFile::new_in(folder) {
            Ok(copy) => copy,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(None),
            Err(error) => return Err(error),
        };
        copy.write_all(after)?;
        if !file_attributes::copy(file, copy.as_file())? {
            return Ok(None);
        }
        copy.sync()?;
        // Under the temporary name the old file must not be taken for a leftover.
        let _ = file.try_lock();
        observe(Step::Compared);
        match swap(copy.path(), path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Some(Outcome::ChangedMeanwhile));
            }
            Err(_) => return Ok(None),
        }
        observe(Step::Written);
        let is_old = |file: &mut File| Ok(is_at(file, copy.path()) && content(file)? == before);
        let unchanged: io::Result<bool> = is_old(file).and_then(|old| {
            sleep(LINGER);
            Ok(old && is_old(file)?)
        });
        if unchanged.is_ok_and(|unchanged| unchanged) {
            return Ok(Some(Outcome::Replaced));
        }
        match give_back(copy.path(), path, after) {
            Ok(()) => Ok(Some(Outcome::ChangedMeanwhile)),
            Err(error) => {
                let kept = copy.keep()?;
                let what = format!("{error}; what another program saved is in {}", kept.display());
                Err(io::Error::other(what))
            }
        }
    }

    /// Puts what another program saved back in its place. Of several saves the last one stays.
    fn give_back(saved: &Path, path: &Path, ours: &[u8]) -> io::Result<()> {
        let mut placed = ours.to_vec();
        for _ in 0..MOST_SAVES {
            let placing = fs::read(saved)?;
            match swap(saved, path) {
                // A save by renaming is under way, and will end with its own file there.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    match fs::hard_link(saved, path) {
                        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                        linked => return linked,
                    }
                }
                swapped => swapped?,
            }
            if fs::read(saved)? == placed {
                return Ok(());
            }
            placed = placing;
        }
        Err(io::Error::other("other programs write to it all the time"))
    }

    /// Lets two files change places in one step.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn swap(one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn swap(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: &[u8] = b"# as it was read\n";
    const OURS: &[u8] = b"# as it was read\n# ours\n";
    const SAVED: &[u8] = b"# saved by an editor\n";

    #[cfg(unix)]
    fn save_in_place(path: &Path) {
        fs::write(path, SAVED).unwrap();
    }

    #[cfg(unix)]
    fn save_by_renaming(path: &Path) {
        let temporary = path.with_extension("editor");
        fs::write(&temporary, SAVED).unwrap();
        fs::rename(temporary, path).unwrap();
    }

    /// A file, and whether it has a second name: then it is written to and not exchanged.
    fn file(folder: &Path, is_linked: bool) -> std::path::PathBuf {
        let path = folder.join("evidence.toml");
        fs::write(&path, READ).unwrap();
        if is_linked {
            fs::hard_link(&path, folder.join("second")).unwrap();
        }
        path
    }

    #[cfg(unix)]
    #[test]
    fn what_an_editor_saves_before_or_after_writing_is_kept() {
        let saves: [fn(&Path); 2] = [save_in_place, save_by_renaming];
        for (save, moment, is_linked) in saves
            .into_iter()
            .flat_map(|save| [Step::Compared, Step::Written].map(|moment| (save, moment)))
            .flat_map(|(save, moment)| [false, true].map(|linked| (save, moment, linked)))
        {
            let home = tempfile::tempdir().unwrap();
            let path = file(home.path(), is_linked);
            let outcome = replace_observed(&path, READ, OURS, &mut |step| {
                if step == moment {
                    save(&path);
                }
            });
            // What is saved over the new text is no loss: the editor showed it or asked.
            let found = fs::read(&path).unwrap();
            assert_eq!(found, SAVED, "{moment:?} {is_linked}");
            if moment == Step::Compared || is_linked {
                assert_eq!(outcome.unwrap(), Outcome::ChangedMeanwhile);
            }
            assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1 + usize::from(is_linked));
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_written_to_a_file_that_was_open_before_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let path = file(home.path(), false);
        let mut open = OpenOptions::new().append(true).open(&path).unwrap();
        let outcome = replace_observed(&path, READ, OURS, &mut |step| {
            if step == Step::Written {
                open.write_all(b"# appended\n").unwrap();
            }
        });
        assert_eq!(outcome.unwrap(), Outcome::ChangedMeanwhile);
        assert_eq!(fs::read(&path).unwrap(), b"# as it was read\n# appended\n");
    }

    /// Windows closes the file to others until it is written.
    #[cfg(windows)]
    #[test]
    fn an_editor_can_not_save_meanwhile() {
        let home = tempfile::tempdir().unwrap();
        let path = file(home.path(), false);
        let outcome = replace_observed(&path, READ, OURS, &mut |_| {
            assert!(fs::write(&path, SAVED).is_err());
        });
        assert_eq!(outcome.unwrap(), Outcome::Replaced);
        assert_eq!(fs::read(&path).unwrap(), OURS);
    }

    #[cfg(unix)]
    #[test]
    fn the_last_of_several_saves_stays() {
        let home = tempfile::tempdir().unwrap();
        let path = file(home.path(), false);
        let outcome = replace_observed(&path, READ, OURS, &mut |step| match step {
            Step::Compared => fs::write(&path, "# first save\n").unwrap(),
            Step::Written => save_by_renaming(&path),
        });
        assert_eq!(outcome.unwrap(), Outcome::ChangedMeanwhile);
        assert_eq!(fs::read(&path).unwrap(), SAVED);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn texts_of_any_length_are_written_to_files_with_or_without_other_names() {
        for is_linked in [false, true] {
            let home = tempfile::tempdir().unwrap();
            let path = file(home.path(), is_linked);
            let mut before = READ.to_vec();
            for after in [OURS, b"#\n", b"", SAVED] {
                assert_eq!(replace(&path, &before, after).unwrap(), Outcome::Replaced);
                assert_eq!(fs::read(&path).unwrap(), after);
                before = after.to_vec();
            }
            if is_linked {
                assert_eq!(fs::read(home.path().join("second")).unwrap(), SAVED);
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn permissions_owner_and_attributes_stay_and_read_only_is_refused() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let home = tempfile::tempdir().unwrap();
        let path = file(home.path(), false);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        // Only root can give a file away.
        let is_given = chown(&path, Some(65534), Some(65534)).is_ok();
        #[cfg(target_os = "linux")]
        let is_marked = rustix::fs::setxattr(
            &path,
            "user.origin",
            b"a camera",
            rustix::fs::XattrFlags::empty(),
        )
        .is_ok();
        assert_eq!(replace(&path, READ, OURS).unwrap(), Outcome::Replaced);
        let metadata = fs::metadata(&path).unwrap();
        assert_eq!(metadata.mode() & 0o777, 0o640);
        assert!(!is_given || (metadata.uid(), metadata.gid()) == (65534, 65534));
        #[cfg(target_os = "linux")]
        if is_marked {
            let mut value = [0; 64];
            let length = rustix::fs::getxattr(&path, "user.origin", &mut value[..]).unwrap();
            assert_eq!(&value[..length], b"a camera");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        let error = replace(&path, OURS, READ).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), OURS);
    }
}
