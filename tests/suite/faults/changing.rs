//! Files that change while they are read, and clocks that are set back.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use mcred::io::Source;
use mcred::load::{Folder, Stamp, Tree, TreeEntry};
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
