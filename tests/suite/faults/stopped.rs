//! Runs that are killed or interrupted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::kit::{
    assert_failed_in_one_line, is_whole, slow_portfolio, unfinished, with_a_moved_quote,
};
use crate::kit::{Run, bytes_of, command, run, sample};

#[test]
fn pack_can_be_killed_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let (portfolio, bundle, old) = slow_portfolio(folder.path());
    let before = bytes_of(&portfolio);
    let start = Instant::now();
    let other = folder.path().join("other.zip");
    assert_eq!(run(command().arg("pack").arg(&portfolio).arg("-o").arg(&other)).status, 0);
    let whole_run = start.elapsed();
    let mut killed = 0;
    for part in 0..12_u32 {
        let mut child = command()
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
    assert_eq!(run(command().arg("pack").arg(&portfolio)).status, 0);
    assert_eq!(unfinished(bundle.parent().unwrap()), Vec::<PathBuf>::new());
    assert!(is_whole(&bundle));
}

#[test]
fn pack_stops_cleanly_on_sigint_and_sigterm() {
    let folder = tempfile::tempdir().unwrap();
    let (portfolio, bundle, old) = slow_portfolio(folder.path());
    let before = bytes_of(&portfolio);
    let submission = bundle.parent().unwrap();
    for signal in ["INT", "TERM"] {
        let child = command()
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
        let ran = Run { status: output.status.code().unwrap(), out, err };
        assert_failed_in_one_line(&ran, "leading-a-culture-of-safety.zip was not written");
        assert_eq!(unfinished(submission), Vec::<PathBuf>::new());
        assert!(fs::read(&bundle).unwrap() == old, "the old bundle changed");
        assert!(bytes_of(&portfolio) == before, "the portfolio changed");
    }
}

/// Kills runs of this command at moments spread over its duration; returns how many were still
/// running.
fn killed(
    arguments: &[&str],
    folder: &Path,
    mut before: impl FnMut(),
    mut after: impl FnMut(),
) -> u32 {
    before();
    let start = Instant::now();
    run(command().args(arguments).current_dir(folder));
    let whole_run = start.elapsed();
    let mut killed = 0;
    for part in 0..10_u32 {
        before();
        let mut command = command();
        let command = command.args(arguments).current_dir(folder);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole_run * part / 9);
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        after();
    }
    killed
}

#[test]
fn cite_and_fix_can_be_killed_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = sample(folder.path());
    let evidence = portfolio.join("evidence.toml");
    let (wrong, right) = with_a_moved_quote(&portfolio);
    let cite = ["cite", "1.a", "artifacts/safety-plan.pdf", "--at", "page 2"];
    fs::write(&evidence, &right).unwrap();
    assert_eq!(run(command().args(cite).current_dir(&portfolio)).status, 0);
    let cited = fs::read(&evidence).unwrap();
    let commands: [(&[&str], &[u8], &[u8]); 2] =
        [(&["check", "--fix"], &wrong, &right), (&cite, &right, &cited)];
    for (arguments, old, new) in commands {
        let met = killed(
            arguments,
            &portfolio,
            || fs::write(&evidence, old).unwrap(),
            || {
                let now = fs::read(&evidence).unwrap();
                assert!(now == old || now == new, "{}", String::from_utf8_lossy(&now));
            },
        );
        assert!(met > 3, "the kills came too late to prove anything");
        fs::write(&evidence, old).unwrap();
        run(command().args(arguments).current_dir(&portfolio));
        assert!(fs::read(&evidence).unwrap() == new);
        assert_eq!(unfinished(&portfolio), Vec::<PathBuf>::new());
    }
}

#[test]
fn init_can_be_killed_at_any_moment() {
    let home = tempfile::tempdir().unwrap();
    let init = ["init", "leading-a-culture-of-safety", "portfolio"];
    let folder = home.path().join("portfolio");
    assert_eq!(run(command().args(init).current_dir(home.path())).status, 0);
    let whole = bytes_of(&folder);
    killed(
        &init,
        home.path(),
        || drop(fs::remove_dir_all(&folder)),
        || {
            // The next run completes what was begun.
            assert_eq!(run(command().args(init).current_dir(home.path())).status, 0);
            assert!(bytes_of(&folder) == whole, "half a portfolio");
        },
    );
}

#[test]
fn packs_into_one_folder_do_not_disturb_each_other() {
    let home = tempfile::tempdir().unwrap();
    let (portfolio, _, _) = slow_portfolio(home.path());
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    let packs: BTreeMap<PathBuf, _> = (0..4)
        .map(|index| {
            let bundle = out.join(format!("{index}.zip"));
            let mut pack = command();
            let pack = pack.arg("pack").arg(&portfolio).arg("-o").arg(&bundle);
            (bundle, pack.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap())
        })
        .collect();
    for (bundle, pack) in packs {
        let output = pack.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(is_whole(&bundle));
    }
    assert_eq!(unfinished(&out), Vec::<PathBuf>::new());
}
