//! A portfolio's files, wherever they lie.

use std::io::{self, Read};

use crate::io::Source;
use crate::io::decode_strictly;
use crate::model::{Credential, Identity, SourceText, Stripping};

/// A tree of files: a folder on disk, or the payload of a bundle.
pub trait Tree: Sync {
    /// Its name as the user gave it, for messages.
    fn name(&self) -> String;

    /// Every file below one of these folders or at one of these paths that a
    /// portfolio can have, sorted by path.
    fn entries(&self) -> Vec<TreeEntry>;

    /// Opens the file at a path that [`Tree::entries`] named.
    ///
    /// # Errors
    /// What the system reports.
    fn open(&self, path: &str) -> io::Result<Box<dyn Source>>;

    /// Whether there is a file at this path that [`Tree::entries`] does not name
    /// because it is in none of a portfolio's folders. A bundle has no such files.
    fn has(&self, _path: &str) -> bool {
        false
    }

    /// Files that [`Tree::entries`] does not name though they may be meant: those beside evidence.toml,
    /// and those in folders with names like those of the portfolio's folders. A bundle has none.
    fn unread_files(&self) -> Vec<String> {
        Vec::new()
    }

    /// Whether a file of this name lies one folder above the portfolio. Nothing lies above a bundle,
    /// and what is packed says nothing of it.
    fn has_above(&self, _name: &str) -> bool {
        false
    }

    /// What stands at the path of private.toml, which [`Tree::entries`] never names. A bundle has
    /// none.
    fn private_file(&self) -> Option<TreeEntry> {
        None
    }

    /// The names of this computer's user; a bundle may come from another computer.
    fn own_names(&self) -> Vec<Identity> {
        Vec::new()
    }

    /// The catalog that a coach shares with a cohort. What the portfolio's own catalog describes goes first.
    fn shared_catalog(&self) -> &[(Credential, SourceText)] {
        &[]
    }

    /// What was removed from the files of this tree; nothing for a folder.
    fn strippings(&self) -> Vec<Stripping> {
        Vec::new()
    }

    /// The path of a file that is not as it was when this tree was made, for a tree that remembers.
    fn changed_file(&self) -> Option<String> {
        None
    }

    /// Shows whether a file changed meanwhile.
    ///
    /// # Errors
    /// What the system reports.
    fn stamp(&self, path: &str) -> io::Result<Stamp>;
}

/// What is known of a file without reading it: if it is the same before and after reading, the file
/// did not change meanwhile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub bytes: u64,
    /// When it was last written to, if the system records it.
    pub modified: Option<std::time::SystemTime>,
    /// Which file it is, and when anything of it was last changed, if the system says so.
    pub version: Option<[u64; 4]>,
}

impl Stamp {
    /// The stamp of a file by its metadata.
    pub fn of(metadata: &std::fs::Metadata) -> Stamp {
        let modified = metadata.modified().ok();
        Stamp { bytes: metadata.len(), modified, version: version(metadata) }
    }
}

#[cfg(unix)]
fn version(metadata: &std::fs::Metadata) -> Option<[u64; 4]> {
    use std::os::unix::fs::MetadataExt;
    let changed = [metadata.ctime(), metadata.ctime_nsec()].map(i64::cast_unsigned);
    Some([metadata.dev(), metadata.ino(), changed[0], changed[1]])
}

#[cfg(not(unix))]
fn version(_: &std::fs::Metadata) -> Option<[u64; 4]> {
    None
}

/// A file in a tree, or anything else that is not a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeEntry {
    /// Path relative to the portfolio, with `/`; what is not Unicode in it is replaced by
    /// U+FFFD.
    pub path: String,
    /// What is there.
    pub kind: EntryKind,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// A file of so many bytes, or a symbolic link to one inside the portfolio.
    File(u64),
    /// A link to something that is no part of the portfolio.
    LeavesPortfolio,
    /// Something that can't be read; why, as a clause.
    Unreadable(String),
}

/// The largest text that is read, which is far more than any narrative: a wrong file must not fill
/// the memory.
pub(super) const LARGEST_TEXT: u64 = 64 << 20;

/// The largest evidence.toml or catalog file, enough to cite 50,000 artifacts: its parts are compared
/// with each other, which takes time.
const LARGEST_TOML: u64 = 4 << 20;

/// Reads evidence.toml, or a file of the catalog.
///
/// # Errors
/// Why it is no text that can be read, as a clause.
pub(super) fn read_toml(tree: &dyn Tree, entry: &TreeEntry) -> Result<String, String> {
    match entry.kind {
        EntryKind::File(bytes) if bytes > LARGEST_TOML => {
            Err("it is larger than any form, over 4 MB".to_owned())
        }
        EntryKind::File(_) => {
            let is_of_other_program = tree.open(&entry.path).and_then(|file| {
                let mut head = Vec::new();
                file.take(512).read_to_end(&mut head)?;
                Ok(other_program(&head))
            });
            match is_of_other_program {
                Ok(Some(what)) => Err(format!("it is {what}, not a plain text")),
                _ => read_text(tree, entry),
            }
        }
        _ => read_text(tree, entry),
    }
}

/// What to do with a form that is no plain text.
pub(super) const AS_TEXT: &str = "save it as plain text (UTF-8) under this name: in TextEdit with Format > \
    Make Plain Text, in Word with Save As > Plain Text";

/// What a file is by its first bytes, where a program saved it as its own kind of document.
fn other_program(head: &[u8]) -> Option<&'static str> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |word: &str| {
        text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word.as_bytes()))
    };
    match head {
        [b'P', b'K', 3, 4, ..] => Some("a document of Word or a program like it"),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some("a document of an old Word"),
        _ if begins("{\\rtf") => Some("rich text (RTF), as TextEdit and WordPad save it"),
        _ if begins("%PDF-") => Some("a PDF"),
        _ if begins("<html") || begins("<!doctype") || begins("<?xml") => Some("a web page"),
        _ => None,
    }
}

/// Reads a text file of the portfolio.
///
/// # Errors
/// Why it is no text that can be read, as a clause.
pub(super) fn read_text(tree: &dyn Tree, entry: &TreeEntry) -> Result<String, String> {
    match &entry.kind {
        EntryKind::File(bytes) if *bytes > LARGEST_TEXT => {
            Err("it is larger than any text, over 64 MB".to_owned())
        }
        EntryKind::File(_) => {
            let mut bytes = Vec::new();
            tree.open(&entry.path)
                .and_then(|file| file.take(LARGEST_TEXT).read_to_end(&mut bytes))
                .map_err(|error| crate::load::error_clause(&error))?;
            decode_strictly(bytes)
        }
        EntryKind::LeavesPortfolio => {
            Err("it is a link to something that is no part of the portfolio".to_owned())
        }
        EntryKind::Unreadable(why) => Err(why.clone()),
    }
}
