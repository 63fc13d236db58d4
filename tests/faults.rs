//! What happens when the machine fails under mcred, each fault made for real.
//!
//! | fault | what must hold | proven how |
//! |---|---|---|
//! | kill -9 at any moment of pack | the old bundle or the new one, whole; portfolio untouched; the next run sweeps | the program killed at moments spread over its run |
//! | two runs at once | both end whole, neither sweeps the other's half file | a run inside the other's |
//! | Ctrl-C, polite kill | exit 2, one line, no half file, the old bundle | SIGINT and SIGTERM once the unfinished file is there |
//! | disk full at any write | exit 2, one line that names the bundle, the old bundle or none, no half file | a tmpfs of rising size |
//! | read-only folder | exit 2, one line that names it | a tmpfs mounted read-only |
//! | artifact grows, shrinks or changes while packed | an error that names it, no bundle | the file written to between open and read |
//! | artifact vanishes while packed | an error that names it, no bundle | the file removed after it was opened, and before |
//! | permission denied | a finding that names it; exit 2 where the bundle can't be written | another user, or bits of the mode |
//! | name that is not UTF-8 | a finding that names it; a draft goes without it | such a file |
//! | 5,000 folders deep | a finding that names it, no crash | such folders |
//! | symbolic links in a circle | a finding that names each | such links |
//! | FIFO, device, socket in artifacts/ | a finding that names it, no waiting | such files |
//! | names that differ by case only | a finding that names both | such files |
//! | clock set back: files of the future | packs as ever, the same bytes | times of change ten years on |
//!
//! "One line" is `error: …` on standard error. Everywhere: never a panic, the
//! portfolio byte for byte as before. Faults that need the rights of root say so
//! and prove nothing where those are missing.
#![cfg(unix)]

mod bundle_kit;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use bundle_kit::{Ran, bytes_of, long_video, mcred, run, sample, skip};
use mcred::load::{Bundle, Bytes, Folder, Stamp, Tree, TreeEntry};
use mcred::pack::{self, Plan};
use mcred::rules::Checked;

/// Asserts exit 2 with one line that names what failed.
#[track_caller]
fn failed_in_one_line(ran: &Ran, named: &str) {
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    assert!(ran.err.starts_with("error: ") && ran.err.contains(named), "{ran:?}");
}

/// Asserts that check finds something wrong, with this rule and this name in it.
#[track_caller]
fn check_names(portfolio: &Path, rule: &str, named: &str) {
    let ran = run(mcred().arg("check").arg(portfolio));
    assert_eq!(ran.status, Some(1), "{ran:?}");
    let found = ran.out.lines().any(|line| line.contains(rule) && line.contains(named));
    assert!(found, "{rule} {named}: {}", ran.out);
}

fn is_whole(bundle: &Path) -> bool {
    Bundle::open(bundle).is_ok_and(|bundle| bundle.problems(&|_| {}).is_empty())
}

fn unfinished(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| e.path()).filter(|path| path.extension() == Some("part".as_ref())).collect()
}

/// A portfolio that takes a moment to pack, and its bundle of before.
fn slow_portfolio(folder: &Path) -> (PathBuf, PathBuf, Vec<u8>) {
    let portfolio = sample(folder);
    let ran = run(mcred().arg("pack").arg(&portfolio));
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let bundle = portfolio.join("submission/leading-a-culture-of-safety.zip");
    let old = fs::read(&bundle).unwrap();
    // Sparse, so that it costs the disk little.
    long_video(&portfolio, "long.mp4", 96 << 20);
    (portfolio, bundle, old)
}

#[test]
fn killed_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let (portfolio, bundle, old) = slow_portfolio(folder.path());
    let before = bytes_of(&portfolio);
    let start = Instant::now();
    let other = folder.path().join("other.zip");
    assert_eq!(run(mcred().arg("pack").arg(&portfolio).arg("-o").arg(&other)).status, Some(0));
    let whole_run = start.elapsed();
    let mut killed = 0;
    for part in 0..12_u32 {
        let mut child = mcred()
            .arg("pack")
            .arg(&portfolio)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole_run * part / 12);
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        if fs::read(&bundle).unwrap() != old {
            assert!(is_whole(&bundle), "half a bundle after {part}/12 of the run");
            fs::write(&bundle, &old).unwrap();
        }
        assert!(bytes_of(&portfolio) == before, "the portfolio changed");
    }
    assert!(killed > 4, "the kills came too late to prove anything");
    assert_eq!(run(mcred().arg("pack").arg(&portfolio)).status, Some(0));
    assert_eq!(unfinished(bundle.parent().unwrap()), Vec::<PathBuf>::new());
    assert!(is_whole(&bundle));
}

