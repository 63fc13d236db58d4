//! `mcred man`: the manual, from the same source as `--help`.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Command};

use super::{Status, output};

/// Print the manual page, or write a page per command
#[derive(Args)]
pub(super) struct Man {
    /// Write mcred.1, mcred-check.1 and so on into this folder
    #[arg(long = "dir", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(&self, command: Command) -> anyhow::Result<Status> {
        let Some(folder) = &self.folder else {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            output::print(&String::from_utf8_lossy(&page))?;
            return Ok(Status::Clean);
        };
        std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder))
            .with_context(|| format!("the pages can't be written to {}", folder.display()))?;
        Ok(Status::Clean)
    }
}
