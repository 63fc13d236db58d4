//! evidence.toml while several programs write to it, and what stays of it.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use super::kit::{assert_failed_in_one_line, unfinished};
use crate::kit::{Run, command, run, sample};

/// Cites this page for 1.b.
fn cite(portfolio: &Path, page: usize) -> Run {
    let at = format!("page {page}");
    let arguments = ["cite", "1.b", "artifacts/safety-plan.pdf", "--at", &at];
    run(command().args(arguments).current_dir(portfolio))
}

#[test]
fn cites_at_once_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    for round in 0..3 {
        let folder = home.path().join(round.to_string());
        let portfolio = sample(&folder);
        let before = fs::read_to_string(portfolio.join("evidence.toml")).unwrap();
        std::thread::scope(|scope| {
            let portfolio = &portfolio;
            let runs: Vec<_> =
                (1..=6).map(|page| scope.spawn(move || cite(portfolio, page))).collect();
            for ran in runs {
                let ran = ran.join().unwrap();
                assert_eq!(ran.status, 0, "{ran:?}");
            }
        });
        let after = fs::read_to_string(portfolio.join("evidence.toml")).unwrap();
        let added = after.lines().count() - before.lines().count();
        assert_eq!(added, 6, "{after}");
        assert_eq!(unfinished(&portfolio), Vec::<std::path::PathBuf>::new());
    }
}

#[test]
fn links_line_ends_and_encoding_stay() {
    let home = tempfile::tempdir().unwrap();
    let portfolio = sample(home.path());
    let file = portfolio.join("evidence.toml");
    let text = fs::read_to_string(&file).unwrap();
    // A file that several editors wrote to.
    let mixed: String = text
        .lines()
        .enumerate()
        .map(|(index, line)| format!("{line}{}", if index % 3 == 0 { "\r\n" } else { "\n" }))
        .collect();
    let utf16: Vec<u8> =
        format!("\u{feff}{mixed}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (before, unit) in [(mixed.into_bytes(), 1), (utf16, 2)] {
        fs::remove_file(&file).unwrap();
        fs::write(portfolio.join("mine.toml"), &before).unwrap();
        fs::hard_link(portfolio.join("mine.toml"), portfolio.join("second.toml")).unwrap();
        symlink("mine.toml", &file).unwrap();
        let ran = cite(&portfolio, 2);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(fs::symlink_metadata(&file).unwrap().is_symlink());
        let after = fs::read(&file).unwrap();
        assert_eq!(fs::read(portfolio.join("second.toml")).unwrap(), after);
        // One stretch of bytes was added, and all before and behind it is as it was.
        let same = |pair: &(&u8, &u8)| pair.0 == pair.1;
        let head = before.iter().zip(&after).take_while(same).count();
        let tail = before.iter().rev().zip(after.iter().rev()).take_while(same).count();
        assert!(head + tail >= before.len(), "{head} + {tail} of {}", before.len());
        assert!(after.len() < before.len() + 200 * unit);
        fs::remove_file(portfolio.join("mine.toml")).unwrap();
        fs::remove_file(portfolio.join("second.toml")).unwrap();
    }
}

#[test]
fn a_read_only_evidence_file_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let portfolio = sample(home.path());
    let file = portfolio.join("evidence.toml");
    let before = fs::read(&file).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    assert_failed_in_one_line(&cite(&portfolio, 2), "read-only");
    assert_eq!(fs::read(&file).unwrap(), before);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(cite(&portfolio, 2).status, 0);
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
}
