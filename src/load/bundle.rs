//! A bundle, packed or unpacked: whether it is intact, and its portfolio as a tree.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use walkdir::WalkDir;

use super::archive::{Archive, ArchivedFile};
use super::bag;
use super::bag_files::{BagFiles, Store};
use super::base_folder::{base_folder, base_of};
use super::evidence::EVIDENCE_FILE;
use super::folder::FOLDERS;
use super::litter::is_litter;
use super::private::PRIVATE_FILE;
use super::problem::BundleProblem;
use super::safe_name::unsafe_name;
use super::tree::{EntryKind, Stamp, Tree, TreeEntry};
use crate::io::Source;
use crate::model::{name_fault, shown_path, twins};

/// The folder of a bag that holds its payload (RFC 8493, section 2.1.2).
const PAYLOAD: &str = "data/";

/// The files beside the payload, without manifests and texts for the portal.
const TAG_FILES: [&str; 5] =
    ["START-HERE.html", "completeness.json", "bagit.txt", "bag-info.txt", "fetch.txt"];

/// A bundle: the zip that `pack` writes, or the folder that it unpacks to. As a
/// tree it is the portfolio inside, read in place.
pub struct Bundle {
    name: String,
    base: String,
    files: BagFiles,
    /// What systems and programs left in it after it was packed.
    added: Vec<String>,
    /// What is wrong with how it is stored.
    problems: Vec<BundleProblem>,
    modified: Option<SystemTime>,
}

impl Bundle {
    /// Opens a bundle: a zip archive, or the folder that one unpacks to.
    ///
    /// # Errors
    /// Nothing is there, or it is neither.
    pub fn open(path: &Path) -> io::Result<Bundle> {
        let metadata = fs::metadata(path)?;
        let modified = metadata.modified().ok();
        let name = shown_path(path);
        if metadata.is_dir() {
            return Bundle::of_folder(name, path, modified);
        }
        // Opening a pipe would block.
        if !metadata.is_file() {
            return Err(io::Error::other("it is not a file but a device, pipe or socket"));
        }
        let archive = Archive::read(File::open(path)?)?;
        match inner_archive(&archive) {
            // One that was packed once more, as some mail programs do.
            Some((inner, file)) => {
                let mut unpacked = tempfile::tempfile()?;
                io::copy(&mut archive.stream(file)?.take(file.bytes), &mut unpacked)?;
                let mut found = Archive::read(unpacked)?;
                found.problems.extend(archive.problems.clone());
                Ok(Bundle::of_archive(format!("{name}/{inner}"), found, modified))
            }
            None => Ok(Bundle::of_archive(name, archive, modified)),
        }
    }

    fn of_archive(name: String, mut archive: Archive, modified: Option<SystemTime>) -> Bundle {
        let mut problems = std::mem::take(&mut archive.problems);
        let added = archive.files.keys().filter(|path| is_litter(path)).cloned().collect();
        let packed = archive.files.iter().filter(|(path, _)| !is_litter(path));
        let base = base_of(packed.clone().map(|(path, _)| path.as_str()), &mut problems);
        let prefix = if base.is_empty() { String::new() } else { format!("{base}/") };
        let mut lengths = BTreeMap::new();
        for (path, file) in packed {
            if let Some(path) = path.strip_prefix(&prefix) {
                let refused = file.refused.as_ref().map(|why| format!("it {why}"));
                lengths.insert(path.to_owned(), refused.map_or(Ok(file.bytes), Err));
            }
        }
        let files = BagFiles { store: Store::Archive(archive, prefix), lengths };
        Bundle::new(name, base, files, added, problems, modified)
    }

    fn of_folder(name: String, path: &Path, modified: Option<SystemTime>) -> io::Result<Bundle> {
        let root = base_folder(path)?;
        let base = root.file_name().map(|name| name.to_string_lossy().into_owned());
        let mut problems = Vec::new();
        let mut added = Vec::new();
        let mut lengths = BTreeMap::new();
        for found in WalkDir::new(&root).min_depth(1).sort_by_file_name() {
            let found = match found {
                Ok(found) => found,
                Err(error) => {
                    let at = error.path().unwrap_or(&root);
                    let why = error
                        .io_error()
                        .map_or_else(|| "a circle of folders".into(), super::error_clause);
                    let path = below(&root, at);
                    problems.push(BundleProblem::of(path, format!("can't be read: {why}")));
                    continue;
                }
            };
            let path = below(&root, found.path());
            if found.file_type().is_dir() {
                continue;
            }
            if is_litter(&path) {
                added.push(path);
                continue;
            }
            let refused = match found.file_type() {
                kind if kind.is_symlink() => Some("is a symbolic link"),
                kind if !kind.is_file() => Some("is not a file but a device, pipe or socket"),
                _ if found.path().to_str().is_none() => Some("has a name that is not Unicode text"),
                _ => unsafe_name(&path),
            };
            let bytes = match (refused, found.metadata()) {
                (Some(why), _) => {
                    problems.push(BundleProblem::of(&path, why));
                    Err(format!("it {why}"))
                }
                (None, Ok(metadata)) => Ok(metadata.len()),
                (None, Err(error)) => Err(super::error_clause(&error.into())),
            };
            if unsafe_name(&path).is_none() {
                lengths.insert(path, bytes);
            }
        }
        let files = BagFiles { store: Store::Folder(root), lengths };
        Ok(Bundle::new(name, base.unwrap_or_default(), files, added, problems, modified))
    }

