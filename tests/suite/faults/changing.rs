//! Files that change while they are read, and clocks that are set back.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use mcred::io::Source;
use mcred::load::{Folder, Snapshot, Stamp, Tree, TreeEntry};
use mcred::pack::{self, Plan};
use mcred::rules::Checked;

use super::kit::unfinished;
use crate::kit::{bytes_of, command, options, run, sample};

/// A portfolio in which one file changes when it is opened to be packed.
struct ChangingTree<'f> {
    folder: &'f Folder,
    path: &'static str,
    happens: fn(&Path),
    before_open: bool,
}

impl Tree for ChangingTree<'_> {
    fn name(&self) -> String {
        self.folder.name()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        self.folder.entries()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Source>> {
        let happens = || (self.happens)(&self.folder.on_disk(path));
        if path == self.path && self.before_open {
            happens();
        }
        let opened = self.folder.open(path);
        if path == self.path && !self.before_open {
            happens();
        }
        opened
    }

    fn stamp(&self, path: &str) -> io::Result<Stamp> {
        self.folder.stamp(path)
    }
}

#[test]
fn an_artifact_that_changes_during_pack_is_an_error() {
    let path = "artifacts/morning-assembly.mp4";
    let append = |file: &Path| {
        let mut file = fs::OpenOptions::new().append(true).open(file).unwrap();
        file.write_all(b"more").unwrap();
    };
    let shrink = |file: &Path| {
        fs::OpenOptions::new().write(true).open(file).unwrap().set_len(10).unwrap();
    };
    let rewrite = |file: &Path| {
        let bytes = fs::read(file).unwrap();
        // Longer than the coarsest time stamps of file systems on Linux.
        std::thread::sleep(Duration::from_millis(20));
        fs::write(file, bytes).unwrap();
    };
    let vanish = |file: &Path| fs::remove_file(file).unwrap();
    type Change = (fn(&Path), bool, &'static str);
    let changes: [Change; 6] = [
        (append, false, "it changed while it was packed"),
        (append, true, "it changed while it was packed"),
        (shrink, false, "it changed while it was packed"),
        (rewrite, false, "it changed while it was packed"),
        (vanish, false, "it is gone"),
        (vanish, true, "it is gone"),
    ];
    for (change, before_open, why) in changes {
        let temporary = tempfile::tempdir().unwrap();
        let portfolio = sample(temporary.path());
        let folder = Folder::new(&portfolio);
        let checked = Checked::of(&folder, &options());
        let plan = Plan::new(&checked, false).unwrap();
        let bundle = temporary.path().join("out/bundle.zip");
        fs::create_dir(bundle.parent().unwrap()).unwrap();
        fs::write(&bundle, "old").unwrap();
        let tree = ChangingTree { folder: &folder, path, happens: change, before_open };
        let error = pack::write(&tree, &plan, &bundle, &|_| true).unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains(path) && error.contains(why), "{error}");
        assert_eq!(fs::read(&bundle).unwrap(), b"old");
        assert_eq!(unfinished(bundle.parent().unwrap()), Vec::<PathBuf>::new());
    }
}

#[test]
fn what_changes_between_check_and_the_end_of_pack_is_an_error() {
    /// The same length and the same time of modification.
    fn in_secret(file: &Path) {
        let modified = fs::metadata(file).unwrap().modified().unwrap();
        let mut bytes = fs::read(file).unwrap();
        bytes.reverse();
        fs::write(file, bytes).unwrap();
        File::options().append(true).open(file).unwrap().set_modified(modified).unwrap();
    }
    fn swapped(file: &Path) {
        let other = file.with_file_name("other");
        fs::copy(file, &other).unwrap();
        fs::rename(&other, file).unwrap();
    }
    fn linked(file: &Path) {
        let outside = file.ancestors().nth(3).unwrap().join("outside");
        fs::copy(file, &outside).unwrap();
        fs::remove_file(file).unwrap();
        std::os::unix::fs::symlink(outside, file).unwrap();
    }
    fn gone(file: &Path) {
        fs::remove_file(file).unwrap();
    }
    fn added(file: &Path) {
        fs::write(file, "new").unwrap();
    }
    type Change = (&'static str, fn(&Path));
    let changes: [Change; 11] = [
        ("artifacts/climate-survey.pdf", in_secret),
        ("artifacts/climate-survey.pdf", swapped),
        ("artifacts/climate-survey.pdf", linked),
        ("artifacts/new.txt", added),
        ("narratives/overview.md", in_secret),
        ("narratives/overview.md", gone),
        ("narratives/reflection.md", linked),
        ("evidence.toml", in_secret),
        ("catalog/own.toml", added),
        ("private.toml", in_secret),
        ("private.toml", gone),
    ];
    for (path, change) in changes {
        let temporary = tempfile::tempdir().unwrap();
        let portfolio = sample(temporary.path());
        fs::create_dir_all(portfolio.join("catalog")).unwrap();
        fs::write(portfolio.join("private.toml"), "identities = [\"Ida Northbrook\"]\n").unwrap();
        let folder = Folder::new(&portfolio);
        let tree = Snapshot::new(&folder);
        let checked = Checked::of(&tree, &options());
        assert!(checked.is_complete(), "{:?}", checked.findings);
        let plan = Plan::new(&checked, false).unwrap();
        change(&portfolio.join(path));
        let bundle = temporary.path().join("bundle.zip");
        let error = pack::write(&tree, &plan, &bundle, &|_| true).unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains(path), "{path}: {error}");
        assert!(!bundle.exists());
        assert!(tree.changed_file().is_some_and(|changed| changed == path));
    }
}

#[test]
fn files_of_the_future_do_not_change_the_bundle() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let bundle = folder.path().join("bundle.zip");
    let pack = || {
        let ran = run(command().arg("pack").arg(&portfolio).arg("-o").arg(&bundle));
        assert_eq!(ran.status, 0, "{ran:?}");
        fs::read(&bundle).unwrap()
    };
    let before = pack();
    let future = SystemTime::now() + Duration::from_secs(10 * 365 * 24 * 60 * 60);
    for file in bytes_of(&portfolio).keys() {
        File::options().append(true).open(file).unwrap().set_modified(future).unwrap();
    }
    File::options().append(true).open(&bundle).unwrap().set_modified(future).unwrap();
    assert!(pack() == before, "other bytes");
}

#[test]
fn an_artifact_that_changes_during_check_is_a_finding() {
    let append = |file: &Path| {
        let mut file = fs::OpenOptions::new().append(true).open(file).unwrap();
        file.write_all(b"more").unwrap();
    };
    let shrink = |file: &Path| {
        fs::OpenOptions::new().write(true).open(file).unwrap().set_len(10).unwrap();
    };
    // The file may be opened more than once.
    let vanish = |file: &Path| drop(fs::remove_file(file));
    type Change = (fn(&Path), bool);
    let changes: [Change; 5] = [
        // Four bytes after the last box of a film are the beginning of a truncated box.
        (append, true),
        (shrink, true),
        (shrink, false),
        (vanish, true),
        (vanish, false),
    ];
    for (change, before_open) in changes {
        let temporary = tempfile::tempdir().unwrap();
        let portfolio = sample(temporary.path());
        let folder = Folder::new(&portfolio);
        let path = "artifacts/morning-assembly.mp4";
        let checked = Checked::of(
            &ChangingTree { folder: &folder, path, happens: change, before_open },
            &options(),
        );
        let found: Vec<_> = checked.findings.iter().filter(|it| it.place.path == path).collect();
        assert!(found.iter().any(|it| it.rule.name == "unreadable-artifact"), "{found:?}");
    }
}
