//! mcred at a terminal of a given size.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{MCRED, require_tool};

/// A terminal.
pub struct Terminal {
    columns: usize,
    rows: usize,
    environment: Vec<(&'static str, &'static str)>,
    keys: &'static str,
}

impl Terminal {
    pub fn new(columns: usize, rows: usize) -> Terminal {
        Terminal { columns, rows, environment: Vec::new(), keys: "" }
    }

    /// The same with this variable.
    pub fn with(mut self, name: &'static str, value: &'static str) -> Terminal {
        self.environment.push((name, value));
        self
    }

    /// The same, which shows links.
    pub fn with_links(self) -> Terminal {
        self.with("VTE_VERSION", "7000")
    }

    /// The same, at which somebody types these keys.
    pub fn typing(mut self, keys: &'static str) -> Terminal {
        self.keys = keys;
        self
    }

    /// What mcred writes to it; none if no terminal can be created.
    pub fn mcred(&self, folder: &Path, arguments: &str) -> Option<String> {
        let mut script: Command = require_tool("script")?;
        let size = format!("stty columns {} rows {}", self.columns, self.rows);
        let line = format!("{size}; '{MCRED}' {arguments}");
        script.args(["--quiet", "--command", &line, "/dev/null"]).current_dir(folder);
        for name in ["CI", "NO_COLOR", "VTE_VERSION", "FORCE_HYPERLINK", "CLICOLOR_FORCE"] {
            script.env_remove(name);
        }
        script.env("TERM", "xterm").envs(self.environment.iter().copied());
        script.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = script.spawn().unwrap();
        // The keys wait in the terminal until somebody asks; its end is the end of the run.
        let mut keys = child.stdin.take().unwrap();
        keys.write_all(self.keys.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        drop(keys);
        Some(String::from_utf8_lossy(&output.stdout).replace('\r', ""))
    }
}
