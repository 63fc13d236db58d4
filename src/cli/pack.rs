//! `mcred pack`: checks, then writes the bundle.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use clap::Args;

use super::exit_status::status;
use super::{Status, clock, output, portfolio_folders, since, target, terminal};
use crate::diff::Changes;
use crate::guide::{self, Edition};
use crate::load::{self, Folder, Snapshot, Tree};
use crate::model::{Pictures, counted, sanitize, shown_path, size};
use crate::pack::{self, Plan};
use crate::render::{self, RenderOptions};
use crate::rules::{CheckOptions, Checked};
use crate::strip::Stripped;

/// Check, then write the bundle: the one file to upload
///
/// Refuses while there is an error, and writes nothing then.
#[derive(Args)]
pub(super) struct Pack {
    /// The portfolio's folder [default: the nearest one upward from here]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Where to write it [default: submission/CREDENTIAL.zip in the portfolio]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Pack an incomplete portfolio; the bundle says DRAFT in its name and on its pages
    #[arg(long)]
    draft: bool,
    /// Warnings count as errors, too
    #[arg(long)]
    strict: bool,
    /// Write the texts for the portal in ASCII, for portals that choke on curly quotes
    #[arg(long)]
    ascii: bool,
    /// Pack copies without author, device and place; your own files stay as they are
    #[arg(long)]
    strip_metadata: bool,
    /// Show each cited page of a PDF in the guide, too. Drawn on another sort of computer, a
    /// picture may differ in a shade: only without pictures is a bundle the same everywhere
    #[arg(long)]
    pictures: bool,
    /// Say what changed since this earlier bundle, packed or unpacked: for a resubmission
    #[arg(long, value_name = "BUNDLE")]
    since: Option<PathBuf>,
    /// List what would be packed, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// The note if the bundle replaced the one that it was compared with.
const REPLACED: &str = "It took the place of the bundle that it was compared with: to compare \
    again, name a copy of what was handed in.";

impl Pack {
    pub(super) fn run(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        let portfolio = portfolio_folders::one(self.folder.as_deref())?;
        let folder = Folder::new(&portfolio).with_own_names();
        let snapshot = Snapshot::new(&folder);
        let copies = self.strip_metadata.then(|| Stripped::new(&snapshot));
        let tree: &dyn Tree = copies.as_ref().map_or(&snapshot, |copies| copies);
        let checked = clock::checked(tree);
        let failed = status(std::slice::from_ref(&checked), self.strict) != Status::Clean;
        if failed && !self.draft {
            let height = output::height();
            let options = RenderOptions { strict: self.strict, height, ..*options };
            output::print(&render::human(std::slice::from_ref(&checked), &options)?)?;
            if !options.quiet {
                output::print(
                    "\nNothing was packed. `mcred pack --draft` packs it as it is, marked DRAFT.\n",
                )?;
            }
            return Ok(Status::Findings);
        }
        let since = self.since.as_deref();
        let since = since.map(|bundle| since::changes(bundle, tree, &checked, options.quiet));
        let since = since.transpose()?;
        if self.pictures && !cfg!(feature = "pictures") {
            bail!(
                "this mcred was built without pictures: in the folder of its source, run \
                 `cargo install --path . --features pictures`"
            );
        }
        let pages = if self.pictures { guide::pages_to_draw(&checked) } else { Vec::new() };
        let pictures = load::pictures(tree, &pages);
        let state = state(&checked);
        let checked = checked.without_own_names(&CheckOptions::on(clock::today()));
        let Some(plan) = self.plan(&checked, since.as_ref(), &pictures)? else {
            bail!(
                "evidence.toml names no credential that mcred knows: there is nothing to pack by"
            );
        };
        if self.dry_run {
            output::print_plain(&pack::list(tree, &plan)?)?;
            output::print(&render::stripped(&checked.portfolio.strippings))?;
            output::print_note(&render::not_stripped(&checked.portfolio.strippings));
            if let Some(changes) = since.as_ref().filter(|_| !options.quiet) {
                output::print(&format!("\n{}", render::since_human(changes)))?;
            }
            return Ok(Status::Clean);
        }
        let file = match &self.output {
            Some(file) => target::chosen(&portfolio, file)?,
            None => target::in_submission(&portfolio, &format!("{}.zip", plan.base()))?,
        };
        let replaced = self.since.as_deref().is_some_and(|since| is_same_file(since, &file));
        let packed = write(tree, &plan, &file, &checked, options.quiet)?;
        if !options.quiet {
            output::print(&report(&checked, &state, &file, &packed, options))?;
            if let Some(changes) = &since {
                output::print(&format!("\n{}", render::since_human(changes)))?;
            }
            if replaced {
                output::print(&format!("\n{REPLACED}\n"))?;
            }
        }
        output::print_note(&render::not_stripped(&checked.portfolio.strippings));
        Ok(Status::Clean)
    }

