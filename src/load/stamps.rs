//! Whether a portfolio's folder changed, told without reading any file.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::time::SystemTime;

use super::folder::Folder;
use super::private::PRIVATE_FILE;
use super::tree::{EntryKind, Tree};

/// The files that a check of a portfolio reads, each with what tells that it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamps(BTreeMap<String, (EntryKind, Option<OnDisk>)>);

/// What the system knows of a file. Permissions, too: a file that could not be read may now be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OnDisk {
    bytes: u64,
    modified: Option<SystemTime>,
    permissions: Permissions,
}

impl Stamps {
    /// The files as they are now. The traces that editors leave while they save are left out.
    pub fn of(folder: &Folder) -> Stamps {
        let on_disk = |path: &str| {
            let known = fs::metadata(folder.on_disk(path)).ok()?;
            let (bytes, modified) = (known.len(), known.modified().ok());
            Some(OnDisk { bytes, modified, permissions: known.permissions() })
        };
        let entries = folder.entries().into_iter().map(|entry| (entry.path, entry.sort));
        let private = [(PRIVATE_FILE.to_owned(), EntryKind::File(0))];
        let stamps = entries.chain(private).filter(|(path, _)| !is_passing(path));
        Stamps(
            stamps
                .map(|(path, sort)| {
                    let known = on_disk(&path);
                    (path, (sort, known))
                })
                .collect(),
        )
    }

    /// The paths that were added, removed or written to since, sorted.
    pub fn changed_since(&self, before: &Stamps) -> Vec<String> {
        let mut paths: Vec<&String> = self.0.keys().chain(before.0.keys()).collect();
        paths.sort();
        paths.dedup();
        let changed = |path: &&&String| self.0.get(**path) != before.0.get(**path);
        paths.iter().filter(changed).map(|path| (*path).clone()).collect()
    }
}

/// Files that live for as long as an editor or a copy takes.
fn is_passing(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".tmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_by_their_paths() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        let write = |path: &str, text: &str| fs::write(at(path), text).unwrap();
        let folder = Folder::new(home.path());
        fs::create_dir_all(at("artifacts/photos")).unwrap();
        fs::create_dir(at("submission")).unwrap();
        write("artifacts/photos/hall.txt", "one");
        write("artifacts/plan.txt", "plan");
        let before = Stamps::of(&folder);
        assert_eq!(Stamps::of(&folder), before);
        for ignored in ["submission/x.zip", "artifacts/.plan.txt.swp", "artifacts/plan.txt~"] {
            write(ignored, "x");
        }
        assert_eq!(Stamps::of(&folder).changed_since(&before), Vec::<String>::new());
        write("artifacts/photos/hall.txt", "two and more");
        fs::remove_file(at("artifacts/plan.txt")).unwrap();
        write("evidence.toml", "");
        write("private.toml", "");
        assert_eq!(
            Stamps::of(&folder).changed_since(&before),
            ["artifacts/photos/hall.txt", "artifacts/plan.txt", "evidence.toml", "private.toml"]
        );
    }
}
