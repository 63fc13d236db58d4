//! `mcred compare`: passages that portfolios share.

use crate::model::shown_path;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Status, clock, compared_texts, output, portfolio_folders};
use crate::render::{self, RenderOptions};
use crate::rules::Compared;

/// Find passages that two portfolios share
///
/// Compares each two of them: overview, explanations and reflection. Whether they may share it,
/// a person judges.
#[derive(Args)]
pub(super) struct Compare {
    /// Folders of portfolios, or of cohorts [default: where you are]
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// A shared passage counts as an error for the exit status, unless both portfolios waive it
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person: a table of pairs, then their passages side by side
    Human,
    /// For a program: mcred.compare/1
    Json,
}

impl Compare {
    pub(super) fn run(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        let folders = compared_texts::distinct(portfolio_folders::all(&self.folders)?);
        if let [only] = folders.as_slice() {
            anyhow::bail!(
                "{} is one portfolio: name another one to compare it with, or a folder that holds \
                 several",
                shown_path(only)
            );
        }
        let compared = Compared::of(compared_texts::read(&folders)?, clock::today());
        match self.format {
            Format::Human => output::print(&render::compare_human(&compared, options))?,
            Format::Json => output::print_data(&render::compare_json(&compared)?)?,
        }
        Ok(if self.strict && !compared.is_settled() { Status::Findings } else { Status::Clean })
    }
}
