//! A portfolio as a folder on disk.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::artifacts::ARTIFACTS;
use super::evidence::EVIDENCE_FILE;
use super::litter::is_litter;
use super::open_beneath::open_beneath;
use super::private::PRIVATE_FILE;
use super::shared_catalog::SharedCatalog;
use super::tree::{EntryKind, Stamp, Tree, TreeEntry};
use super::user_identity;
use crate::io::Source;
use crate::model::{Credential, Identity, SourceText, nearly_folder, shown_path};

/// The folders of a portfolio whose files are read and packed.
pub const FOLDERS: [&str; 3] = ["artifacts", "catalog", "narratives"];

/// So many names of a folder are looked at for those that are nearly right.
const MOST_UNREAD: usize = 10_000;

const NO_FILE: &str = "it is not a file but a device, pipe or socket";

/// A portfolio's folder.
pub struct Folder {
    root: PathBuf,
    name: String,
    with_user_names: bool,
    shared: Option<Arc<SharedCatalog>>,
}

impl Folder {
    /// The portfolio in this folder.
    pub fn new(root: impl Into<PathBuf>) -> Folder {
        let root = root.into();
        let name = shown_path(&root);
        Folder { root, name, with_user_names: false, shared: None }
    }

    /// The same, whose texts are searched for the names of this computer's user.
    pub fn with_own_names(self) -> Folder {
        Folder { with_user_names: true, ..self }
    }

    /// The same, for which this catalog counts where the portfolio has none of its own.
    pub fn with_catalog(self, shared: Option<Arc<SharedCatalog>>) -> Folder {
        Folder { shared, ..self }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The place on disk of a path of the portfolio.
    pub fn on_disk(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn entry(&self, entry: &walkdir::DirEntry) -> Option<TreeEntry> {
        let path = relative(entry.path().strip_prefix(&self.root).ok()?);
        let file_type = entry.file_type();
        if file_type.is_dir() || is_litter(&path) {
            return None;
        }
        let kind = if file_type.is_symlink() {
            self.link(&path)
        } else if file_type.is_file() {
            match entry.metadata() {
                Ok(metadata) => self.file(&metadata),
                Err(error) => EntryKind::Unreadable(super::error_clause(&error.into())),
            }
        } else {
            EntryKind::Unreadable(NO_FILE.to_owned())
        };
        let kind = match entry.path().to_str() {
            Some(_) => kind,
            None => EntryKind::Unreadable("its name is not Unicode text".to_owned()),
        };
        Some(TreeEntry { path, kind })
    }

    /// What a symbolic link finally leads to.
    fn link(&self, path: &str) -> EntryKind {
        let target = match self.target(path) {
            Ok(Some(target)) => self.on_disk(&target),
            Ok(None) => return EntryKind::LeavesPortfolio,
            Err(why) => return EntryKind::Unreadable(why),
        };
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_file() => self.file(&metadata),
            Ok(_) => EntryKind::Unreadable("it is a link to a folder".to_owned()),
            Err(error) => EntryKind::Unreadable(super::error_clause(&error)),
        }
    }

    /// The file that a link leads to, by its path in the portfolio; none if it is no part of what is
    /// packed.
    fn target(&self, path: &str) -> Result<Option<String>, String> {
        let target = fs::canonicalize(self.on_disk(path)).map_err(|error| link_clause(&error))?;
        let root = fs::canonicalize(&self.root).map_err(|error| super::error_clause(&error))?;
        let target = target.strip_prefix(root).ok().and_then(Path::to_str).map(Path::new);
        let target = target.map(relative).filter(|target| may_lead_to(path, target));
        Ok(target)
    }

    /// A file by its metadata. Another name of private.toml is as little a part of the portfolio as
    /// that itself.
    fn file(&self, metadata: &Metadata) -> EntryKind {
        match is_other_name(metadata, &self.on_disk(PRIVATE_FILE)) {
            true => EntryKind::LeavesPortfolio,
            false => EntryKind::File(metadata.len()),
        }
    }

    /// Opens the file at a path of the portfolio. No link leads it out, whoever changes the folders
    /// meanwhile.
    ///
    /// # Errors
    /// There is no such file, or what the system reports.
    pub(super) fn open_file(&self, path: &str) -> io::Result<File> {
        if path == PRIVATE_FILE {
            // It is never packed, and may be kept elsewhere.
            let target = fs::canonicalize(self.on_disk(path))?;
            let (folder, name) = (target.parent(), target.file_name());
            let (Some(folder), Some(name)) = (folder, name) else {
                return Err(io::ErrorKind::NotFound.into());
            };
            return open_beneath(folder, Path::new(name));
        }
        let is_link = || {
            let mut at = self.root.clone();
            Path::new(path).components().any(|part| {
                at.push(part);
                at.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink())
            })
        };
        let opened = open_beneath(&self.root, Path::new(path));
        let file = match opened {
            Err(_) if is_link() => match self.target(path) {
                Ok(Some(target)) => open_beneath(&self.root, Path::new(&target))?,
                Ok(None) => return Err(io::Error::other("it is a link out of the portfolio")),
                Err(why) => return Err(io::Error::other(why)),
            },
            opened => opened?,
        };
        match self.file(&file.metadata()?) {
            EntryKind::File(_) => Ok(file),
            _ => Err(io::Error::other("it is a link to private.toml")),
        }
    }
}

