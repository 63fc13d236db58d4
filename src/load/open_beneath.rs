//! Opens a file below a folder without following links, whatever happens to the folders meanwhile.

use std::fs::File;
use std::io;
use std::path::{Component, Path};

/// Opens the file at a relative path to read it. No part of the path may be a link, and what stands
/// there must be a file.
///
/// # Errors
/// It is no such file, or what the system reports.
pub(super) fn open_beneath(root: &Path, path: &Path) -> io::Result<File> {
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(io::ErrorKind::NotFound.into());
    }
    let file = open(root, path)?;
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(io::Error::other("it is not a file but a folder, device, pipe or socket")),
    }
}

/// Each folder is opened from the one above it, and so can't be replaced by a link in between.
#[cfg(unix)]
fn open(root: &Path, path: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    // A pipe would wait for its other end.
    let file = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOCTTY | OFlags::NONBLOCK;
    let folder = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::DIRECTORY;
    let mut at = openat(CWD, root, folder, Mode::empty())?;
    let mut parts = path.components().peekable();
    while let Some(part) = parts.next() {
        let flags = if parts.peek().is_some() { folder } else { file };
        at = openat(&at, part.as_os_str(), flags | OFlags::NOFOLLOW, Mode::empty())?;
    }
    Ok(File::from(at))
}

/// Links need a privilege on Windows. The path is checked before and after it is opened.
#[cfg(windows)]
fn open(root: &Path, path: &Path) -> io::Result<File> {
    // A junction counts as a link, too.
    let check = || -> io::Result<()> {
        let mut at = root.to_owned();
        for part in path.components() {
            at.push(part);
            if at.symlink_metadata()?.is_symlink() {
                return Err(io::Error::other("it is a link"));
            }
        }
        Ok(())
    };
    check()?;
    let file = File::open(root.join(path))?;
    check()?;
    Ok(file)
}

/// There are no links among the files that a browser hands over.
#[cfg(not(any(unix, windows)))]
fn open(root: &Path, path: &Path) -> io::Result<File> {
    File::open(root.join(path))
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_pipes_and_folders_are_not_opened() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        fs::create_dir_all(at("a/b")).unwrap();
        fs::write(at("a/b/file"), "here").unwrap();
        symlink("b/file", at("a/link")).unwrap();
        symlink("a", at("other")).unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at("a/pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RWXU,
            0,
        )
        .unwrap();
        let open = |path: &str| open_beneath(home.path(), Path::new(path));
        assert!(open("a/b/file").is_ok());
        for path in ["a/link", "other/b/file", "a/pipe", "a/b", "a", "../x", "/etc/passwd", ""] {
            assert!(open(path).is_err(), "{path}");
        }
    }
}