    /// The content of the bundle; none without a credential.
    fn plan(
        &self,
        checked: &Checked,
        since: Option<&Changes>,
        pictures: &Pictures,
    ) -> anyhow::Result<Option<Plan>> {
        let plan = Plan::new(checked, self.draft);
        let Some(mut plan) = plan else { return Ok(None) };
        let base = plan.base().to_owned();
        let edition = Edition { data: "data/", draft: self.draft, since, pictures: Some(pictures) };
        plan.add_page("START-HERE.html", guide::page(checked, &edition));
        let completeness = render::completeness_json(checked, &base, since)?;
        plan.add_page("completeness.json", completeness);
        for (name, text) in guide::portal(checked, self.characters()) {
            plan.add_page(&format!("portal/{name}"), text);
        }
        Ok(Some(plan))
    }

    /// The characters of the texts for the portal.
    fn characters(&self) -> guide::Characters {
        if self.ascii { guide::Characters::Ascii } else { guide::Characters::Unicode }
    }
}

/// Whether both are the same file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Writes the bundle with a progress bar. Ctrl-C stops it.
fn write(
    tree: &dyn Tree,
    plan: &Plan,
    file: &Path,
    checked: &Checked,
    quiet: bool,
) -> anyhow::Result<pack::Packed> {
    let bytes = checked.portfolio.artifacts.iter().map(|artifact| artifact.bytes);
    let bar = terminal::bar(bytes.fold(0, u64::saturating_add), quiet);
    let stopped = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&stopped);
    // If this fails, the next run removes the temporary file.
    terminal::on_interrupt(move || stop.store(true, Ordering::Relaxed));
    let progress = |read| {
        bar.inc(read);
        !stopped.load(Ordering::Relaxed)
    };
    let packed = pack::write(tree, plan, file, &progress);
    bar.finish_and_clear();
    if packed.is_err() && stopped.load(Ordering::Relaxed) {
        bail!("stopped: {} was not written, what was there before is untouched", shown_path(file));
    }
    packed.with_context(|| format!("{} was not written", shown_path(file)))
}

/// The state of the portfolio in a few words.
fn state(checked: &Checked) -> String {
    let counts = checked.counts();
    match (checked.is_complete(), counts.warnings) {
        (false, _) => format!("DRAFT, {}", counted(counts.errors, "error")),
        (true, 0) => "complete".to_owned(),
        (true, warnings) => format!("complete, {}", counted(warnings, "warning")),
    }
}

fn report(
    checked: &Checked,
    state: &str,
    file: &Path,
    packed: &pack::Packed,
    options: &RenderOptions,
) -> String {
    let sample = match checked.portfolio.evidence.is_sample() {
        true => "\nIt is a SAMPLE, every page says so, and nobody can hand it in.",
        false => "",
    };
    let stripped = checked.portfolio.strippings.iter().filter(|it| !it.removed.is_empty()).count();
    let stripped = match stripped {
        0 => String::new(),
        files => format!(
            "Properties were left out of the copies of {}; the guide lists them.\n",
            counted(files, "file")
        ),
    };
    format!(
        "Packed {} ({state}): {}, {}\n  {}\n{sample}\n{stripped}The assessor begins with START-HERE.html in it.\n",
        sanitize(checked.portfolio.credential.as_ref().map_or("", |credential| &credential.title)),
        counted(packed.files, "file"),
        size(packed.bytes),
        render::linked(&shown_path(file), file, options)
    )
}
