//! What the tests share: running mcred, copying portfolios, other programs.

mod documents;
mod fill;
mod memory_tree;
#[cfg(target_os = "linux")]
mod terminal;
mod tools;
#[cfg(target_os = "linux")]
mod usage;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use mcred::model::Date;
use mcred::rules::CheckOptions;
use serde_json::Value;
use tempfile::TempDir;

pub use documents::{edit_part, edit_parts, text_of_part};
pub use fill::fill;
pub use memory_tree::{MemoryTree, assert_sound, check};
#[cfg(target_os = "linux")]
pub use terminal::Terminal;
pub use tools::{missing, require_python, require_tool, skip};
#[cfg(target_os = "linux")]
pub use usage::measured;

/// The program under test.
pub const MCRED: &str = env!("CARGO_BIN_EXE_mcred");

/// A run that takes longer than this hangs.
const TIMEOUT: Duration = Duration::from_secs(300);

/// How a run of a program ended.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Runs mcred in a folder.
pub fn mcred(folder: &Path, arguments: &[&str]) -> Run {
    run(command().current_dir(folder).args(arguments))
}

/// Runs mcred in a folder at a terminal of 80 x 24 and types these answers; none ends the input, `^C`
/// is Ctrl-C. What the terminal shows is in `out`. Nothing where there is no Python.
#[cfg(unix)]
pub fn at_terminal(folder: &Path, arguments: &[&str], answers: &[Option<&str>]) -> Option<Run> {
    let mut python = require_python("pty")?;
    let script = project("tests/suite/kit/terminal.py");
    let answers = serde_json::to_string(answers).unwrap();
    python.env("TERM", "xterm").env("NO_COLOR", "1").current_dir(folder);
    Some(run(python.arg(script).arg(answers).arg(MCRED).args(arguments)))
}

/// mcred, ready for its arguments, without the variables that change its output.
pub fn command() -> Command {
    let mut command = Command::new(MCRED);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs a program to its end. A run that hangs, is killed or panics fails the test.
#[track_caller]
pub fn run(command: &mut Command) -> Run {
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |pipe: &mut dyn Read| {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    std::thread::scope(|scope| {
        let out = scope.spawn(move || read(&mut out));
        let err = scope.spawn(move || read(&mut err));
        let start = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status,
                None if start.elapsed() > TIMEOUT => {
                    child.kill().unwrap();
                    panic!("it hangs: {command:?}");
                }
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        let (out, err) = (out.join().unwrap(), err.join().unwrap());
        assert!(!err.contains("panicked"), "{err}");
        let status = status.code().unwrap_or_else(|| panic!("{status}: {err}"));
        Run { status, out, err }
    })
}

/// The options of a check on a fixed day.
pub fn options() -> CheckOptions<'static> {
    CheckOptions::on(Date::new(2026, 11, 1).unwrap())
}

/// A file or folder of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A copy of one of `examples/`, and the temporary folder that it is in.
pub fn example(name: &str) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("portfolio");
    copy(&project("examples").join(name), &folder);
    (home, folder)
}

/// A copy of one of `examples/`.
pub struct Example {
    _home: TempDir,
    pub folder: PathBuf,
}

impl Example {
    pub fn new(name: &str) -> Example {
        let (home, folder) = example(name);
        Example { _home: home, folder }
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::write(self.folder.join(path), text).unwrap();
    }

    /// Runs mcred in the portfolio.
    pub fn mcred(&self, arguments: &[&str]) -> Run {
        mcred(&self.folder, arguments)
    }
}

/// The complete example, copied to `portfolio` in this folder.
pub fn sample(folder: &Path) -> PathBuf {
    let portfolio = folder.join("portfolio");
    copy(&project("examples/complete"), &portfolio);
    portfolio
}

/// Copies a folder without what mcred wrote into it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let name = from.file_name().unwrap();
        if name == "submission" {
            continue;
        }
        match from.is_dir() {
            true => copy(&from, &to.join(name)),
            false => drop(fs::copy(&from, to.join(name)).unwrap()),
        }
    }
}

/// Every file below a folder: its bytes and its time of modification.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let modified = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path());
    files
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), (fs::read(&path).unwrap(), modified(&path))))
        .collect()
}

/// The practitioner's own files below a folder with their bytes: all but `submission/`.
pub fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.depth() != 1 || entry.file_name() != "submission");
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

/// The ids of the catalog, by the names of its files.
pub fn ids() -> Vec<String> {
    let mut ids: Vec<String> = fs::read_dir(project("catalog"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

/// Adds a copy of the sample's video with this many more bytes, which takes little disk space: they
/// are an empty box at its end (ISO/IEC 14496-12, section 8.1.2).
pub fn long_video(portfolio: &Path, name: &str, bytes: u64) {
    use std::io::Write;
    let video = portfolio.join("artifacts").join(name);
    fs::copy(portfolio.join("artifacts/morning-assembly.mp4"), &video).unwrap();
    let mut file = fs::OpenOptions::new().append(true).open(&video).unwrap();
    file.write_all(b"\0\0\0\x01free").unwrap();
    file.write_all(&bytes.to_be_bytes()).unwrap();
    let end = file.metadata().unwrap().len() - 16 + bytes;
    file.set_len(end).unwrap();
}
