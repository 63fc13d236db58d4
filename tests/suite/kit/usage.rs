//! Time and memory that a run of mcred takes.
//!
//! Linux counts the memory of the process that starts a program as memory of that program. This
//! process runs many tests and holds much, so a second, small process of this binary starts mcred.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use wait4::Wait4;

use super::Run;

/// The time and memory that a run took.
pub struct Usage {
    pub run: Run,
    /// Seconds of the processor.
    pub seconds: f64,
    /// Peak memory in bytes.
    pub peak: u64,
}

/// The folder that tells the second process what to run and takes what it measured.
const VARIABLE: &str = "MCRED_MEASURED_RUN";

/// Runs mcred in a folder, and measures the run.
#[track_caller]
pub fn measured(folder: &Path, arguments: &[&str]) -> Usage {
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str| home.path().join(name);
    fs::write(file("arguments"), arguments.join("\n")).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kit::usage::measures_one_run", "--ignored"])
        .current_dir(folder)
        .env(VARIABLE, home.path())
        .output()
        .unwrap();
    let read = |name: &str| {
        fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("{error}: {output:?}"))
    };
    let usage = read("usage");
    let numbers: Vec<f64> = usage.split(' ').map(|number| number.parse().unwrap()).collect();
    let run = Run { status: numbers[0] as i32, out: read("out"), err: read("err") };
    Usage { run, seconds: numbers[1], peak: numbers[2] as u64 }
}

#[test]
#[ignore = "only for use by other tests"]
fn measures_one_run() {
    let Some(home) = std::env::var_os(VARIABLE) else { return };
    let file = |name: &str| Path::new(&home).join(name);
    let arguments = fs::read_to_string(file("arguments")).unwrap();
    let mut child = super::command()
        .args(arguments.lines())
        .stdin(Stdio::null())
        .stdout(File::create(file("out")).unwrap())
        .stderr(File::create(file("err")).unwrap())
        .spawn()
        .unwrap();
    let ended = child.wait4().unwrap();
    let status = ended.status.code().unwrap();
    let seconds = (ended.rusage.utime + ended.rusage.stime).as_secs_f64();
    fs::write(file("usage"), format!("{status} {seconds} {}", ended.rusage.maxrss)).unwrap();
}
