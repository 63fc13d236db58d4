//! A portfolio whose files are without author, device and place.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;

use super::copy::{self, StrippedFile};
use crate::io::{Patch, PatchedReader, Source, run_with_timeout};
use crate::load::{EVIDENCE_FILE, EntryKind, Stamp, Tree, TreeEntry};
use crate::model::{Identity, Stripping};

/// The time limit per file, the same as for reading it.
const LIMIT: Duration = Duration::from_secs(30);
/// The most new bytes of a file that are kept in memory; larger edits are planned again on reading.
const KEPT: usize = 4 << 20;

/// A tree with stripped copies in place of its files. They are made while they are read, and nothing
/// is written.
pub struct Stripped<'t> {
    tree: &'t dyn Tree,
    copies: BTreeMap<String, Copy>,
    strippings: Vec<Stripping>,
}

/// The copy of a file that has edits.
struct Copy {
    /// The state of the file when the edits were planned.
    stamp: Stamp,
    length: u64,
    /// None if it is too large to keep.
    patch: Option<Arc<Patch>>,
}

impl<'t> Stripped<'t> {
    /// This tree, without the metadata of its files. Reads every file once.
    pub fn new(tree: &'t dyn Tree) -> Stripped<'t> {
        let entries = tree.entries();
        let made: Vec<(&TreeEntry, Option<Copy>, Option<Stripping>)> = entries
            .par_iter()
            .filter(|entry| matches!(entry.kind, EntryKind::File(bytes) if bytes > 0))
            .filter(|entry| entry.path != EVIDENCE_FILE && !entry.path.starts_with("catalog/"))
            .map(|entry| {
                let (copy, report) = copy_of(tree, &entry.path);
                (entry, copy, report)
            })
            .collect();
        let mut stripped = Stripped { tree, copies: BTreeMap::new(), strippings: Vec::new() };
        for (entry, copy, report) in made {
            stripped.copies.extend(copy.map(|copy| (entry.path.clone(), copy)));
            stripped.strippings.extend(report);
        }
        stripped
    }
}

fn copy_of(tree: &dyn Tree, path: &str) -> (Option<Copy>, Option<Stripping>) {
    // A file that can't be read is reported where it is loaded.
    let (Ok(stamp), Ok(source)) = (tree.stamp(path), tree.open(path)) else { return (None, None) };
    let name = path.to_owned();
    let made = run_with_timeout(LIMIT, move || copy::strip(source, &name));
    let StrippedFile { patch, report } = made.unwrap_or_else(|trouble| {
        let obstacle = Some(trouble.to_string());
        let path = path.to_owned();
        StrippedFile {
            report: Some(Stripping { path, obstacle, ..Stripping::default() }),
            patch: None,
        }
    });
    let copy = patch.map(|patch| Copy {
        stamp,
        length: patch.length(),
        patch: (patch.weight() <= KEPT).then(|| Arc::new(patch)),
    });
    (copy, report)
}

impl Tree for Stripped<'_> {
    fn name(&self) -> String {
        self.tree.name()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let mut entries = self.tree.entries();
        for entry in &mut entries {
            if let Some(copy) = self.copies.get(&entry.path) {
                entry.kind = EntryKind::File(copy.length);
            }
        }
        entries
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        let mut file = self.tree.open(path)?;
        let Some(copy) = self.copies.get(path) else { return Ok(file) };
        let patch = match &copy.patch {
            Some(patch) => Arc::clone(patch),
            None => {
                let patch = copy::planned(&mut file, path).map_err(|_| changed())?;
                Arc::new(patch)
            }
        };
        Ok(Box::new(PatchedReader::new(file, patch)))
    }

    fn has(&self, path: &str) -> bool {
        self.tree.has(path)
    }

    fn private_file(&self) -> Option<TreeEntry> {
        self.tree.private_file()
    }

    fn changed_file(&self) -> Option<String> {
        self.tree.changed_file()
    }

    fn own_names(&self) -> Vec<Identity> {
        self.tree.own_names()
    }

    fn strippings(&self) -> Vec<Stripping> {
        self.strippings.clone()
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        let now = self.tree.stamp(path)?;
        match self.copies.get(path) {
            Some(copy) if copy.stamp == now => Ok(Stamp { bytes: copy.length, ..now }),
            Some(_) => Err(changed()),
            None => Ok(now),
        }
    }
}

fn changed() -> io::Error {
    io::Error::other("it changed while it was packed: pack again when nothing writes to it")
}
