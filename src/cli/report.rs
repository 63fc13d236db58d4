//! `mcred report`: writes the guide without packing, and the practitioner's page of texts to paste.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::exit_status::status;
use super::save::write;
use super::{Status, clock, output, portfolio_folders, since, target, terminal};
use crate::guide::{self, Edition};
use crate::load::{self, Folder};
use crate::model::shown_path;
use crate::render::{RenderOptions, linked};
use crate::rules::CheckOptions;

/// The guide in `submission/`; its links lead to the artifacts where they are.
const GUIDE: &str = "guide.html";
/// The practitioner's page, which is not packed.
const PORTAL: &str = "portal.html";

/// Write the guide alone, to look at before packing
///
/// It links to the artifacts where they lie, and says DRAFT while there is an error. Beside it,
/// portal.html has the text of each field of the portal with a button to copy it.
#[derive(Args)]
pub(super) struct Report {
    /// The portfolio's folder [default: the nearest one upward from here]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Open it in the browser, too
    #[arg(long)]
    open: bool,
    /// Show in it what changed since this earlier bundle, packed or unpacked
    #[arg(long, value_name = "BUNDLE")]
    since: Option<PathBuf>,
}

impl Report {
    pub(super) fn run(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        let portfolio = portfolio_folders::one(self.folder.as_deref())?;
        let folder = Folder::new(&portfolio).with_own_names();
        let checked = clock::checked(&folder);
        let status = status(std::slice::from_ref(&checked), false);
        let since = self.since.as_deref();
        let since = since.map(|bundle| since::changes(bundle, &folder, &checked, options.quiet));
        let since = since.transpose()?;
        let checked = checked.without_own_names(&CheckOptions::on(clock::today()));
        let draft = status != Status::Clean;
        let pictures = load::pictures(&folder, &guide::pages_to_draw(&checked));
        let since = since.as_ref();
        let edition = Edition { data: "../", draft, since, pictures: Some(&pictures) };
        let page = guide::page(&checked, &edition);
        if page.is_empty() {
            anyhow::bail!(
                "evidence.toml names no credential that mcred knows: there is no guide to make"
            );
        }
        let file = target::in_submission(&portfolio, GUIDE)?;
        write(&file, &page).with_context(|| format!("{} was not written", shown_path(&file)))?;
        let portal = target::in_submission(&portfolio, PORTAL)?;
        write(&portal, &guide::portal_page(&checked))
            .with_context(|| format!("{} was not written", shown_path(&portal)))?;
        for file in [&file, &portal] {
            let name = shown_path(file);
            output::print(&format!("{}\n", linked(&name, file, options)))?;
        }
        if self.open {
            terminal::open(&file).with_context(|| {
                format!("{} could not be opened: open it by hand", shown_path(&file))
            })?;
        }
        Ok(status)
    }
}
