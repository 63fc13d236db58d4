//! The files of a bag, in a folder or in an archive.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::archive::Archive;
use crate::io::Source;

/// The files of a bag.
pub(super) struct BagFiles {
    pub(super) store: Store,
    /// The length of each file, or why it is not read, by its path below the base folder.
    pub(super) lengths: BTreeMap<String, Result<u64, String>>,
}

pub(super) enum Store {
    /// An archive, and what the paths in it begin with.
    Archive(Archive, String),
    Folder(PathBuf),
}

/// A file of a bag, ready to be read once from its beginning.
pub(super) struct BagFile {
    pub(super) content: Box<dyn Read + Send>,
    /// Its length, as the folder or archive declares it.
    pub(super) bytes: u64,
    /// Its CRC-32, as an archive declares it.
    pub(super) crc: Option<u32>,
}

impl BagFiles {
    /// Whether there is a file at this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.lengths.contains_key(path)
    }

    /// The paths of all files, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &String> + Clone {
        self.lengths.keys()
    }

    /// The length of a file, if it can be read.
    pub(super) fn length(&self, path: &str) -> Option<u64> {
        self.lengths.get(path)?.as_ref().ok().copied()
    }

    /// The length of a file.
    ///
    /// # Errors
    /// There is no such file, or why it is not read.
    pub(super) fn readable(&self, path: &str) -> io::Result<u64> {
        let length = self.lengths.get(path).ok_or(io::ErrorKind::NotFound)?;
        length.clone().map_err(io::Error::other)
    }

    /// Opens a file at its beginning, to be read once to its end.
    ///
    /// # Errors
    /// What the system reports, or why the file is not read.
    pub(super) fn stream(&self, path: &str) -> io::Result<BagFile> {
        match &self.store {
            Store::Archive(archive, base) => {
                let file = archive.file(&format!("{base}{path}"))?;
                let content = archive.stream(file)?;
                Ok(BagFile { content, bytes: file.bytes, crc: Some(file.crc) })
            }
            Store::Folder(root) => {
                let content = Box::new(File::open(on_disk(root, path))?);
                Ok(BagFile { content, bytes: self.length(path).unwrap_or(0), crc: None })
            }
        }
    }

    /// Opens a file so that any place in it can be read.
    ///
    /// # Errors
    /// What the system reports, or why the file is not read.
    pub(super) fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        self.readable(path)?;
        match &self.store {
            Store::Archive(archive, base) => archive.open(archive.file(&format!("{base}{path}"))?),
            Store::Folder(root) => Ok(Box::new(File::open(on_disk(root, path))?)),
        }
    }
}

fn on_disk(root: &Path, path: &str) -> PathBuf {
    path.split('/').fold(root.to_owned(), |folder, part| folder.join(part))
}
