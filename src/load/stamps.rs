//! Detects changes in a portfolio's folder without reading any file.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};

use super::folder::Folder;
use super::private::PRIVATE_FILE;
use super::tree::{EntryKind, Stamp, Tree};

/// The files that a check of a portfolio reads, each with what changes when it is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamps(BTreeMap<String, (EntryKind, Option<OnDisk>)>);

/// The state of a file. Its permissions are part of it, since they decide whether it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OnDisk {
    stamp: Stamp,
    permissions: Permissions,
}

impl Stamps {
    /// The files as they are now, without those that editors write while they save.
    pub fn of(folder: &Folder) -> Stamps {
        let on_disk = |path: &str| {
            let permissions = fs::metadata(folder.on_disk(path)).ok()?.permissions();
            Some(OnDisk { stamp: folder.stamp(path).ok()?, permissions })
        };
        let entries = folder.entries().into_iter().map(|entry| (entry.path, entry.kind));
        let private = [(PRIVATE_FILE.to_owned(), EntryKind::File(0))];
        let stamps = entries.chain(private).filter(|(path, _)| !is_temporary(path));
        Stamps(
            stamps
                .map(|(path, kind)| {
                    let known = on_disk(&path);
                    (path, (kind, known))
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

/// Files that exist only while an editor or a copy is at work.
fn is_temporary(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".tmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_paths_are_listed() {
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