/// Whether a file of the portfolio may be a link to this path in it: artifacts lie in artifacts/, and
/// nothing leads to what is never packed.
fn may_lead_to(path: &str, target: &str) -> bool {
    let first = target.split('/').next().unwrap_or(target).to_lowercase();
    let is_packed = first != PRIVATE_FILE && first != "submission" && !first.starts_with('.');
    let is_artifact = |path: &str| format!("{path}/").starts_with(ARTIFACTS);
    is_packed && !is_litter(target) && (is_artifact(target) || !is_artifact(path))
}

fn link_clause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is a link to nothing".to_owned(),
        io::ErrorKind::PermissionDenied => super::error_clause(error),
        _ => "it is a link that leads in a circle".to_owned(),
    }
}

/// Whether a file is another name (a hard link) of the one at this path.
#[cfg(unix)]
fn is_other_name(metadata: &Metadata, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink() > 1
        && fs::metadata(path)
            .is_ok_and(|it| (it.dev(), it.ino()) == (metadata.dev(), metadata.ino()))
}

/// The standard library does not tell it elsewhere.
#[cfg(not(unix))]
fn is_other_name(_: &Metadata, _: &Path) -> bool {
    false
}

impl Tree for Folder {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let mut entries = Vec::new();
        let starts = FOLDERS.iter().chain([&EVIDENCE_FILE]).map(|start| self.root.join(start));
        // What is missing is no entry; what can't be accessed is an entry that can't be read.
        let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        for start in
            starts.filter(|start| !start.symlink_metadata().is_err_and(|error| is_gone(&error)))
        {
            for found in WalkDir::new(&start).follow_root_links(false) {
                match found {
                    Ok(found) => entries.extend(self.entry(&found)),
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
        Ok(Box::new(self.open_file(path)?))
    }

    fn has(&self, path: &str) -> bool {
        let inside = Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
        inside && self.on_disk(path).is_file()
    }

    fn unread_files(&self) -> Vec<String> {
        let names_in = |folder: &Path| -> Vec<(String, bool)> {
            let found = fs::read_dir(folder).into_iter().flatten().flatten();
            // More than this is no portfolio's folder.
            let found = found.take(MOST_UNREAD).filter_map(|entry| {
                let kind = entry.file_type().ok()?;
                Some((entry.file_name().into_string().ok()?, kind.is_dir()))
            });
            found.filter(|(name, _)| !is_litter(name)).collect()
        };
        let own = names_in(&self.root);
        let mut unread = Vec::new();
        for (name, is_folder) in &own {
            let is_read = name == EVIDENCE_FILE || name == PRIVATE_FILE;
            match nearly_folder(name) {
                // Systems that ignore case open it as the folder that is meant.
                Some(meant)
                    if *is_folder
                        && (own.iter().any(|(other, _)| other == meant)
                            || !self.on_disk(meant).exists()) =>
                {
                    let files = names_in(&self.on_disk(name)).into_iter();
                    let files = files.filter(|(_, is_folder)| !is_folder);
                    unread.extend(files.map(|(file, _)| format!("{name}/{file}")));
                }
                _ if !is_folder && !is_read => unread.push(name.clone()),
                _ => {}
            }
        }
        unread.sort();
        unread
    }

    fn has_above(&self, name: &str) -> bool {
        // `.` has no parent by name.
        let Ok(real) = self.root.canonicalize() else { return false };
        let file = real.parent().map(|above| above.join(name));
        file.is_some_and(|file| file.symlink_metadata().is_ok_and(|found| found.is_file()))
    }

    fn shared_catalog(&self) -> &[(Credential, SourceText)] {
        self.shared.as_ref().map_or(&[], |shared| shared.files())
    }

    fn private_file(&self) -> Option<TreeEntry> {
        let on_disk = self.on_disk(PRIVATE_FILE);
        let metadata = fs::symlink_metadata(&on_disk).and_then(|found| match found.is_symlink() {
            true => fs::metadata(&on_disk).map_err(|error| io::Error::other(link_clause(&error))),
            false => Ok(found),
        });
        let kind = match metadata {
            Ok(metadata) if metadata.is_file() => EntryKind::File(metadata.len()),
            Ok(metadata) if metadata.is_dir() => EntryKind::Unreadable("it is a folder".to_owned()),
            Ok(_) => EntryKind::Unreadable(NO_FILE.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => EntryKind::Unreadable(super::error_clause(&error)),
        };
        Some(TreeEntry { path: PRIVATE_FILE.to_owned(), kind })
    }

    fn own_names(&self) -> Vec<Identity> {
        if self.with_user_names { user_identity::names(&self.root) } else { Vec::new() }
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        Ok(Stamp::of(&self.open_file(path)?.metadata()?))
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
