//! `mcred verify`: the integrity of a bundle, then a check of its content.

use crate::model::shown_path;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::exit_status::status;
use super::{Status, clock, output, terminal};
use crate::load::{Bundle, Tree};
use crate::render::{self, RenderOptions, Verified};

/// Say whether a bundle is whole and safe to unpack, then check what is in it
///
/// Takes the zip that `mcred pack` wrote, or the folder that it unpacks to. Nothing is unpacked.
#[derive(Args)]
pub(super) struct Verify {
    /// The bundle, packed or unpacked
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Warnings count as errors for the exit status
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person: what is wrong with the bundle, then the findings in it
    Human,
    /// For a program: mcred.verify/1
    Json,
}

impl Verify {
    pub(super) fn run(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        if !self.bundle.exists() {
            bail!("there is no bundle {}", shown_path(&self.bundle));
        }
        let bundle = Bundle::open(&self.bundle)
            .map_err(|error| anyhow::anyhow!(crate::load::error_clause(&error)))
            .with_context(|| format!("{} can't be verified", shown_path(&self.bundle)))?;
        let (files, bytes) = bundle.extent();
        let bar = terminal::bar(bytes, options.quiet);
        let problems = bundle.problems(&|read| bar.inc(read));
        bar.finish_and_clear();
        // Without a portfolio, only its absence is reported, not that of each file.
        let checked = bundle.has_portfolio().then(|| clock::checked(&bundle));
        let name = bundle.name();
        let verified = Verified {
            name: &name,
            base: bundle.base(),
            files,
            bytes,
            added: bundle.added(),
            problems: &problems,
            checked: checked.as_ref(),
        };
        let options = RenderOptions { strict: self.strict, ..*options };
        match self.format {
            Format::Human => output::print(&render::verify_human(&verified, &options)?)?,
            Format::Json => output::print_data(&render::verify_json(&verified)?)?,
        }
        Ok(match problems.is_empty() {
            true => checked.as_ref().map_or(Status::Clean, |checked| {
                status(std::slice::from_ref(checked), self.strict)
            }),
            false => Status::Findings,
        })
    }
}
