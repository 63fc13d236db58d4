//! `mcred cite`: adds evidence, which is verified first.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::save::{retry, save};
use super::{Status, clock, output, portfolio_folders, terminal};
use crate::coverage::place_digest;
use crate::edit::{self, NewCitation};
use crate::finding::Level;
use crate::load::{Edited, Folder};
use crate::locate::{examples, quote, read_place};
use crate::model::{Artifact, DetailId, Location, sanitize};
use crate::render::{self, RenderOptions};
use crate::rules::Checked;

/// Add evidence for a detail to evidence.toml, checked first
///
/// Nothing is written where the place or the quote is not there.
#[derive(Args)]
pub(super) struct Cite {
    /// The detail that it proves, such as 1.a
    #[arg(value_name = "DETAIL")]
    detail: String,
    /// The file that proves it, such as artifacts/survey.pdf
    #[arg(value_name = "ARTIFACT")]
    artifact: PathBuf,
    /// Where in it, such as "page 4" [default: where the quote stands; asks at a terminal]
    #[arg(long, value_name = "LOCATION")]
    at: Option<String>,
    /// Words that stand there
    #[arg(long, value_name = "WORDS")]
    quote: Option<String>,
    /// Why it shows proficiency, for a detail that has no explanation yet
    #[arg(long, value_name = "TEXT")]
    explanation: Option<String>,
    /// The portfolio's folder [default: the nearest one upward from here]
    #[arg(long, short = 'C', value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Cite {
    pub(super) fn run(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        let folder = Folder::new(portfolio_folders::one(self.folder.as_deref())?);
        let mut answer = None;
        retry(|| self.cite(&folder, options, &mut answer))
    }

    /// Adds the evidence to evidence.toml as it is now. `answer` is the place that was asked for.
    fn cite(
        &self,
        folder: &Folder,
        options: &RenderOptions,
        answer: &mut Option<Location>,
    ) -> anyhow::Result<Status> {
        let checked = clock::checked(folder);
        let detail = self.detail(&checked)?;
        let artifact = artifact(&checked, folder, &self.artifact)?;
        // The text of an artifact that is not cited yet was not read.
        let artifact = match artifact.transcript() {
            // It was read, and an artifact alone does not know the transcript beside it.
            Some(_) => artifact.clone(),
            None => folder.inspect(artifact),
        };
        let at = match answer {
            Some(at) => at.clone(),
            None => answer.insert(self.location(&artifact)?).clone(),
        };
        let new = NewCitation {
            detail,
            artifact: artifact.path.clone(),
            digest: place_digest(&artifact, &at),
            at: at.to_string(),
            quote: self.quote.clone(),
            explanation: self.explanation.clone(),
        };
        let source = &checked.portfolio.evidence.source;
        let text = edit::cite(&source.text, &new)?;
        let with_errors = errors_of(folder, &checked, &text, &new);
        if !with_errors.findings.is_empty() {
            let only_findings = RenderOptions { quiet: true, ..*options };
            output::print(&render::human(&[with_errors], &only_findings)?)?;
            if !options.quiet {
                output::print("Nothing was written.\n")?;
            }
            return Ok(Status::Findings);
        }
        save(folder, &source.text, &text)?;
        if !options.quiet {
            output::print_plain(&format!("{}: cited {}, {}\n", new.detail, new.artifact, new.at))?;
        }
        Ok(Status::Clean)
    }

    fn detail(&self, checked: &Checked) -> anyhow::Result<DetailId> {
        let id: DetailId = self.detail.parse().map_err(anyhow::Error::msg)?;
        let Some(credential) = &checked.portfolio.credential else {
            bail!("evidence.toml names no credential that mcred knows; `mcred check` says more");
        };
        if credential.detail(&id).is_none() {
            let ids: Vec<String> = credential.details().map(|d| d.id.to_string()).collect();
            bail!("{} has no detail {id}; it has {}", credential.title, ids.join(", "));
        }
        Ok(id)
    }

    /// The location that was given, or that of the quote.
    fn location(&self, artifact: &Artifact) -> anyhow::Result<Location> {
        let forms = || {
            let forms: Vec<String> = examples(artifact.kind, artifact.facts())
                .iter()
                .map(|form| format!("--at '{form}'"))
                .collect();
            format!("in {} a place is {}", artifact.kind.noun(), forms.join(" or "))
        };
        if let Some(at) = &self.at {
            return read_place(at, artifact.kind, artifact.facts())
                .map(|place| place.location)
                .map_err(|error| anyhow::anyhow!("{error}; {}", forms()));
        }
        let (Some(words), Some(passages)) = (&self.quote, artifact.passages()) else {
            bail!("say where in `{}`: {}", artifact.path, forms());
        };
        let places = match quote::find(passages, None, words) {
            quote::Found::Elsewhere(places) => places,
            _ => bail!("these words stand nowhere in `{}`", artifact.path),
        };
        choose(&artifact.path, places)
    }
}

/// Asks at a terminal which of the locations is meant.
fn choose(path: &str, places: Vec<Location>) -> anyhow::Result<Location> {
    if !terminal::can_ask() {
        if let [only] = places.as_slice() {
            return Ok(only.clone());
        }
        let places: Vec<String> = places.iter().map(|place| format!("--at '{place}'")).collect();
        bail!("the words stand at several places of `{path}`: add {}", places.join(" or "));
    }
    eprintln!("The words stand in {} at:\n", sanitize(path));
    for (index, place) in places.iter().enumerate() {
        eprintln!("  {}. {}", index + 1, sanitize(&place.to_string()));
    }
    let last = places.len();
    let number = terminal::ask_number(format!("\nWhich one, 1 to {last}"), last, Some(1))?;
    places.into_iter().nth(number - 1).context("no such place")
}

/// The artifact with this path, relative to the portfolio or to the current folder.
fn artifact<'c>(
    checked: &'c Checked,
    folder: &Folder,
    typed: &Path,
) -> anyhow::Result<&'c Artifact> {
    let as_typed = typed.to_string_lossy().replace('\\', "/");
    let from_here = || {
        let root = folder.root().canonicalize().ok()?;
        let path = typed.canonicalize().ok()?;
        let path = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
        checked.portfolio.artifact(&path)
    };
    let in_artifacts = || checked.portfolio.artifact(&format!("artifacts/{as_typed}"));
    let found = checked.portfolio.artifact(&as_typed).or_else(from_here).or_else(in_artifacts);
    found.with_context(|| {
        let files = checked.portfolio.artifacts.iter().filter(|it| it.stand_in.is_none());
        let paths = files.map(|artifact| artifact.path.as_str());
        match crate::model::nearest(&as_typed, paths) {
            Some(near) => format!("there is no `{as_typed}`; did you mean `{near}`?"),
            None => format!("there is no `{as_typed}`: copy the file into artifacts/ first"),
        }
    })
}

/// The portfolio with the new citation, and with only the errors about it that were not there before.
fn errors_of(folder: &Folder, before: &Checked, text: &str, new: &NewCitation) -> Checked {
    let mut after = clock::checked(&Edited::new(folder, text.to_owned()));
    let known = |message: &str| before.findings.iter().any(|finding| finding.message == message);
    after.findings.retain(|finding| {
        let about = finding.about.as_deref() == Some(new.artifact.as_str())
            || finding.place.path == new.artifact
            || ["invalid-location", "invalid-evidence-file", "unknown-key"]
                .contains(&finding.rule.name);
        let of_the_file = finding.place.path == new.artifact;
        finding.level() == Level::Error && about && (of_the_file || !known(&finding.message))
    });
    after
}
