//! `check --watch` follows the files, however they are written. Nothing here waits for a time
//! that was guessed: each change is made when the answer to the one before has come.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::kit::{command, copy, example, mcred};

/// Long enough for a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(120);

/// mcred while it watches; its lines as they come.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn begin(folder: &Path, arguments: &[&str]) -> Watching {
        let mut command = command();
        command.current_dir(folder).args(["check", "--watch"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Watching { child, lines }
    }

    /// The lines up to the one that begins like this.
    fn until(&self, beginning: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => seen.push(line),
                Err(error) => panic!("no line begins with `{beginning}` ({error}): {seen:#?}"),
            }
            if seen.last().is_some_and(|line| line.starts_with(beginning)) {
                return seen;
            }
        }
    }

    /// What the next block says was changed, once its verdict is there, too.
    fn changed(&self) -> String {
        let line = self.until("Changed: ").pop().unwrap();
        self.until("Next: ");
        line
    }

    fn interrupt(mut self) -> Option<i32> {
        let killed = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(killed.unwrap().success());
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), None, "it ends by itself");
        status.code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A complete portfolio, and mcred watching it.
fn complete(arguments: &[&str]) -> (TempDir, PathBuf, Watching) {
    let (home, portfolio) = example("complete");
    let watching = Watching::begin(&portfolio, arguments);
    watching.until("Complete: ");
    watching.until("Next: ");
    (home, portfolio, watching)
}

fn append(file: &Path, text: &str) {
    let mut file = fs::File::options().append(true).open(file).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

#[test]
fn what_is_written_in_place_or_renamed_over_is_checked_again() {
    let (_home, portfolio, watching) = complete(&[]);
    let reflection = portfolio.join("narratives/reflection.md");
    append(&reflection, "\nThree words more.\n");
    assert_eq!(watching.changed(), "Changed: narratives/reflection.md (+3 words).");

    // As vim, gedit and VS Code save: beside, then over it.
    let beside = portfolio.join("narratives/.reflection.md.swp");
    fs::write(&beside, "Nothing but this.\n").unwrap();
    fs::rename(&beside, &reflection).unwrap();
    let line = watching.until("Changed: ").pop().unwrap();
    assert!(line.starts_with("Changed: narratives/reflection.md (−"), "{line}");
    watching.until("Not complete yet: 1 error");
    watching.until("Next: Write at least 497 more words in the reflection.");
    assert_eq!(watching.interrupt(), Some(1), "the status of the last check");
}

#[test]
fn files_and_folders_that_go_and_come_are_followed() {
    let (_home, portfolio, watching) = complete(&[]);
    let evidence = portfolio.join("evidence.toml");
    let text = fs::read(&evidence).unwrap();
    fs::remove_file(&evidence).unwrap();
    assert_eq!(watching.until("Changed: ").pop().unwrap(), "Changed: evidence.toml.");
    watching.until("Not complete yet: ");
    fs::write(&evidence, text).unwrap();
    assert_eq!(watching.until("Changed: ").pop().unwrap(), "Changed: evidence.toml.");
    watching.until("Complete: ");

    // The folder is another one then, although nothing in it is.
    let (artifacts, away) = (portfolio.join("artifacts"), portfolio.join("away"));
    fs::rename(&artifacts, &away).unwrap();
    watching.until("Not complete yet: ");
    copy(&away, &artifacts);
    watching.until("Complete: ");
    fs::create_dir_all(artifacts.join("photos/hall")).unwrap();
    fs::write(artifacts.join("photos/hall/note.txt"), "A note.").unwrap();
    assert_eq!(watching.changed(), "Changed: artifacts/photos/hall/note.txt.");
    fs::remove_dir_all(artifacts.join("photos")).unwrap();
    assert_eq!(watching.changed(), "Changed: artifacts/photos/hall/note.txt.");
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn nothing_is_checked_again_while_nothing_changes() {
    let (_home, portfolio, watching) = complete(&[]);
    fs::create_dir_all(portfolio.join("submission")).unwrap();
    for ignored in ["submission/x.zip", "narratives/.overview.md.swp", "narratives/overview.md~"] {
        fs::write(portfolio.join(ignored), "x").unwrap();
    }
    // Reading is no change.
    assert_eq!(mcred(&portfolio, &["check"]).status, 0);
    fs::read(portfolio.join("narratives/overview.md")).unwrap();
    append(&portfolio.join("narratives/reflection.md"), "\nMore.\n");
    let line = watching.until("Changed: ").pop().unwrap();
    assert_eq!(line, "Changed: narratives/reflection.md (+1 word).", "the first change of all");
}

#[test]
fn a_cohort_is_watched_side_by_side() {
    let home = tempfile::tempdir().unwrap();
    for name in ["anna", "ben"] {
        copy(&crate::kit::project("examples/complete"), &home.path().join(name));
    }
    let watching = Watching::begin(home.path(), &[]);
    watching.until("2 of 2 portfolios complete");
    append(&home.path().join("ben/narratives/reflection.md"), "\nMore.\n");
    assert_eq!(watching.until("Changed: ").pop().unwrap(), "Changed: ben (+1 word).");
    fs::rename(home.path().join("anna"), home.path().join("zoe")).unwrap();
    watching.until("2 of 2 portfolios complete");
    let lines = watching.until("2 of 2 portfolios complete");
    assert!(lines.iter().any(|line| line.starts_with(" zoe ")), "{lines:#?}");
}

#[test]
fn screen_readers_get_sentences() {
    let (_home, portfolio, watching) = complete(&["--plain"]);
    append(&portfolio.join("narratives/reflection.md"), "\nMore.\n");
    watching.until("Changed: narratives/reflection.md (+1 word).");
    let lines = watching.until("Reflection: ");
    assert!(lines.iter().any(|line| line == "Evidence: 13 of 13 details supported"), "{lines:#?}");
}

#[test]
fn only_a_person_watches() {
    let (_home, portfolio) = example("complete");
    let refused = mcred(&portfolio, &["check", "--watch", "--format", "json"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("leave out --format"), "{refused:?}");
    assert_eq!(mcred(&portfolio, &["check", "--watch", "--fix"]).status, 2);
}

/// At a terminal: a screen of its own, given back at the end, with the last state left to read.
#[test]
#[cfg(target_os = "linux")]
fn a_terminal_is_given_back_as_it_was() {
    let Some(mut script) = crate::kit::require_tool("script") else { return };
    let (_home, portfolio) = example("incomplete");
    // `exec`, or some shells die of the Ctrl-C that is meant for mcred, and tell their status.
    let line = format!("exec '{}' check --watch", crate::kit::MCRED);
    let mut child = script
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(&portfolio)
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut seen = String::new();
    let mut bytes = [0; 4096];
    let mut keys = child.stdin.take();
    loop {
        let read = out.read(&mut bytes).unwrap();
        if read == 0 {
            break;
        }
        seen += &String::from_utf8_lossy(&bytes[..read]);
        if seen.contains("Ctrl-C ends.") {
            // What Ctrl-C sends, once.
            if let Some(mut keys) = keys.take() {
                keys.write_all(b"\x03").unwrap();
                std::mem::forget(keys);
            }
        }
    }
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let (before, after) = seen.split_once("\u{1b}[?25h\u{1b}[?1049l").expect("it leaves");
    assert!(before.contains("\u{1b}[?1049h\u{1b}[?25l"), "{before}");
    assert!(before.contains("Next: "), "{before}");
    assert!(after.contains("Not complete yet: ") && !after.contains("Ctrl-C ends"), "{after}");
}
