//! `check --watch` follows the files, however they are saved. No test waits for a fixed time: each
//! change is made when the answer to the previous one has come.

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

/// Long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running `check --watch` and its lines.
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

    /// Waits for the line that begins like this; returns all lines up to it.
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

    /// Waits for the next block; returns its line of what changed.
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
fn a_file_saved_in_place_or_by_renaming_is_checked_again() {
    let (_home, portfolio, watching) = complete(&[]);
    let reflection = portfolio.join("narratives/reflection.md");
    append(&reflection, "\nThree words more.\n");
    assert_eq!(watching.changed(), "Changed: narratives/reflection.md (+3 words).");

    // As vim, gedit and VS Code save: to a new file that is renamed over the old one.
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
fn removed_and_restored_files_and_folders_are_followed() {
    let (_home, portfolio, watching) = complete(&[]);
    let evidence = portfolio.join("evidence.toml");
    let text = fs::read(&evidence).unwrap();
    fs::remove_file(&evidence).unwrap();
    assert_eq!(watching.until("Changed: ").pop().unwrap(), "Changed: evidence.toml.");
    watching.until("Not complete yet: ");
    fs::write(&evidence, text).unwrap();
    assert_eq!(watching.until("Changed: ").pop().unwrap(), "Changed: evidence.toml.");
    watching.until("Complete: ");

    // The folder is a new one with the same content.
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
    // Reading a file is not a change.
    assert_eq!(mcred(&portfolio, &["check"]).status, 0);
    fs::read(portfolio.join("narratives/overview.md")).unwrap();
    append(&portfolio.join("narratives/reflection.md"), "\nMore.\n");
    let line = watching.until("Changed: ").pop().unwrap();
    assert_eq!(line, "Changed: narratives/reflection.md (+1 word).", "the first change of all");
}

#[test]
fn all_portfolios_of_a_cohort_are_watched() {
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
fn plain_output_of_watch_is_in_sentences() {
    let (_home, portfolio, watching) = complete(&["--plain"]);
    append(&portfolio.join("narratives/reflection.md"), "\nMore.\n");
    watching.until("Changed: narratives/reflection.md (+1 word).");
    let lines = watching.until("Reflection: ");
    assert!(lines.iter().any(|line| line == "Evidence: 13 of 13 details supported"), "{lines:#?}");
}

#[test]
fn watch_refuses_formats_for_programs_and_fix() {
    let (_home, portfolio) = example("complete");
    let refused = mcred(&portfolio, &["check", "--watch", "--format", "json"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("leave out --format"), "{refused:?}");
    assert_eq!(mcred(&portfolio, &["check", "--watch", "--fix"]).status, 2);
}

/// At a terminal, mcred uses the alternate screen and prints the last state when it ends.
#[test]
#[cfg(target_os = "linux")]
fn the_terminal_is_restored_at_the_end() {
    let Some(mut script) = crate::kit::require_tool("script") else { return };
    let (_home, portfolio) = example("incomplete");
    // Without `exec`, some shells end at the Ctrl-C that is meant for mcred and return their status.
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
            // The character of Ctrl-C, once.
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
