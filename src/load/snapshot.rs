//! A portfolio's folder as it was when it was first looked at: what is read later is the same, or an
//! error.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::artifacts::ARTIFACTS;
use super::folder::Folder;
use super::tree::{EntryKind, LARGEST_TEXT, Stamp, Tree, TreeEntry};
use crate::io::Source;
use crate::model::Identity;

/// A folder that remembers its files. Texts are read once; of artifacts, which may be long films, the
/// stamps are compared.
pub struct Snapshot<'f> {
    folder: &'f Folder,
    entries: Vec<TreeEntry>,
    private: Option<TreeEntry>,
    /// The files that could be opened.
    stamps: BTreeMap<String, Stamp>,
    texts: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

impl<'f> Snapshot<'f> {
    /// This folder as it is now.
    pub fn new(folder: &'f Folder) -> Snapshot<'f> {
        let (entries, private) = (folder.entries(), folder.private_file());
        let files = entries.iter().chain(&private);
        let files = files.filter(|entry| matches!(entry.kind, EntryKind::File(_)));
        let stamps = files
            .filter_map(|file| Some((file.path.clone(), folder.stamp(&file.path).ok()?)))
            .collect();
        Snapshot { folder, entries, private, stamps, texts: Mutex::default() }
    }

    /// The bytes of a text as they were read first.
    fn text(&self, path: &str, file: &mut dyn Read) -> io::Result<Arc<[u8]>> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = texts.get(path) {
            return Ok(Arc::clone(known));
        }
        let mut bytes = Vec::new();
        file.take(LARGEST_TEXT).read_to_end(&mut bytes)?;
        let bytes: Arc<[u8]> = bytes.into();
        texts.insert(path.to_owned(), Arc::clone(&bytes));
        Ok(bytes)
    }

    /// Whether a text has other bytes than those that were read. (Two saves within one tick of the
    /// clock have the same stamp.)
    fn has_other_text(&self, path: &str) -> bool {
        let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = texts.get(path) else { return false };
        let mut bytes = Vec::new();
        let read = self.folder.open_file(path).and_then(|mut file| file.read_to_end(&mut bytes));
        read.is_err() || **known != *bytes
    }
}

impl Tree for Snapshot<'_> {
    fn name(&self) -> String {
        self.folder.name()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        self.entries.clone()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        let mut file = self.folder.open_file(path)?;
        let now = Stamp::of(&file.metadata()?);
        if self.stamps.get(path).is_some_and(|known| *known != now) {
            return Err(changed());
        }
        if path.starts_with(ARTIFACTS) || now.bytes > LARGEST_TEXT {
            return Ok(Box::new(file));
        }
        Ok(Box::new(Cursor::new(self.text(path, &mut file)?)))
    }

    fn has(&self, path: &str) -> bool {
        self.folder.has(path)
    }

    fn private_file(&self) -> Option<TreeEntry> {
        self.private.clone()
    }

    fn own_names(&self) -> Vec<Identity> {
        self.folder.own_names()
    }

    fn changed_file(&self) -> Option<String> {
        let (now, private) = (self.folder.entries(), self.folder.private_file());
        let by_path = |entries: &[TreeEntry], private: &Option<TreeEntry>| {
            let all = entries.iter().chain(private);
            all.map(|it| (it.path.clone(), it.kind.clone())).collect::<BTreeMap<_, _>>()
        };
        let (now, before) = (by_path(&now, &private), by_path(&self.entries, &self.private));
        let differs = |path: &&String| {
            let was_read = self.stamps.get(*path);
            before.get(*path) != now.get(*path)
                || was_read
                    .is_some_and(|stamp| self.folder.stamp(path).ok().as_ref() != Some(stamp))
                || self.has_other_text(path)
        };
        before.keys().chain(now.keys()).find(differs).cloned()
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        let now = self.folder.stamp(path)?;
        match self.stamps.get(path) {
            Some(known) if *known != now => Err(changed()),
            _ => Ok(now),
        }
    }
}

fn changed() -> io::Error {
    io::Error::other("it changed while it was packed: pack again when nothing writes to it")
}
