//! One command, and the time and memory that it takes.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// A command to be measured.
pub struct Job {
    /// Its name in the table.
    pub name: String,
    arguments: Vec<String>,
    folder: PathBuf,
    /// The highest exit status that is not a failure.
    highest: i32,
}

/// What a command and its children took.
#[derive(Clone, Copy)]
pub struct Usage {
    /// Wall-clock seconds.
    pub wall: f64,
    /// Seconds of all cores, user and system.
    pub cpu: f64,
    /// Peak memory of the largest process in bytes.
    pub peak: u64,
}

impl Job {
    /// A run of mcred.
    pub fn mcred(folder: &Path, arguments: &[&str]) -> Job {
        let other_build = env::var("MCRED_BENCH_PROGRAM");
        let program = other_build.as_deref().unwrap_or(env!("CARGO_BIN_EXE_mcred"));
        Job::program(program, folder, arguments)
            .named(&format!("mcred {}", arguments.first().unwrap_or(&"")))
    }

    /// A run of a program.
    pub fn program(program: &str, folder: &Path, arguments: &[&str]) -> Job {
        let arguments = [program].iter().chain(arguments).map(|&it| it.to_owned()).collect();
        Job { name: program.to_owned(), arguments, folder: folder.to_owned(), highest: 0 }
    }

    /// A run of a shell command.
    pub fn shell(name: &str, folder: &Path, script: &str) -> Job {
        Job::program("sh", folder, &["-c", script]).named(name)
    }

    /// The same under another name.
    pub fn named(mut self, name: &str) -> Job {
        name.clone_into(&mut self.name);
        self
    }

    /// The same, where findings are expected.
    pub fn with_findings(mut self) -> Job {
        self.highest = 1;
        self
    }

    /// Runs it, with an empty folder for what it writes.
    ///
    /// # Errors
    /// It can't be started, or its exit status is too high: then the measurement is void.
    pub fn run(&self, output: &Path) -> io::Result<Usage> {
        emptied(output)?;
        let start = Instant::now();
        let ended = self.command().spawn()?.wait4()?;
        let wall = start.elapsed().as_secs_f64();
        self.succeeded(ended.status)?;
        let used = ended.rusage;
        let cpu = (used.utime + used.stime).as_secs_f64();
        Ok(Usage { wall, cpu, peak: used.maxrss })
    }

    /// The bytes that it and its children read from files and pipes, cached or not.
    ///
    /// Only Linux counts them; they are added to the count of a surrounding shell.
    pub fn bytes_read(&self, output: &Path) -> io::Result<Option<u64>> {
        if !cfg!(target_os = "linux") {
            return Ok(None);
        }
        emptied(output)?;
        let told = output.join("io");
        let script = "told=$1; shift; \"$@\"; status=$?; cat /proc/$$/io > \"$told\"; exit $status";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh"]).arg(&told).args(&self.arguments);
        self.succeeded(command.current_dir(&self.folder).stdout(Stdio::null()).status()?)?;
        let told = fs::read_to_string(told)?;
        let read = told.lines().find_map(|line| line.strip_prefix("rchar: "));
        Ok(read.and_then(|bytes| bytes.parse().ok()))
    }

    fn command(&self) -> Command {
        let mut arguments = self.arguments.iter();
        let mut command = Command::new(arguments.next().map_or(OsStr::new("true"), OsStr::new));
        command.args(arguments).current_dir(&self.folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn succeeded(&self, status: ExitStatus) -> io::Result<()> {
        match status.code().is_some_and(|code| code <= self.highest) {
            true => Ok(()),
            false => Err(io::Error::other(format!("{:?} failed: {status}", self.arguments))),
        }
    }
}

impl Usage {
    /// The median of each number.
    pub fn median(all: &[Usage]) -> Usage {
        let middle = |of: fn(&Usage) -> f64| {
            let mut values: Vec<f64> = all.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
        };
        let peak = middle(|usage| usage.peak as f64) as u64;
        Usage { wall: middle(|usage| usage.wall), cpu: middle(|usage| usage.cpu), peak }
    }
}

fn emptied(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)
}
