//! A portfolio as a folder on disk.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::evidence::EVIDENCE_FILE;
use super::inspect;
use super::litter::is_litter;
use super::tree::{EntryKind, Stamp, Tree, TreeEntry};
use super::user_identity;
use crate::io::Source;
use crate::model::{Artifact, Identity};

/// The folders of a portfolio whose files are read and packed.
pub const FOLDERS: [&str; 3] = ["artifacts", "catalog", "narratives"];

/// A portfolio's folder.
pub struct Folder {
    root: PathBuf,
    name: String,
    with_user_names: bool,
}

impl Folder {
    /// The portfolio in this folder.
    pub fn new(root: impl Into<PathBuf>) -> Folder {
        let root = root.into();
        let name = root.display().to_string().replace('\\', "/");
        Folder { root, name, with_user_names: false }
    }

    /// The same, whose texts are searched for the names of this computer's user.
    pub fn with_own_names(self) -> Folder {
        Folder { with_user_names: true, ..self }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The place on disk of a path of the portfolio.
    pub fn on_disk(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The artifact with its text, cited or not.
    pub fn inspect(&self, artifact: &Artifact) -> Artifact {
        let mut artifact = artifact.clone();
        inspect::inspect_artifact(self, &mut artifact, inspect::TextScope::Required);
        artifact
    }

    fn entry(&self, real_root: Option<&Path>, entry: &walkdir::DirEntry) -> Option<TreeEntry> {
        let path = relative(entry.path().strip_prefix(&self.root).ok()?);
        let file_type = entry.file_type();
        if file_type.is_dir() || is_litter(&path) {
            return None;
        }
        let kind = if file_type.is_symlink() {
            self.link(real_root, entry.path())
        } else if file_type.is_file() {
            match entry.metadata() {
                Ok(metadata) => EntryKind::File(metadata.len()),
                Err(error) => EntryKind::Unreadable(super::error_clause(&error.into())),
            }
        } else {
            EntryKind::Unreadable("it is not a file but a device, pipe or socket".to_owned())
        };
        let kind = match entry.path().to_str() {
            Some(_) => kind,
            None => EntryKind::Unreadable("its name is not Unicode text".to_owned()),
        };
        Some(TreeEntry { path, kind })
    }

    /// What a symbolic link finally leads to.
    fn link(&self, real_root: Option<&Path>, link: &Path) -> EntryKind {
        let target = match fs::canonicalize(link) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return EntryKind::Unreadable("it is a link to nothing".to_owned());
            }
            Err(_) => {
                return EntryKind::Unreadable("it is a link that leads in a circle".to_owned());
            }
        };
        if !real_root.is_some_and(|root| target.starts_with(root)) {
            return EntryKind::LeavesPortfolio;
        }
        match fs::metadata(&target) {
            Ok(metadata) if metadata.is_file() => EntryKind::File(metadata.len()),
            Ok(_) => EntryKind::Unreadable("it is a link to a folder".to_owned()),
            Err(error) => EntryKind::Unreadable(super::error_clause(&error)),
        }
    }
}

impl Tree for Folder {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let real_root = fs::canonicalize(&self.root).ok();
        let mut entries = Vec::new();
        let starts = FOLDERS.iter().chain([&EVIDENCE_FILE]).map(|start| self.root.join(start));
        // What is missing is no entry; what can't be accessed is an entry that can't be read.
        let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        for start in
            starts.filter(|start| !start.symlink_metadata().is_err_and(|error| is_gone(&error)))
        {
            for found in WalkDir::new(&start).follow_root_links(false) {
                match found {
                    Ok(found) => entries.extend(self.entry(real_root.as_deref(), &found)),
                    Err(error) => {
                        let at = error.path().unwrap_or(&start);
                        let path = relative(at.strip_prefix(&self.root).unwrap_or(at));
                        if is_litter(&path) {
                            continue;
                        }
                        let why = match error.io_error() {
                            Some(error) => super::error_clause(error),
                            None => "its folders lead in a circle".to_owned(),
                        };
                        entries.push(TreeEntry { path, kind: EntryKind::Unreadable(why) });
                    }
                }
            }
        }
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        entries
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        Ok(Box::new(File::open(self.on_disk(path))?))
    }

    fn has(&self, path: &str) -> bool {
        let inside = Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
        inside && self.on_disk(path).is_file()
    }

    fn own_names(&self) -> Vec<Identity> {
        if self.with_user_names { user_identity::names(&self.root) } else { Vec::new() }
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        let metadata = fs::metadata(self.on_disk(path))?;
        Ok(Stamp { bytes: metadata.len(), modified: metadata.modified().ok() })
    }
}

/// A path with `/`, on every system.
fn relative(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter_map(|component| match component {
            Component::Normal(part) => Some(part.to_string_lossy()),
            _ => None,
        })
        .collect();
    parts.join("/")
}