#[test]
fn two_runs_at_once_leave_each_other_alone() {
    let temporary = tempfile::tempdir().unwrap();
    let portfolio = sample(temporary.path());
    let folder = Folder::new(&portfolio);
    let plan = Plan::new(&Checked::of(&folder), false).unwrap();
    let bundle = temporary.path().join("out/bundle.zip");
    let out = bundle.parent().unwrap();
    fs::create_dir(out).unwrap();
    // What nobody writes to any more is swept, even while another run is under way.
    let left = out.join(".mcred-left.part");
    fs::write(&left, "half").unwrap();
    let other = std::cell::Cell::new(None);
    let meanwhile = |_| {
        if other.get().is_none() {
            assert!(!left.exists());
            assert_eq!(unfinished(out).len(), 1);
            other.set(Some(pack::write(&folder, &plan, &bundle, &|_| true).unwrap()));
            assert_eq!(unfinished(out).len(), 1, "the second run swept the first");
        }
        true
    };
    let packed = pack::write(&folder, &plan, &bundle, &meanwhile).unwrap();
    assert_eq!(other.get(), Some(packed));
    assert!(is_whole(&bundle));
    assert_eq!(unfinished(out), Vec::<PathBuf>::new());
}

#[test]
fn stopped_politely() {
    let folder = tempfile::tempdir().unwrap();
    let (portfolio, bundle, old) = slow_portfolio(folder.path());
    let before = bytes_of(&portfolio);
    let submission = bundle.parent().unwrap();
    for signal in ["INT", "TERM"] {
        let child = mcred()
            .arg("pack")
            .arg(&portfolio)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let start = Instant::now();
        while unfinished(submission).is_empty() && start.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(1));
        }
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        let ran = Ran { status: output.status.code(), out, err };
        failed_in_one_line(&ran, "leading-a-culture-of-safety.zip was not written");
        assert_eq!(unfinished(submission), Vec::<PathBuf>::new());
        assert!(fs::read(&bundle).unwrap() == old, "the old bundle changed");
        assert!(bytes_of(&portfolio) == before, "the portfolio changed");
    }
}

/// A small file system of its own; gone when dropped. None where that is not allowed.
struct Disk(PathBuf);

impl Disk {
    fn of(folder: &Path, bytes: u64) -> Option<Disk> {
        fs::create_dir_all(folder).unwrap();
        let size = format!("size={bytes}");
        let mut mount = Command::new("mount");
        let mount = mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder);
        match mount.output() {
            Ok(output) if output.status.success() => Some(Disk(folder.to_owned())),
            _ => {
                skip("only root may mount a tmpfs");
                None
            }
        }
    }

    fn make_read_only(&self) {
        let mut mount = Command::new("mount");
        assert!(mount.args(["-o", "remount,ro"]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn disk_full_at_any_write() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let before = bytes_of(&portfolio);
    let whole = folder.path().join("whole.zip");
    assert_eq!(run(mcred().arg("pack").arg(&portfolio).arg("-o").arg(&whole)).status, Some(0));
    let needed = fs::metadata(&whole).unwrap().len();
    for part in 0..8 {
        let Some(disk) = Disk::of(&folder.path().join("disk"), 8192 + needed * part / 8) else {
            return;
        };
        let bundle = disk.0.join("bundle.zip");
        fs::write(&bundle, "old").unwrap();
        let ran = run(mcred().arg("pack").arg(&portfolio).arg("-o").arg(&bundle));
        failed_in_one_line(&ran, "bundle.zip was not written");
        assert_eq!(fs::read(&bundle).unwrap(), b"old");
        assert_eq!(unfinished(&disk.0), Vec::<PathBuf>::new());
        assert!(bytes_of(&portfolio) == before, "the portfolio changed");
    }
    // The same with room enough: it is the disk that failed above.
    let disk = Disk::of(&folder.path().join("disk"), needed * 2).unwrap();
    let bundle = disk.0.join("bundle.zip");
    let ran = run(mcred().arg("pack").arg(&portfolio).arg("-o").arg(&bundle));
    assert_eq!(ran.status, Some(0), "{ran:?}");
    assert!(is_whole(&bundle));
}

#[test]
fn read_only_folder() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of(&folder.path().join("disk"), 64 << 20) else { return };
    let portfolio = sample(&disk.0);
    let before = bytes_of(&portfolio);
    disk.make_read_only();
    let ran = run(mcred().arg("pack").arg(&portfolio));
    failed_in_one_line(&ran, "submission");
    // What only reads works there, and so does a bundle elsewhere.
    assert_eq!(run(mcred().arg("check").arg(&portfolio)).status, Some(0));
    let bundle = folder.path().join("bundle.zip");
    let ran = run(mcred().arg("pack").arg(&portfolio).arg("-o").arg(&bundle));
    assert_eq!(ran.status, Some(0), "{ran:?}");
    assert!(is_whole(&bundle) && bytes_of(&portfolio) == before);
}

/// A portfolio in which something happens to one file when it is opened to be packed.
struct Meanwhile<'f> {
    folder: &'f Folder,
    path: &'static str,
    happens: fn(&Path),
    before_open: bool,
}

