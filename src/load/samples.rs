//! The texts of the examples that come with mcred, compiled into the program.

use std::io::{self, Cursor};

use super::tree::{EntryKind, Stamp, Tree, TreeEntry};
use crate::io::Source;
use crate::model::Portfolio;

/// Path and content of a file.
type Files = &'static [(&'static str, &'static [u8])];

/// The folder of every example with the texts in it; `build.rs` makes the list from the files of
/// `examples/`.
const EXAMPLES: &[(&str, Files)] = include!(concat!(env!("OUT_DIR"), "/bundled_examples.rs"));

/// The examples that come with mcred, without their artifacts, named as their folders are.
pub fn samples() -> Vec<Portfolio> {
    let examples = EXAMPLES.iter().map(|(name, files)| Sample { name, files });
    examples.filter_map(|example| super::load_texts(&example).ok()).collect()
}

struct Sample {
    name: &'static str,
    files: Files,
}

impl Sample {
    fn content(&self, path: &str) -> io::Result<&'static [u8]> {
        let file = self.files.iter().find(|(known, _)| *known == path);
        file.map(|(_, content)| *content).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Tree for Sample {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let entry = |(path, content): &(&str, &[u8])| TreeEntry {
            path: (*path).to_owned(),
            kind: EntryKind::File(content.len() as u64),
        };
        self.files.iter().map(entry).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        Ok(Box::new(Cursor::new(self.content(path)?)))
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        Ok(Stamp { bytes: self.content(path)?.len() as u64, ..Stamp::default() })
    }
}
