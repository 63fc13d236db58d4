//! A portfolio's files, wherever they lie.

use std::io::{self, Read};

use crate::io::decode_strictly;
use crate::model::{Identity, Stripping};

/// Bytes that can be read from any place: an open file, or an entry of a bundle.
pub use crate::io::Source as Bytes;

/// A tree of files: a folder on disk, or the payload of a bundle.
pub trait Tree: Sync {
    /// How the user named it, for messages.
    fn name(&self) -> String;

    /// Every file below one of these folders or at one of these paths that a
    /// portfolio can have, sorted by path.
    fn entries(&self) -> Vec<TreeEntry>;

    /// Opens the file at a path that [`Tree::entries`] named.
    ///
    /// # Errors
    /// What the machine says.
    fn open(&self, path: &str) -> io::Result<Box<dyn Bytes>>;

    /// Whether there is a file at this path that [`Tree::entries`] does not name
    /// because it is in none of a portfolio's folders. A bundle has no such files.
    fn has(&self, _path: &str) -> bool {
        false
    }

    /// Names by which this computer knows its user. A bundle was packed by another one.
    fn own_names(&self) -> Vec<Identity> {
        Vec::new()
    }

    /// What the files of this tree lost on their way into it; a folder has them as they are.
    fn strippings(&self) -> Vec<Stripping> {
        Vec::new()
    }

    /// What tells whether a file changed meanwhile.
    ///
    /// # Errors
    /// What the machine says.
    fn stamp(&self, path: &str) -> io::Result<Stamp>;
}

/// Length and time of the last change of a file: where both are the same
/// before and after reading, nobody wrote to it meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub bytes: u64,
    /// When it was last written to, where the system tells.
    pub modified: Option<std::time::SystemTime>,
}

/// One thing in a tree that is not a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeEntry {
    /// Path relative to the portfolio, with `/`; where a name is not Unicode,
    /// its broken parts are replaced by U+FFFD.
    pub path: String,
    /// What is there.
    pub sort: EntryKind,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// A file of so many bytes, or a symbolic link to one inside the portfolio.
    File(u64),
    /// A symbolic link to something outside the portfolio.
    LeavesPortfolio,
    /// Something that can't be read; why, as a clause.
    Unreadable(String),
}

/// The largest text that mcred reads as part of the form or as a narrative:
/// sixteen times the longest novel, so that a wrong file is no trap for memory.
const LARGEST_TEXT: u64 = 64 << 20;

/// The largest file of the form, enough to cite 50,000 artifacts: its parts are compared with each
/// other, which must end in time whoever wrote it.
const LARGEST_FORM: u64 = 4 << 20;

/// Reads evidence.toml, or a file of the catalog.
///
/// # Errors
/// Why it is no text that can be read, as a clause.
pub(super) fn read_form(tree: &dyn Tree, entry: &TreeEntry) -> Result<String, String> {
    match entry.sort {
        EntryKind::File(bytes) if bytes > LARGEST_FORM => {
            Err("it is larger than any form, over 4 MB".to_owned())
        }
        _ => read_text(tree, entry),
    }
}

/// Reads a text file of the portfolio.
///
/// # Errors
/// Why it is no text that can be read, as a clause.
pub(super) fn read_text(tree: &dyn Tree, entry: &TreeEntry) -> Result<String, String> {
    match &entry.sort {
        EntryKind::File(bytes) if *bytes > LARGEST_TEXT => {
            Err("it is larger than any text, over 64 MB".to_owned())
        }
        EntryKind::File(_) => {
            let mut bytes = Vec::new();
            tree.open(&entry.path)
                .and_then(|file| file.take(LARGEST_TEXT).read_to_end(&mut bytes))
                .map_err(|error| crate::load::clause(&error))?;
            decode_strictly(bytes)
        }
        EntryKind::LeavesPortfolio => {
            Err("it is a link to something outside the portfolio".to_owned())
        }
        EntryKind::Unreadable(why) => Err(why.clone()),
    }
}
