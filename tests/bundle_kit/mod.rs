//! What the tests of bundles share: the program, a sample portfolio, a folder's bytes.
#![allow(dead_code, reason = "each test program uses its own part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use mcred::model::Date;
use mcred::rules::CheckOptions;

/// Nothing that is tested takes long; what takes as long as this hangs.
const HANGS: Duration = Duration::from_secs(300);

/// Any day on which a portfolio is checked.
pub fn options() -> CheckOptions<'static> {
    CheckOptions::on(Date::new(2026, 11, 1).unwrap())
}

/// The program, ready for its arguments, in a neutral surrounding.
pub fn mcred() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcred"));
    command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    command
}

/// What a run of the program came to.
#[derive(Debug)]
pub struct Ran {
    /// The exit status; none where a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs to the end; a run that hangs fails the test.
pub fn run(command: &mut Command) -> Ran {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |pipe: &mut dyn std::io::Read| {
        let mut text = Vec::new();
        pipe.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    };
    std::thread::scope(|scope| {
        let out = scope.spawn(move || read(&mut out));
        let err = scope.spawn(move || read(&mut err));
        let start = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status,
                None if start.elapsed() > HANGS => {
                    child.kill().unwrap();
                    panic!("it hangs");
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let (out, err) = (out.join().unwrap(), err.join().unwrap());
        assert!(!err.contains("panicked"), "{err}");
        Ran { status: status.code(), out, err }
    })
}

/// A copy of the complete example in a new folder.
pub fn sample(folder: &Path) -> PathBuf {
    let portfolio = folder.join("portfolio");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/complete"), &portfolio);
    portfolio
}

/// Copies a folder of files.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// Every file below a folder with its bytes, `submission/` left out: what may
/// never change.
pub fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.depth() != 1 || entry.file_name() != "submission");
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

/// A video of so many more bytes that costs the disk little: the sample's, with an empty
/// box behind it (ISO/IEC 14496-12, section 8.1.2).
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
