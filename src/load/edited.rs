//! A portfolio with another evidence.toml than the one on disk: the result of an edit before it is
//! written.

use std::io::{self, Cursor};

use super::evidence::EVIDENCE_FILE;
use super::tree::{EntryKind, Stamp, Tree, TreeEntry};
use crate::io::Source;

/// A tree whose evidence.toml has another text.
pub struct Edited<'t> {
    tree: &'t dyn Tree,
    text: String,
}

impl<'t> Edited<'t> {
    /// This tree, with this text as its evidence.toml.
    pub fn new(tree: &'t dyn Tree, text: String) -> Edited<'t> {
        Edited { tree, text }
    }
}

impl Tree for Edited<'_> {
    fn name(&self) -> String {
        self.tree.name()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let mut entries = self.tree.entries();
        for entry in entries.iter_mut().filter(|entry| entry.path == EVIDENCE_FILE) {
            entry.kind = EntryKind::File(self.text.len() as u64);
        }
        entries
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        match path {
            EVIDENCE_FILE => Ok(Box::new(Cursor::new(self.text.clone().into_bytes()))),
            path => self.tree.open(path),
        }
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

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        self.tree.stamp(path)
    }
}
