//! Other programs that the tests compare mcred with.
//!
//! A test asks [`require_tool`] for a program. Where the program is missing, the test proves
//! nothing: with `MCRED_REQUIRE_TOOLS` set, as in `.ci/run`, it fails; elsewhere a note says that
//! it was skipped.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// A program, ready for its arguments; none if it is missing and not required.
/// `ImageMagick` is `magick` or, in older versions, `convert`.
pub fn require_tool(name: &str) -> Option<Command> {
    let commands: &[&str] = if name == "ImageMagick" { &["magick", "convert"] } else { &[name] };
    let found = commands.iter().find(|command| is_installed(command));
    if found.is_none() {
        missing(&format!("{name} is not installed"));
    }
    found.map(Command::new)
}

/// Python with these modules; none if one of them is missing and not required.
pub fn require_python(modules: &str) -> Option<Command> {
    let import = format!("import {modules}");
    let python = require_tool("python3")?;
    if require_tool("python3")?.args(["-c", &import]).output().is_ok_and(|it| it.status.success()) {
        return Some(python);
    }
    missing(&format!("python3 lacks one of the modules {modules}"));
    None
}

/// Fails the test if tools are required; otherwise notes that it is skipped.
pub fn missing(why: &str) {
    assert!(std::env::var_os("MCRED_REQUIRE_TOOLS").is_none(), "{why}");
    skip(why);
}

/// Prints why a test, or a part of it, is skipped: once for each reason, and directly to standard
/// error, because the test harness hides what a passing test prints.
pub fn skip(why: &str) {
    static PRINTED: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let mut printed = PRINTED.lock().unwrap();
    if !printed.iter().any(|it| it == why) {
        let _ = writeln!(std::io::stderr(), "skipped: {why}");
        printed.push(why.to_owned());
    }
}

/// Whether the command exists and is the program meant: Windows has another `convert`, and a
/// `python3` that only opens a store.
fn is_installed(command: &str) -> bool {
    static KNOWN: Mutex<BTreeMap<String, bool>> = Mutex::new(BTreeMap::new());
    let expected = match command {
        "magick" | "convert" => "Version: ImageMagick",
        "python3" => "Python 3",
        _ => "",
    };
    let mut known = KNOWN.lock().unwrap();
    *known.entry(command.to_owned()).or_insert_with(|| {
        let output = Command::new(command).arg("--version").stdin(Stdio::null()).output();
        output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(expected))
    })
}
