//! Owner, permissions and extended attributes of a file (access control lists are such), for a copy
//! that is to take its place.

use std::fs::File;
use std::io;
use std::os::unix::fs::{MetadataExt, fchown};

/// Gives a new file what the old one has. Returns whether it now has all of it.
///
/// # Errors
/// The attributes of the old file can't be read.
pub(super) fn copy(old: &File, new: &File) -> io::Result<bool> {
    let (from, to) = (old.metadata()?, new.metadata()?);
    let is_owned = (from.uid(), from.gid()) == (to.uid(), to.gid())
        || fchown(new, Some(from.uid()), Some(from.gid())).is_ok();
    // A change of owner may clear permissions, so that they come last.
    Ok(is_owned && copy_extended(old, new)? && new.set_permissions(from.permissions()).is_ok())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn copy_extended(old: &File, new: &File) -> io::Result<bool> {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};
    use rustix::io::Errno;

    /// As long as Linux lets a list and a value be.
    const LARGEST: usize = 64 << 10;

    let mut buffer = vec![0; LARGEST];
    let names = match flistxattr(old, &mut buffer[..]) {
        Ok(length) => buffer.get(..length).unwrap_or_default().to_vec(),
        // A file system that has none.
        Err(Errno::NOTSUP) => return Ok(true),
        Err(_) => return Ok(false),
    };
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let Ok(length) = fgetxattr(old, name, &mut buffer[..]) else { return Ok(false) };
        let value = buffer.get(..length).unwrap_or_default().to_vec();
        let is_same = |buffer: &mut [u8]| {
            let found = fgetxattr(new, name, &mut *buffer);
            found.is_ok_and(|length| buffer.get(..length) == Some(&value))
        };
        // The system sets some by itself, and lets nobody else do so.
        if !is_same(&mut buffer) {
            let _ = fsetxattr(new, name, &value, XattrFlags::empty());
            if !is_same(&mut buffer) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Where they can't be read, nobody can say that the copy has them.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn copy_extended(_: &File, _: &File) -> io::Result<bool> {
    Ok(false)
}
