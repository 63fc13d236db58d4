//! The copy of an artifact without its metadata.

use std::io::{self, Cursor, Read};

use mcred::formats;
use mcred::io::Source;
use mcred::load::{EntryKind, Stamp, Tree, TreeEntry};
use mcred::model::Facts;
use mcred::strip::Stripped;

/// A portfolio of one artifact.
struct One<'b> {
    path: String,
    bytes: &'b [u8],
}

impl Tree for One<'_> {
    fn name(&self) -> String {
        "portfolio".to_owned()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let kind = EntryKind::File(self.bytes.len() as u64);
        vec![TreeEntry { path: self.path.clone(), kind }]
    }

    fn open(&self, _: &str) -> io::Result<Box<dyn Source>> {
        Ok(Box::new(Cursor::new(self.bytes.to_vec())))
    }

    fn stamp(&self, _: &str) -> io::Result<Stamp> {
        Ok(Stamp { bytes: self.bytes.len() as u64, ..Stamp::default() })
    }
}

/// The stripped copy of an artifact.
fn copy(path: &str, bytes: &[u8]) -> Vec<u8> {
    let one = One { path: path.to_owned(), bytes };
    let stripped = Stripped::new(&one);
    let mut copy = Vec::new();
    let mut source = stripped.open(path).expect("what was copied once is copied again");
    source.read_to_end(&mut copy).expect("memory can be read");
    let entries = stripped.entries();
    let announced = entries.iter().map(|entry| entry.kind.clone()).next();
    assert_eq!(announced, Some(EntryKind::File(copy.len() as u64)), "the length of the copy");
    copy
}

/// A copy measures and shows the same as the file, and a second copy removes nothing more.
pub fn hold(name: &str, bytes: &[u8], facts: &Facts) {
    let path = format!("artifacts/{name}");
    let once = copy(&path, bytes);
    if once == bytes {
        return;
    }
    assert!(copy(&path, &once) == once, "a copy of the copy");
    let mut source = Cursor::new(once.as_slice());
    let identity = formats::identify(&mut source, name).expect("memory can be read");
    let of_copy = formats::facts(&mut source, &identity).expect("the copy is not damaged");
    assert_eq!(of_copy, *facts, "facts of the copy");
}
