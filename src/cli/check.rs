//! `mcred check`: the findings, the progress and the next steps.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::exit_status::status;
use super::portfolio_folders::Named;
use super::{Status, clock, compared_texts, fix, output, repository};
use crate::load::{Cohort, Folder, SharedCatalog};
use crate::model::{sanitize, shown_path};
use crate::render::{self, Render, RenderOptions};
use crate::rules::{CheckOptions, Checked};

/// Say what is missing or wrong, and what to do next
#[derive(Args)]
pub(super) struct Check {
    /// Folders of portfolios [default: the nearest one upward from here]
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Mend in evidence.toml what there is only one way to mend, and say what
    #[arg(long)]
    fix: bool,
    /// With --fix: show what would change, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Stay, and check again whenever a file changes; Ctrl-C ends it
    #[arg(long, conflicts_with = "fix")]
    watch: bool,
    /// Warnings count as errors for the exit status
    #[arg(long)]
    strict: bool,
    /// At a terminal, show everything, not only what fits on the screen
    #[arg(long)]
    all: bool,
    /// The catalog that counts for every portfolio here that has none of its own: a folder of catalog
    /// files, or one file
    #[arg(long, value_name = "DIR", conflicts_with = "watch")]
    catalog: Option<PathBuf>,
    /// Compare the texts with those of these portfolios or cohorts, too
    #[arg(long, value_name = "DIR", num_args = 1..)]
    against: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person: findings with their lines, a table per part, next steps
    Human,
    /// For a program: mcred.check/1
    Json,
    /// The same, a portfolio a line, for cohorts
    Jsonl,
    /// A row per portfolio, for a spreadsheet
    Csv,
    /// A page for a job summary or a comment
    Markdown,
    /// Workflow commands: GitHub shows the findings on their lines
    Github,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// JUnit XML, a test case per requirement
    Junit,
}

impl Format {
    fn render(self) -> Render {
        match self {
            Format::Human => render::human,
            Format::Json => render::json,
            Format::Jsonl => render::jsonl,
            Format::Csv => render::csv,
            Format::Markdown => render::markdown,
            Format::Github => render::github,
            Format::Sarif => render::sarif,
            Format::Junit => render::junit,
        }
    }
}

impl Check {
    #[cfg(not(target_family = "wasm"))]
    fn watch(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        let options = RenderOptions { strict: self.strict, ..*options };
        super::watch::watch(&self.folders, &options, |checked| status(checked, self.strict))
    }

    #[cfg(target_family = "wasm")]
    fn watch(&self, _: &RenderOptions) -> anyhow::Result<Status> {
        bail!("there is no terminal to watch at")
    }

    pub(super) fn run(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        if self.watch {
            if self.format != Format::Human {
                bail!("--watch shows a screen for a person: leave out --format, or --watch");
            }
            return self.watch(options);
        }
        let named = Named::new(&self.folders)?;
        let Cohort { portfolios: folders, beside } = named.cohort();
        let catalog = match &self.catalog {
            Some(place) => Some(Arc::new(SharedCatalog::read(place)?)),
            None => None,
        };
        let opened = |folder: &PathBuf| Folder::new(folder).with_catalog(catalog.clone());
        if self.fix {
            for folder in &folders {
                fix::fix(&opened(folder), self.dry_run)?;
            }
        }
        let against = compared_texts::Against::read(&self.against)?;
        let today = clock::today();
        let check = |folder: &PathBuf| {
            let others = against.as_ref().map(|against| against.others(folder));
            let options = CheckOptions { today, others: others.as_ref() };
            Checked::of(&opened(folder).with_own_names(), &options)
        };
        let mut checked: Vec<Checked> = folders.par_iter().map(check).collect();
        if let Some(place) = &self.catalog {
            say_whose_catalog(place, &checked);
        }
        if self.format == Format::Github {
            // GitHub resolves the paths of annotations from the root of the repository.
            for (one, folder) in checked.iter_mut().zip(&folders) {
                let below = repository::path_below(folder).with_context(|| {
                    format!("the path of {} can't be resolved", shown_path(folder))
                })?;
                if repository::root(folder).join(".git").exists() {
                    one.portfolio.name =
                        if below.is_empty() { ".".to_owned() } else { below.join("/") };
                }
            }
        }
        let options = RenderOptions {
            strict: self.strict,
            all: self.all,
            height: output::height(),
            beside: &beside,
            ..*options
        };
        let text = self.format.render()(&checked, &options)?;
        match self.format {
            Format::Human => output::print(&text)?,
            _ => output::print_data(&text)?,
        }
        Ok(named.status(status(&checked, self.strict)))
    }
}

/// Says for how many portfolios a shared catalog counts, and which go by another.
fn say_whose_catalog(place: &Path, checked: &[Checked]) {
    let mut shared = 0_usize;
    for one in checked {
        let portfolio = &one.portfolio;
        let Some(credential) = &portfolio.credential else { continue };
        let own = format!("catalog/{}.toml", credential.id);
        let name = sanitize(&portfolio.name);
        if portfolio.shared_catalog.is_some() {
            shared += 1;
        } else if portfolio.catalog_sources.iter().any(|source| source.path == own) {
            anstream::eprintln!("{name} goes by its own {own}");
        } else {
            anstream::eprintln!(
                "{name} goes by the bundled catalog: the shared one has no {}",
                credential.id
            );
        }
    }
    let counted = crate::model::counted(shared, "portfolio");
    anstream::eprintln!("{counted} checked by the catalog in {}", shown_path(place));
}
