//! `mcred page`: the same in a browser, in one file.

use crate::model::shown_path;
use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

use super::save::write;
use super::{Status, output, terminal};

/// The page, in builds that carry it: what `.ci/page` built.
#[cfg(feature = "page")]
const PAGE: Option<&str> = Some(include_str!(env!("MCRED_PAGE")));
#[cfg(not(feature = "page"))]
const PAGE: Option<&str> = None;

/// Write mcred as a page for a browser, one file with nothing to install, and open it
///
/// It checks, cites and packs as the commands do, by the same code, and needs no network. Give the file
/// to whoever can install nothing. It is opened at a terminal alone.
#[derive(Args)]
pub(super) struct Page {
    /// Where to write it
    #[arg(long, short, value_name = "FILE", default_value = "mcred.html")]
    output: PathBuf,
}

impl Page {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let Some(page) = PAGE else {
            bail!(
                "this mcred was built without the page: mcred.html is among the downloads, and in the \
                 folder of the source `.ci/page` builds it"
            );
        };
        let file = &self.output;
        write(file, page).with_context(|| format!("{} was not written", shown_path(file)))?;
        output::print_plain(&format!("{}\n", shown_path(file)))?;
        if std::io::stdout().is_terminal() {
            let unopened = || format!("{} could not be opened: open it by hand", shown_path(file));
            terminal::open(file).with_context(unopened)?;
        }
        Ok(Status::Clean)
    }
}