impl Tree for Meanwhile<'_> {
    fn name(&self) -> String {
        self.folder.name()
    }

    fn entries(&self) -> Vec<TreeEntry> {
        self.folder.entries()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Bytes>> {
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
fn a_file_that_changes_while_it_is_packed() {
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
        // Longer than the coarsest clock of a file system that Linux has.
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
        let checked = Checked::of(&folder);
        let plan = Plan::new(&checked, false).unwrap();
        let bundle = temporary.path().join("out/bundle.zip");
        fs::create_dir(bundle.parent().unwrap()).unwrap();
        fs::write(&bundle, "old").unwrap();
        let tree = Meanwhile { folder: &folder, path, happens: change, before_open };
        let error = pack::write(&tree, &plan, &bundle, &|_| true).unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains(path) && error.contains(why), "{error}");
        assert_eq!(fs::read(&bundle).unwrap(), b"old");
        assert_eq!(unfinished(bundle.parent().unwrap()), Vec::<PathBuf>::new());
    }
}

/// A run as a user without rights; none where that is not possible.
fn as_nobody(arguments: &[&OsStr]) -> Option<Ran> {
    let mut set = Command::new("setpriv");
    set.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
    let mut probe = Command::new("setpriv");
    probe.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
    let may = probe.arg(env!("CARGO_BIN_EXE_mcred")).arg("--version").output();
    if !may.is_ok_and(|output| output.status.success()) {
        skip("only root can become another user, who must be able to reach the program");
        return None;
    }
    Some(run(set.arg(env!("CARGO_BIN_EXE_mcred")).args(arguments).env("NO_COLOR", "1")))
}

#[test]
fn permission_denied() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let portfolio = sample(folder.path());
    let artifact = portfolio.join("artifacts/climate-survey.pdf");
    let before = bytes_of(&portfolio);
    let ran = as_nobody(&["pack".as_ref(), portfolio.as_os_str()]);
    let Some(ran) = ran else { return };
    failed_in_one_line(&ran, "submission");
    fs::set_permissions(&artifact, fs::Permissions::from_mode(0o000)).unwrap();
    let ran = as_nobody(&["check".as_ref(), portfolio.as_os_str()]).unwrap();
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert!(ran.out.contains("unreadable-artifact") && ran.out.contains("climate-survey.pdf"));
    assert!(ran.out.contains("no permission"), "{}", ran.out);
    let bundle = folder.path().join("submission.zip");
    File::create(&bundle).unwrap();
    fs::set_permissions(&bundle, fs::Permissions::from_mode(0o000)).unwrap();
    let ran = as_nobody(&["verify".as_ref(), bundle.as_os_str()]).unwrap();
    failed_in_one_line(&ran, "submission.zip can't be verified: you have no permission");
    fs::set_permissions(&artifact, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(bytes_of(&portfolio) == before, "the portfolio changed");
}

