//! Full disks and read-only folders.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::kit::{
    Disk, as_nobody, assert_failed_in_one_line, is_whole, unfinished, with_a_moved_quote,
};
use crate::kit::{bytes_of, command, run, sample};

#[test]
fn pack_survives_a_full_disk_at_any_write() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let before = bytes_of(&portfolio);
    let whole = folder.path().join("whole.zip");
    assert_eq!(run(command().arg("pack").arg(&portfolio).arg("-o").arg(&whole)).status, 0);
    let needed = fs::metadata(&whole).unwrap().len();
    for part in 0..8 {
        let Some(disk) = Disk::of(&folder.path().join("disk"), 8192 + needed * part / 8) else {
            return;
        };
        let bundle = disk.0.join("bundle.zip");
        fs::write(&bundle, "old").unwrap();
        let ran = run(command().arg("pack").arg(&portfolio).arg("-o").arg(&bundle));
        assert_failed_in_one_line(&ran, "bundle.zip was not written");
        assert_eq!(fs::read(&bundle).unwrap(), b"old");
        assert_eq!(unfinished(&disk.0), Vec::<PathBuf>::new());
        assert!(bytes_of(&portfolio) == before, "the portfolio changed");
    }
    // With enough space the same succeeds, so the failures above came from the disk.
    let disk = Disk::of(&folder.path().join("disk"), needed * 2).unwrap();
    let bundle = disk.0.join("bundle.zip");
    let ran = run(command().arg("pack").arg(&portfolio).arg("-o").arg(&bundle));
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(is_whole(&bundle));
}

#[test]
fn a_read_only_folder_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of(&folder.path().join("disk"), 64 << 20) else { return };
    let portfolio = sample(&disk.0);
    let before = bytes_of(&portfolio);
    disk.make_read_only();
    let ran = run(command().arg("pack").arg(&portfolio));
    assert_failed_in_one_line(&ran, "submission");
    // Commands that only read work, and so does a bundle in another folder.
    assert_eq!(run(command().arg("check").arg(&portfolio)).status, 0);
    let bundle = folder.path().join("bundle.zip");
    let ran = run(command().arg("pack").arg(&portfolio).arg("-o").arg(&bundle));
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(is_whole(&bundle) && bytes_of(&portfolio) == before);
}

#[test]
fn an_unreadable_file_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let portfolio = sample(folder.path());
    let artifact = portfolio.join("artifacts/climate-survey.pdf");
    let before = bytes_of(&portfolio);
    let ran = as_nobody(&["pack".as_ref(), portfolio.as_os_str()]);
    let Some(ran) = ran else { return };
    assert_failed_in_one_line(&ran, "submission");
    fs::set_permissions(&artifact, fs::Permissions::from_mode(0o000)).unwrap();
    let ran = as_nobody(&["check".as_ref(), portfolio.as_os_str()]).unwrap();
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.out.contains("unreadable-artifact") && ran.out.contains("climate-survey.pdf"));
    assert!(ran.out.contains("no permission"), "{}", ran.out);
    let bundle = folder.path().join("submission.zip");
    File::create(&bundle).unwrap();
    fs::set_permissions(&bundle, fs::Permissions::from_mode(0o000)).unwrap();
    let ran = as_nobody(&["verify".as_ref(), bundle.as_os_str()]).unwrap();
    assert_failed_in_one_line(&ran, "submission.zip can't be verified: you have no permission");
    fs::set_permissions(&artifact, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(bytes_of(&portfolio) == before, "the portfolio changed");
}

/// Writes until the disk is full.
fn fill(file: &Path) {
    let mut file = File::create(file).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
}

