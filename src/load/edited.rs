//! A portfolio with another evidence.toml than the one on disk, or with a file that is still to be
//! copied in: the result of an edit before it is written.

use std::fs::{self, File};
use std::io::{self, Cursor};
use std::path::PathBuf;

use super::evidence::EVIDENCE_FILE;
use super::tree::{EntryKind, Stamp, Tree, TreeEntry};
use crate::io::Source;
use crate::model::{Credential, SourceText};

/// A tree with a file in another state than on disk.
pub struct Edited<'t> {
    tree: &'t dyn Tree,
    path: String,
    content: Content,
}

enum Content {
    Text(String),
    Copy(PathBuf),
}

impl<'t> Edited<'t> {
    /// This tree, with this text as its evidence.toml.
    pub fn new(tree: &'t dyn Tree, text: String) -> Edited<'t> {
        Edited { tree, path: EVIDENCE_FILE.to_owned(), content: Content::Text(text) }
    }

    /// This tree, with a copy of this file at a path where it has none.
    pub fn with_copy(tree: &'t dyn Tree, path: String, of: PathBuf) -> Edited<'t> {
        Edited { tree, path, content: Content::Copy(of) }
    }

    fn kind(&self) -> EntryKind {
        match &self.content {
            Content::Text(text) => EntryKind::File(text.len() as u64),
            Content::Copy(file) => match fs::metadata(file) {
                Ok(metadata) => EntryKind::File(metadata.len()),
                Err(error) => EntryKind::Unreadable(super::error_clause(&error)),
            },
        }
    }
}

impl Tree for Edited<'_> {
    fn name(&self) -> String {
        self.tree.name()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let mut entries = self.tree.entries();
        match entries.binary_search_by(|entry| entry.path.cmp(&self.path)) {
            Ok(index) => entries[index].kind = self.kind(),
            Err(index) => {
                entries.insert(index, TreeEntry { path: self.path.clone(), kind: self.kind() });
            }
        }
        entries
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        match &self.content {
            _ if path != self.path => self.tree.open(path),
            Content::Text(text) => Ok(Box::new(Cursor::new(text.clone().into_bytes()))),
            Content::Copy(file) => Ok(Box::new(File::open(file)?)),
        }
    }

    fn has(&self, path: &str) -> bool {
        self.tree.has(path)
    }

    fn shared_catalog(&self) -> &[(Credential, SourceText)] {
        self.tree.shared_catalog()
    }

    fn private_file(&self) -> Option<TreeEntry> {
        self.tree.private_file()
    }

    fn changed_file(&self) -> Option<String> {
        self.tree.changed_file()
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        match &self.content {
            Content::Copy(file) if path == self.path => Ok(Stamp::of(&fs::metadata(file)?)),
            _ => self.tree.stamp(path),
        }
    }
}
