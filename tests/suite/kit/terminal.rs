//! mcred at a terminal of a given size.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{MCRED, require_tool};

/// A terminal.
pub struct Terminal {
    columns: usize,
    rows: usize,
    environment: Vec<(&'static str, &'static str)>,
}

impl Terminal {
    pub fn new(columns: usize, rows: usize) -> Terminal {
        Terminal { columns, rows, environment: Vec::new() }
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
        let output = script.stdin(Stdio::null()).output().unwrap();
        Some(String::from_utf8_lossy(&output.stdout).replace('\r', ""))
    }
}