    fn new(
        name: String,
        base: String,
        files: BagFiles,
        added: Vec<String>,
        mut problems: Vec<BundleProblem>,
        modified: Option<SystemTime>,
    ) -> Bundle {
        problems.extend(clashes(files.paths()));
        problems.extend(strangers(files.paths()));
        Bundle { name, base, files, added, problems, modified }
    }

    /// The name of its base folder; empty if it has none.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// What systems and programs left in it after it was packed, sorted: `.DS_Store` and the like.
    pub fn added(&self) -> &[String] {
        &self.added
    }

    /// How many files it has, and how many bytes those hold unpacked.
    pub fn extent(&self) -> (usize, u64) {
        let lengths = &self.files.lengths;
        (lengths.len(), lengths.values().flatten().copied().fold(0, u64::saturating_add))
    }

    /// Whether there is a portfolio in it that can be checked.
    pub fn has_portfolio(&self) -> bool {
        self.files.paths().any(|path| path.starts_with(PAYLOAD))
    }

    /// Everything that is wrong with it as a bundle, sorted by entry; nothing if it is
    /// intact. Every file is read once; `progress` is called with the number of bytes read,
    /// again and again.
    pub fn problems(&self, progress: &(dyn Fn(u64) + Sync)) -> Vec<BundleProblem> {
        let mut problems = self.problems.clone();
        if !self.files.lengths.is_empty() {
            problems.extend(bag::problems(&self.files, progress));
        }
        problems.sort();
        problems.dedup();
        problems
    }
}

impl Tree for Bundle {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        let payload = self.files.lengths.iter().filter_map(|(path, length)| {
            let path = path.strip_prefix(PAYLOAD)?;
            let folder = path.split_once('/').is_some_and(|(folder, _)| FOLDERS.contains(&folder));
            (folder || path == EVIDENCE_FILE).then_some((path, length))
        });
        payload
            .map(|(path, length)| {
                let kind = match length {
                    Ok(bytes) => EntryKind::File(*bytes),
                    Err(why) => EntryKind::Unreadable(why.clone()),
                };
                TreeEntry { path: path.to_owned(), kind }
            })
            .collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        self.files.open(&format!("{PAYLOAD}{path}"))
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        let bytes = self.files.readable(&format!("{PAYLOAD}{path}"))?;
        Ok(Stamp { bytes, modified: self.modified, version: None })
    }
}

/// The only file of an archive, if it is an archive itself.
fn inner_archive(archive: &Archive) -> Option<(&String, &ArchivedFile)> {
    let mut files = archive.files.iter().filter(|(path, _)| !is_litter(path));
    let (path, file) = files.next().filter(|_| files.next().is_none())?;
    let is_archive = path.to_ascii_lowercase().ends_with(".zip") && file.refused.is_none();
    is_archive.then_some((path, file))
}

/// Files that no bundle has: nobody looks into them, and they may look like a part of it.
fn strangers<'n>(paths: impl Iterator<Item = &'n String>) -> Vec<BundleProblem> {
    let is_known = |path: &str| match path.strip_prefix(PAYLOAD) {
        Some(path) => {
            let folder = path.split_once('/').map(|(folder, _)| folder);
            // What must not be there is reported by name.
            path == EVIDENCE_FILE
                || path == PRIVATE_FILE
                || folder.is_some_and(|folder| FOLDERS.contains(&folder))
        }
        None => {
            let manifest = ["manifest-", "tagmanifest-"].iter().any(|it| path.starts_with(it));
            let is_text = path.ends_with(".txt");
            let portal = path.strip_prefix("portal/").is_some_and(|name| !name.contains('/'));
            TAG_FILES.contains(&path) || is_text && (portal || manifest && !path.contains('/'))
        }
    };
    let strangers = paths.filter(|path| !is_known(path));
    let message = "is no part of a bundle, and nobody looked into it";
    strangers.map(|path| BundleProblem::of(path, message)).collect()
}

/// A path below a folder, with `/` on every system.
fn below(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Names that are not the same file everywhere, and files where other paths need a folder.
fn clashes<'n>(paths: impl Iterator<Item = &'n String> + Clone) -> Vec<BundleProblem> {
    let mut problems = Vec::new();
    let faults = paths.clone().filter_map(|path| Some(BundleProblem::of(path, name_fault(path)?)));
    problems.extend(faults);
    problems.extend(twins(paths.clone().map(String::as_str)).into_iter().map(|twin| {
        let message = match twin.of_folders {
            true => format!("lies in a folder that is `{}` on Windows and macOS", twin.other),
            false => format!("is the same name as `{}` on Windows and macOS", twin.other),
        };
        BundleProblem::of(twin.path, message)
    }));
    let files: HashSet<&str> = paths.clone().map(String::as_str).collect();
    let mut folders: HashSet<&str> = HashSet::new();
    for path in paths {
        let slashes = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        for folder in slashes {
            if folders.insert(folder) && files.contains(folder) {
                let message = format!("is a file, and `{path}` needs a folder of that name");
                problems.push(BundleProblem::of(folder, message));
            }
        }
    }
    problems
}
