//! `mcred man`: the manual, from the same source as `--help`.

use crate::model::shown_path;
use std::fs;
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
            output::print_data(&page(command)?)?;
            return Ok(Status::Clean);
        };
        let failed = || format!("the pages can't be written to {}", shown_path(folder));
        fs::create_dir_all(folder).with_context(failed)?;
        for (name, page) in pages(command)? {
            fs::write(folder.join(name), page).with_context(failed)?;
        }
        Ok(Status::Clean)
    }
}

/// A page per command, with the name of its file.
fn pages(command: Command) -> anyhow::Result<Vec<(String, String)>> {
    let mut command = command.disable_help_subcommand(true);
    // This sets the full names of the commands: mcred-check.
    command.build();
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    let all: Vec<Command> = shown.chain([&command]).cloned().collect();
    let named = |command: Command| {
        let name = clap_mangen::Man::new(command.clone()).get_filename();
        Ok((name, page(command)?))
    };
    all.into_iter().map(named).collect()
}

/// One page, without the parts of which mandoc warns.
fn page(command: Command) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    clap_mangen::Man::new(command).render(&mut bytes)?;
    let page = String::from_utf8_lossy(&bytes).replace("\n.br\n\n.br\n", "\n.sp\n");
    // clap_mangen omits the date, and the next field would be read as one.
    let title = format!(".TH {name} 1 \"\" \"mcred {}\" \"mcred\"", env!("CARGO_PKG_VERSION"));
    let lines = page.lines().map(|line| match line.starts_with(".TH ") {
        true => title.as_str(),
        false => line,
    });
    Ok(lines.map(|line| format!("{line}\n")).collect())
}
