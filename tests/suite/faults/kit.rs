//! What the tests of faults share: assertions, small file systems, another user.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mcred::load::Bundle;

use crate::kit::{MCRED, Run, command, long_video, run, sample, skip};

/// Asserts exit status 2 with one line that names what failed.
#[track_caller]
pub fn assert_failed_in_one_line(ran: &Run, named: &str) {
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    assert!(ran.err.starts_with("error: ") && ran.err.contains(named), "{ran:?}");
}

/// Asserts that check reports a finding of this rule that contains this name.
#[track_caller]
pub fn assert_finding(portfolio: &Path, rule: &str, named: &str) {
    let ran = run(command().arg("check").arg(portfolio));
    assert_eq!(ran.status, 1, "{ran:?}");
    let found = ran.out.lines().any(|line| line.contains(rule) && line.contains(named));
    assert!(found, "{rule} {named}: {}", ran.out);
}

pub fn is_whole(bundle: &Path) -> bool {
    Bundle::open(bundle).is_ok_and(|bundle| bundle.problems(&|_| {}).is_empty())
}

pub fn unfinished(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| e.path()).filter(|path| path.extension() == Some("part".as_ref())).collect()
}

/// A portfolio that takes a moment to pack, its bundle, and the bytes of that bundle.
pub fn slow_portfolio(folder: &Path) -> (PathBuf, PathBuf, Vec<u8>) {
    let portfolio = sample(folder);
    let ran = run(command().arg("pack").arg(&portfolio));
    assert_eq!(ran.status, 0, "{ran:?}");
    let bundle = portfolio.join("submission/leading-a-culture-of-safety.zip");
    let old = fs::read(&bundle).unwrap();
    // Sparse, so that it takes little disk space.
    long_video(&portfolio, "long.mp4", 96 << 20);
    (portfolio, bundle, old)
}

/// A small file system, unmounted when dropped; none if mounting is not permitted.
pub struct Disk(pub PathBuf);

impl Disk {
    pub fn of(folder: &Path, bytes: u64) -> Option<Disk> {
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

    pub fn make_read_only(&self) {
        let mut mount = Command::new("mount");
        assert!(mount.args(["-o", "remount,ro"]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// A run as an unprivileged user; none if that is not possible.
pub fn as_nobody(arguments: &[&OsStr]) -> Option<Run> {
    let mut set = Command::new("setpriv");
    set.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
    let mut probe = Command::new("setpriv");
    probe.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
    let may = probe.arg(MCRED).arg("--version").output();
    if !may.is_ok_and(|output| output.status.success()) {
        skip("only root can become another user, who must be able to reach the program");
        return None;
    }
    Some(run(set.arg(MCRED).args(arguments).env("NO_COLOR", "1")))
}

/// An evidence.toml in which one quote is cited from a wrong page, and the correct one.
pub fn with_a_moved_quote(portfolio: &Path) -> (Vec<u8>, Vec<u8>) {
    let right = fs::read_to_string(portfolio.join("evidence.toml")).unwrap();
    let place = |page| {
        format!("{{ artifact = \"artifacts/climate-survey.pdf\", at = \"page {page}\", quote")
    };
    let wrong = right.replacen(&place(3), &place(2), 1);
    assert_ne!(wrong, right);
    (wrong.into_bytes(), right.into_bytes())
}
