//! What several tests need: the program, and copies of the examples.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs mcred in a folder.
pub fn mcred(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mcred"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("mcred runs")
}

/// What a run printed to standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What a run printed to standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The exit status of a run.
pub fn status(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

/// A copy of an example portfolio that may be changed.
pub struct Copied {
    _home: tempfile::TempDir,
    /// The portfolio's folder.
    pub folder: PathBuf,
}

impl Copied {
    /// A copy of `examples/<name>`.
    pub fn example(name: &str) -> Copied {
        let home = tempfile::tempdir().expect("a folder for the test");
        let folder = home.path().join(name);
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        copy(&source, &folder);
        Copied { _home: home, folder }
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).expect(path)
    }

    /// Replaces the text of a file.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::write(self.folder.join(path), text).expect(path);
    }
}

/// Copies a folder, without what mcred wrote to it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the copy");
    for entry in fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.path() {
            path if path.ends_with("submission") => {}
            path if path.is_dir() => copy(&path, &target),
            path => drop(fs::copy(path, target).expect("a file to copy")),
        }
    }
}