#[test]
fn cite_fix_and_report_survive_a_full_disk() {
    let home = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of(&home.path().join("disk"), 8 << 20) else { return };
    let portfolio = sample(&disk.0);
    let (wrong, _) = with_a_moved_quote(&portfolio);
    fs::write(portfolio.join("evidence.toml"), wrong).unwrap();
    let submission = portfolio.join("submission");
    fs::create_dir_all(&submission).unwrap();
    fs::write(submission.join("guide.html"), "the old guide").unwrap();
    fill(&disk.0.join("filler"));
    let before = bytes_of(&portfolio);
    let cite = ["cite", "1.b", "artifacts/safety-plan.pdf", "--at", "page 2"];
    let commands: [(&[&str], &str); 3] = [
        (&["check", "--fix"], "evidence.toml can't be written"),
        (&cite, "evidence.toml can't be written"),
        (&["report"], "guide.html was not written"),
    ];
    for (arguments, named) in commands {
        let ran = run(command().args(arguments).current_dir(&portfolio));
        assert_failed_in_one_line(&ran, named);
        assert!(bytes_of(&portfolio) == before, "the portfolio changed");
        assert_eq!(unfinished(&portfolio), Vec::<PathBuf>::new());
        assert_eq!(unfinished(&submission), Vec::<PathBuf>::new());
    }
    assert_eq!(fs::read(submission.join("guide.html")).unwrap(), b"the old guide");
    fs::remove_file(disk.0.join("filler")).unwrap();
    assert_eq!(run(command().args(["check", "--fix"]).current_dir(&portfolio)).status, 0);
    assert_eq!(run(command().args(cite).current_dir(&portfolio)).status, 0);
    assert_eq!(run(command().arg("report").current_dir(&portfolio)).status, 0);
}

#[test]
fn init_survives_a_full_disk() {
    let home = tempfile::tempdir().unwrap();
    let init = ["init", "leading-a-culture-of-safety", "portfolio"];
    assert_eq!(run(command().args(init).current_dir(home.path())).status, 0);
    let whole = bytes_of(&home.path().join("portfolio"));
    let whole: Vec<&Vec<u8>> = whole.values().collect();
    let needed: u64 = whole.iter().map(|bytes| bytes.len().div_ceil(4096) as u64).sum();
    for pages in 0..needed {
        let Some(disk) = Disk::of(&home.path().join("disk"), (64 + pages) * 4096) else { return };
        let filler = File::create(disk.0.join("filler")).unwrap();
        (&filler).write_all(&[0; 64 * 4096]).unwrap();
        let ran = run(command().args(init).current_dir(&disk.0));
        assert_failed_in_one_line(&ran, "can't be");
        let portfolio = disk.0.join("portfolio");
        let half = bytes_of(&portfolio);
        assert!(half.values().all(|bytes| whole.contains(&bytes)), "half a file");
        filler.set_len(0).unwrap();
        assert_eq!(run(command().args(init).current_dir(&disk.0)).status, 0);
        let ended = bytes_of(&portfolio);
        assert_eq!(ended.values().collect::<Vec<_>>(), whole);
    }
}

#[test]
fn a_folder_without_write_permission_is_reported() {
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let portfolio = sample(home.path());
    let (wrong, _) = with_a_moved_quote(&portfolio);
    fs::write(portfolio.join("evidence.toml"), wrong).unwrap();
    fs::remove_file(portfolio.join("README.md")).unwrap();
    let before = bytes_of(&portfolio);
    let folder = portfolio.as_os_str();
    let plan = ["1.b", "artifacts/safety-plan.pdf", "--at", "page 2", "-C"].map(AsRef::as_ref);
    let cite = [&["cite".as_ref()][..], &plan, &[folder]].concat();
    let commands: [(&[&std::ffi::OsStr], &str); 4] = [
        (&["check".as_ref(), "--fix".as_ref(), folder], "evidence.toml"),
        (&cite, "evidence.toml"),
        (&["report".as_ref(), folder], "submission"),
        (&["init".as_ref(), "leading-a-culture-of-safety".as_ref(), folder], "README.md"),
    ];
    for (arguments, named) in commands {
        let Some(ran) = as_nobody(arguments) else { return };
        assert_failed_in_one_line(&ran, named);
        assert!(ran.err.contains("permission") || ran.err.contains("Permission"), "{ran:?}");
        assert!(bytes_of(&portfolio) == before, "the portfolio changed");
    }
}