#[test]
fn names_that_are_not_unicode() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    if fs::write(portfolio.join("artifacts").join(name), "x").is_err() {
        return skip("this file system takes no such names");
    }
    check_names(&portfolio, "unportable-name", "caf\u{fffd}.txt");
    let bundle = folder.path().join("bundle.zip");
    let pack =
        |more: &[&str]| run(mcred().arg("pack").arg(&portfolio).arg("-o").arg(&bundle).args(more));
    assert_eq!(pack(&[]).status, Some(1));
    assert!(!bundle.exists());
    let ran = pack(&["--draft"]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    assert!(is_whole(&bundle));
}

#[test]
fn folders_five_thousand_deep() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let chain = |at: &Path| {
        let mut path = at.to_owned();
        for _ in 0..1250 {
            path.push("d");
        }
        fs::create_dir_all(&path).unwrap();
        path
    };
    // No path that a system call takes is this long: each chain is hung into the next.
    let inner = folder.path().join("inner");
    let bottom = chain(&inner);
    fs::write(bottom.join("deep.txt"), "x").unwrap();
    for _ in 0..3 {
        let outer = folder.path().join("outer");
        let bottom = chain(&outer);
        fs::rename(&inner, bottom.join("d")).unwrap();
        fs::rename(&outer, &inner).unwrap();
    }
    fs::rename(&inner, portfolio.join("artifacts/d")).unwrap();
    check_names(&portfolio, "unreadable-artifact", "d/d/d/");
    let ran = run(mcred().arg("pack").arg(&portfolio));
    assert_eq!(ran.status, Some(1), "{ran:?}");
    // The library's own way of removing them opens every folder at once.
    let removed = Command::new("rm").arg("-rf").arg(&portfolio).status().unwrap();
    assert!(removed.success());
}

#[test]
fn links_in_a_circle() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let artifacts = portfolio.join("artifacts");
    symlink("../artifacts", artifacts.join("loop")).unwrap();
    symlink("there", artifacts.join("back.pdf")).unwrap();
    symlink("back.pdf", artifacts.join("there")).unwrap();
    check_names(&portfolio, "unreadable-artifact", "artifacts/loop");
    check_names(&portfolio, "unreadable-artifact", "artifacts/back.pdf");
    assert_eq!(run(mcred().arg("pack").arg(&portfolio)).status, Some(1));
}

#[test]
fn pipes_devices_and_sockets() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let artifacts = portfolio.join("artifacts");
    assert!(Command::new("mkfifo").arg(artifacts.join("pipe.pdf")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(artifacts.join("socket.pdf")).unwrap();
    check_names(&portfolio, "unreadable-artifact", "pipe.pdf");
    check_names(&portfolio, "unreadable-artifact", "socket.pdf");
    let ran = run(mcred().arg("verify").arg(artifacts.join("pipe.pdf")));
    failed_in_one_line(&ran, "pipe.pdf can't be verified");
    let bundle = folder.path().join("bundle.zip");
    let ran = run(mcred().arg("pack").arg(&portfolio).args(["--draft", "-o"]).arg(&bundle));
    assert_eq!(ran.status, Some(0), "{ran:?}");
    assert!(is_whole(&bundle));
    let zero = artifacts.join("zero.bin");
    match Command::new("mknod").arg(&zero).args(["c", "1", "5"]).output() {
        Ok(output) if output.status.success() => {
            check_names(&portfolio, "unreadable-artifact", "zero.bin");
        }
        _ => skip("only root may make a device"),
    }
}

#[test]
fn names_that_differ_by_case_only() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let artifacts = portfolio.join("artifacts");
    fs::write(artifacts.join("Twin.txt"), "one").unwrap();
    fs::write(artifacts.join("twin.txt"), "two words").unwrap();
    if fs::read(artifacts.join("Twin.txt")).unwrap() != b"one" {
        return skip("this file system takes the two for one");
    }
    check_names(
        &portfolio,
        "unportable-name",
        "artifacts/twin.txt` differs from `artifacts/Twin.txt`",
    );
    assert_eq!(run(mcred().arg("pack").arg(&portfolio)).status, Some(1));
}

#[test]
fn clock_set_back() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let bundle = folder.path().join("bundle.zip");
    let pack = || {
        let ran = run(mcred().arg("pack").arg(&portfolio).arg("-o").arg(&bundle));
        assert_eq!(ran.status, Some(0), "{ran:?}");
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
