//! Special files in artifacts/, and names that not every system accepts.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::kit::{assert_failed_in_one_line, assert_finding, is_whole};
use crate::kit::{command, run, sample, skip};

#[test]
fn a_name_that_is_not_unicode_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    if fs::write(portfolio.join("artifacts").join(name), "x").is_err() {
        return skip("this file system takes no such names");
    }
    assert_finding(&portfolio, "unportable-name", "caf\u{fffd}.txt");
    let bundle = folder.path().join("bundle.zip");
    let pack = |more: &[&str]| {
        run(command().arg("pack").arg(&portfolio).arg("-o").arg(&bundle).args(more))
    };
    assert_eq!(pack(&[]).status, 1);
    assert!(!bundle.exists());
    let ran = pack(&["--draft"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(is_whole(&bundle));
}

#[test]
fn five_thousand_nested_folders_are_a_finding() {
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
    // No system call accepts such a long path: chains of folders are moved into each other.
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
    assert_finding(&portfolio, "unreadable-artifact", "d/d/d/");
    let ran = run(command().arg("pack").arg(&portfolio));
    assert_eq!(ran.status, 1, "{ran:?}");
    // The standard library would open all folders at once to remove them.
    let removed = Command::new("rm").arg("-rf").arg(&portfolio).status().unwrap();
    assert!(removed.success());
}

#[test]
fn circular_links_are_findings() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let artifacts = portfolio.join("artifacts");
    symlink("../artifacts", artifacts.join("loop")).unwrap();
    symlink("there", artifacts.join("back.pdf")).unwrap();
    symlink("back.pdf", artifacts.join("there")).unwrap();
    assert_finding(&portfolio, "unreadable-artifact", "artifacts/loop");
    assert_finding(&portfolio, "unreadable-artifact", "artifacts/back.pdf");
    assert_eq!(run(command().arg("pack").arg(&portfolio)).status, 1);
}

#[test]
fn pipes_devices_and_sockets_are_findings() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let artifacts = portfolio.join("artifacts");
    assert!(Command::new("mkfifo").arg(artifacts.join("pipe.pdf")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(artifacts.join("socket.pdf")).unwrap();
    assert_finding(&portfolio, "unreadable-artifact", "pipe.pdf");
    assert_finding(&portfolio, "unreadable-artifact", "socket.pdf");
    let ran = run(command().arg("verify").arg(artifacts.join("pipe.pdf")));
    assert_failed_in_one_line(&ran, "pipe.pdf can't be verified");
    let bundle = folder.path().join("bundle.zip");
    let ran = run(command().arg("pack").arg(&portfolio).args(["--draft", "-o"]).arg(&bundle));
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(is_whole(&bundle));
    let zero = artifacts.join("zero.bin");
    match Command::new("mknod").arg(&zero).args(["c", "1", "5"]).output() {
        Ok(output) if output.status.success() => {
            assert_finding(&portfolio, "unreadable-artifact", "zero.bin");
        }
        _ => skip("only root may make a device"),
    }
}

#[test]
fn names_that_differ_only_by_case_are_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let artifacts = portfolio.join("artifacts");
    fs::write(artifacts.join("Twin.txt"), "one").unwrap();
    fs::write(artifacts.join("twin.txt"), "two words").unwrap();
    if fs::read(artifacts.join("Twin.txt")).unwrap() != b"one" {
        return skip("this file system takes the two for one");
    }
    assert_finding(
        &portfolio,
        "unportable-name",
        "artifacts/twin.txt` differs from `artifacts/Twin.txt`",
    );
    assert_eq!(run(command().arg("pack").arg(&portfolio)).status, 1);
    fs::write(artifacts.join("CON.txt"), "a device").unwrap();
    fs::write(portfolio.join("narratives/a\u{202e}b.md"), "another order").unwrap();
    let bundle = folder.path().join("bundle.zip");
    let ran = run(command().arg("pack").arg(&portfolio).args(["--draft", "-o"]).arg(&bundle));
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(is_whole(&bundle), "a draft is packed without them");
}

#[test]
fn special_files_in_place_of_expected_ones_are_reported() {
    let pipe = |at: &Path| assert!(Command::new("mkfifo").arg(at).status().unwrap().success());
    let folder = |at: &Path| fs::create_dir(at).unwrap();
    let circle = |at: &Path| symlink(at.file_name().unwrap(), at).unwrap();
    let device = |at: &Path| symlink("/dev/zero", at).unwrap();
    let things: [fn(&Path); 4] = [pipe, folder, circle, device];
    let places = ["evidence.toml", "narratives/overview.md", "catalog/own.toml", "private.toml"];
    for (thing, place) in things.iter().flat_map(|thing| places.map(|place| (thing, place))) {
        let home = tempfile::tempdir().unwrap();
        let portfolio = home.path();
        let init = ["init", "leading-a-culture-of-safety"];
        assert_eq!(run(command().args(init).current_dir(portfolio)).status, 0);
        fs::write(portfolio.join("artifacts/a.txt"), "Good morning.\n").unwrap();
        let at = portfolio.join(place);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&at);
        thing(&at);
        let commands: [&[&str]; 5] = [
            &["check", "--fix"],
            &["cite", "1.a", "artifacts/a.txt", "--at", "line 1"],
            &["report"],
            &["pack", "--draft"],
            &init,
        ];
        // All commands read evidence.toml alike; check reads the other files.
        let asked = if place == "evidence.toml" { &commands[..] } else { &commands[..1] };
        for arguments in asked {
            // A run that waits or panics fails the test.
            let ran = run(command().args(*arguments).current_dir(portfolio));
            if ran.status == 2 {
                assert_failed_in_one_line(&ran, "");
            }
        }
        assert_eq!(run(command().arg("check").current_dir(portfolio)).status, 1);
    }
}

#[test]
fn private_names_that_can_not_be_read_are_an_error() {
    let directory = |at: &Path| fs::create_dir(at).unwrap();
    let pipe = |at: &Path| assert!(Command::new("mkfifo").arg(at).status().unwrap().success());
    let nowhere = |at: &Path| symlink("nowhere.toml", at).unwrap();
    let circle = |at: &Path| symlink("private.toml", at).unwrap();
    let broken = |at: &Path| fs::write(at, "identities = [\"Ida\n").unwrap();
    let bytes = |at: &Path| fs::write(at, b"identities = [\"\xff\"]\n").unwrap();
    let things: [fn(&Path); 6] = [directory, pipe, nowhere, circle, broken, bytes];
    for thing in things {
        let home = tempfile::tempdir().unwrap();
        let portfolio = sample(home.path());
        thing(&portfolio.join("private.toml"));
        let ran = run(command().arg("check").arg(&portfolio));
        assert!(ran.out.contains("[invalid-evidence-file]"), "{}", ran.out);
        assert!(ran.out.contains("private.toml"), "{}", ran.out);
        assert_eq!(run(command().arg("pack").arg(&portfolio)).status, 1);
    }
    // It may be kept elsewhere.
    let home = tempfile::tempdir().unwrap();
    let portfolio = sample(home.path());
    fs::write(home.path().join("names.toml"), "identities = [\"Ida Northbrook\"]\n").unwrap();
    symlink(home.path().join("names.toml"), portfolio.join("private.toml")).unwrap();
    assert_eq!(run(command().arg("pack").arg(&portfolio)).status, 0);
}

#[test]
fn links_to_private_names_are_not_packed() {
    let home = tempfile::tempdir().unwrap();
    let portfolio = sample(home.path());
    let private = portfolio.join("private.toml");
    fs::write(&private, "identities = [\"Ida Northbrook\"]\n").unwrap();
    symlink("../private.toml", portfolio.join("artifacts/names.txt")).unwrap();
    symlink("../private.toml", portfolio.join("narratives/names.md")).unwrap();
    fs::hard_link(&private, portfolio.join("artifacts/second.txt")).unwrap();
    for link in ["artifacts/names.txt", "narratives/names.md", "artifacts/second.txt"] {
        assert_finding(&portfolio, "artifact-outside-portfolio", link);
    }
    let bundle = home.path().join("bundle.zip");
    let ran = run(command().arg("pack").arg(&portfolio).args(["--draft", "-o"]).arg(&bundle));
    assert_eq!(ran.status, 0, "{ran:?}");
    let ran = run(command().args(["pack", "--draft", "--dry-run"]).arg(&portfolio));
    assert!(ran.out.contains("evidence.toml") && !ran.out.contains("names"), "{}", ran.out);
    assert!(!ran.out.contains("second.txt"), "{}", ran.out);
}

#[test]
fn a_bundle_replaces_neither_devices_nor_files_of_the_portfolio() {
    let home = tempfile::tempdir().unwrap();
    let portfolio = sample(home.path());
    let before = crate::kit::bytes_of(&portfolio);
    assert!(Command::new("mkfifo").arg(home.path().join("pipe")).status().unwrap().success());
    symlink("/dev/null", home.path().join("null.zip")).unwrap();
    symlink(portfolio.join("evidence.toml"), home.path().join("mine.zip")).unwrap();
    symlink("nowhere", home.path().join("dangling.zip")).unwrap();
    fs::create_dir(home.path().join("elsewhere")).unwrap();
    for (target, why) in [
        ("/dev/null", "is a device"),
        ("null.zip", "is a device"),
        ("pipe", "is a device"),
        ("dangling.zip", "leads nowhere"),
        ("mine.zip", "portfolio's own files"),
        ("portfolio/evidence.toml", "portfolio's own files"),
        ("portfolio/artifacts/new/x.zip", "portfolio's own files"),
        ("new/../portfolio/artifacts/x.zip", "portfolio's own files"),
    ] {
        let pack = ["pack", portfolio.file_name().unwrap().to_str().unwrap(), "-o", target];
        let target = target.replace("portfolio/", &format!("{}/", pack[1]));
        let ran = run(command().args(&pack[..3]).arg(&target).current_dir(home.path()));
        assert_failed_in_one_line(&ran, why);
        assert!(crate::kit::bytes_of(&portfolio) == before, "the portfolio changed");
    }
    symlink(home.path().join("elsewhere"), portfolio.join("submission")).unwrap();
    for command_name in ["pack", "report"] {
        let ran = run(command().arg(command_name).arg(&portfolio));
        assert_failed_in_one_line(&ran, "submission is a link");
    }
    assert_eq!(fs::read_dir(home.path().join("elsewhere")).unwrap().count(), 0);
}
