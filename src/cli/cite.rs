//! `mcred cite`: adds evidence, which is verified first.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::copy_in::{self, CopyIn};
use super::dialog::Dialog;
use super::save::{retry, save};
use super::{Status, cite_dialog, clock, output, portfolio_folders, terminal};
use crate::coverage::place_digest;
use crate::edit::offers::{named_file, read_detail};
use crate::edit::{self, CiteError, NewCitation};
use crate::load::{Edited, Folder, Tree, with_text};
use crate::locate::{NearWords, examples, nearest_words, quote};
use crate::model::{Artifact, Credential, DetailId, Location};
use crate::render::{self, RenderOptions};
use crate::rules::{CheckOptions, Checked};

/// Add evidence for a detail to evidence.toml, checked first
///
/// At a terminal it asks for what is missing, and offers the details, files, places and sentences that
/// there are. Nothing is written where the place or the quote is not there.
#[derive(Args)]
pub(super) struct Cite {
    /// The detail that it proves, such as 1.a
    #[arg(value_name = "DETAIL")]
    detail: Option<String>,
    /// The file that proves it, such as artifacts/survey.pdf
    #[arg(value_name = "ARTIFACT")]
    artifact: Option<PathBuf>,
    /// Where in it, such as "page 4" [default: where the quote stands]
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

/// What is to be written.
struct Answers {
    new: NewCitation,
    copy: Option<CopyIn>,
    /// Whether it was asked for: then it is shown, and written when the person says so.
    asked: bool,
}

impl Cite {
    pub(super) fn run(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        let folder = Folder::new(portfolio_folders::one(self.folder.as_deref())?);
        let mut answers = None;
        retry(|| self.cite(&folder, options, &mut answers))
    }

    /// Adds the evidence to evidence.toml as it is now. What was answered once is not asked again.
    fn cite(
        &self,
        folder: &Folder,
        options: &RenderOptions,
        answers: &mut Option<Answers>,
    ) -> anyhow::Result<Status> {
        let checked = clock::checked(folder);
        let answers = match answers {
            Some(answers) => answers,
            None => answers.insert(self.answers(folder, &checked)?),
        };
        let Answers { new, copy, .. } = answers;
        if edit::stands_already(&checked.portfolio, new) {
            let NewCitation { detail, artifact, at, .. } = new;
            output::print_plain(&format!(
                "{detail}: {artifact}, {at}, is cited already. Nothing was changed.\n"
            ))?;
            return Ok(Status::Clean);
        }
        let with_copy;
        let tree: &dyn Tree = match copy {
            Some(CopyIn { from, to }) => {
                with_copy = Edited::with_copy(folder, to.clone(), from.clone());
                &with_copy
            }
            None => folder,
        };
        let proposal = edit::propose(tree, &checked, new, &CheckOptions::on(clock::today()))?;
        if !proposal.errors.findings.is_empty() {
            let only_findings = RenderOptions { quiet: true, ..*options };
            output::print(&render::human(&[proposal.errors], &only_findings)?)?;
            if !options.quiet {
                output::print("Nothing was written.\n")?;
            }
            return Ok(Status::Findings);
        }
        let source = &checked.portfolio.evidence.source;
        if answers.asked {
            if !cite_dialog::agreed(&mut Dialog::at_terminal(), source, &proposal.text)? {
                output::print("Nothing was written.\n")?;
                return Ok(Status::Clean);
            }
            answers.asked = false;
        }
        if let Some(copy) = copy {
            copy_in::copy(folder, copy)?;
        }
        save(folder, &source.text, &proposal.text)?;
        if !options.quiet {
            output::print_plain(&format!("{}: cited {}, {}\n", new.detail, new.artifact, new.at))?;
        }
        Ok(Status::Clean)
    }

    /// What the arguments say, and at a terminal what the person answers to the rest.
    fn answers(&self, folder: &Folder, checked: &Checked) -> anyhow::Result<Answers> {
        if !checked.portfolio.evidence.well_formed {
            return Err(CiteError::NotToml.into());
        }
        let Some(credential) = &checked.portfolio.credential else {
            bail!("evidence.toml names no credential that mcred knows; `mcred check` says more");
        };
        let (detail, file) = self.detail_and_file(credential);
        let is_missing =
            detail.is_none() || file.is_none() || (self.at.is_none() && self.quote.is_none());
        let mut dialog = terminal::can_ask().then(Dialog::at_terminal);
        let asked = is_missing && dialog.is_some();
        let detail = match (detail, &mut dialog) {
            (Some(typed), _) => read_detail(typed, credential).map_err(anyhow::Error::msg)?,
            (None, Some(dialog)) => cite_dialog::detail(dialog, checked)?,
            (None, None) => bail!("say which detail and file: {EXAMPLE}"),
        };
        if self.explanation.is_some() && is_explained(checked, &detail) {
            return Err(CiteError::AlreadyExplained(detail).into());
        }
        if let Some(dialog) = dialog.as_mut().filter(|_| asked) {
            cite_dialog::show_detail(dialog, checked, &detail);
        }
        let (path, copy) = match (file, &mut dialog) {
            (Some(typed), dialog) => file_named(folder, checked, typed, dialog.as_mut())?,
            (None, Some(dialog)) => cite_dialog::file(dialog, folder, checked)?,
            (None, None) => bail!("say which file: {EXAMPLE}"),
        };
        let artifact = read(folder, checked, &path, copy.as_ref())?;
        let mut quote = self.quote.clone();
        let at = match (&self.at, &quote, &mut dialog) {
            (Some(typed), ..) => typed_place(&artifact, typed)?,
            (None, Some(words), dialog) => place_of_quote(&artifact, words, dialog.as_mut())?,
            (None, None, Some(dialog)) => {
                let at = cite_dialog::place(dialog, &artifact)?;
                let (words, at) = cite_dialog::quote(dialog, &artifact, at)?;
                quote = words;
                at
            }
            (None, None, None) => bail!("say where in `{}`: {}", artifact.path, forms(&artifact)),
        };
        let explanation = match (&self.explanation, &mut dialog) {
            (None, Some(dialog)) if asked && !is_explained(checked, &detail) => {
                cite_dialog::explanation(dialog, &detail)?
            }
            (explanation, _) => explanation.clone(),
        };
        let digest = place_digest(&artifact, &at);
        let at = at.to_string();
        let new = NewCitation { detail, artifact: artifact.path, at, quote, explanation, digest };
        Ok(Answers { new, copy, asked })
    }

    /// The arguments for the detail and the file. One alone may be the file.
    fn detail_and_file(&self, credential: &Credential) -> (Option<&str>, Option<&Path>) {
        match (&self.detail, &self.artifact) {
            // A short word with a point is sooner a slip in an id than a file.
            (Some(one), None)
                if one.len() > 4
                    && one.contains(['/', '\\', '.'])
                    && read_detail(one, credential).is_err() =>
            {
                (None, Some(Path::new(one)))
            }
            (detail, artifact) => (detail.as_deref(), artifact.as_deref()),
        }
    }
}

const EXAMPLE: &str = "`mcred cite 1.a artifacts/survey.pdf --at 'page 4'`";

fn is_explained(checked: &Checked, id: &DetailId) -> bool {
    checked.coverage.details().any(|detail| detail.id == *id && detail.explanation_words > 0)
}

/// The artifact with its text.
fn read(
    folder: &Folder,
    checked: &Checked,
    path: &str,
    copy: Option<&CopyIn>,
) -> anyhow::Result<Artifact> {
    let Some(CopyIn { from, to }) = copy else {
        let artifact = checked.portfolio.artifact(path).context("the file is gone")?;
        return Ok(with_text(folder, artifact));
    };
    let tree = Edited::with_copy(folder, to.clone(), from.clone());
    let portfolio = crate::load::load(&tree);
    let artifact = portfolio.artifact(to).context("the file is gone")?;
    Ok(with_text(&tree, artifact))
}

/// The place that `--at` names.
fn typed_place(artifact: &Artifact, typed: &str) -> anyhow::Result<Location> {
    crate::locate::read_place(typed, artifact.kind, artifact.facts())
        .map(|place| place.location)
        .map_err(|error| anyhow::anyhow!("{error}; {}", forms(artifact)))
}

fn forms(artifact: &Artifact) -> String {
    let forms: Vec<String> = examples(artifact.kind, artifact.facts())
        .iter()
        .map(|form| format!("--at '{form}'"))
        .collect();
    format!("in {} a place is {}", artifact.kind.noun(), forms.join(" or "))
}

/// The place where a quote stands.
fn place_of_quote(
    artifact: &Artifact,
    words: &str,
    dialog: Option<&mut Dialog<'_>>,
) -> anyhow::Result<Location> {
    let path = &artifact.path;
    let Some(passages) = artifact.passages() else {
        let why = match artifact.is_recording() {
            true => {
                " (it has no transcript; `mcred explain missing-transcript` says where to get one)"
            }
            false => "",
        };
        bail!("say where in `{path}`: {}{why}", forms(artifact));
    };
    let places = match quote::find(passages, None, words) {
        quote::Found::Elsewhere(places) => places,
        _ => match nearest_words(passages, words) {
            Some(NearWords { words, at }) => {
                bail!("these words stand nowhere in `{path}`; the nearest are \"{words}\", at {at}")
            }
            None => bail!("these words stand nowhere in `{path}`"),
        },
    };
    match (places.as_slice(), dialog) {
        ([only], _) => Ok(only.clone()),
        (_, Some(dialog)) => cite_dialog::one_of(dialog, places),
        (_, None) => {
            let places: Vec<String> = places.iter().map(|it| format!("--at '{it}'")).collect();
            bail!("the words stand at several places of `{path}`: add {}", places.join(" or "))
        }
    }
}

/// The artifact with this path, relative to the portfolio or to the current folder. A file elsewhere is
/// offered to be copied in.
fn file_named(
    folder: &Folder,
    checked: &Checked,
    typed: &Path,
    dialog: Option<&mut Dialog<'_>>,
) -> anyhow::Result<(String, Option<CopyIn>)> {
    let as_typed = typed.to_string_lossy();
    let error = match named_file(&checked.portfolio, &as_typed) {
        Ok(artifact) => return Ok((artifact.path.clone(), None)),
        Err(Some(near)) => format!("there is no `{as_typed}`; did you mean `{near}`?"),
        Err(None) => format!("there is no `{as_typed}`: copy the file into artifacts/ first"),
    };
    if let Some(path) = copy_in::in_portfolio(folder, checked, typed) {
        return Ok((path, None));
    }
    if let (Some(file), Some(dialog)) = (copy_in::typed_file(&as_typed), dialog)
        && let Some(copy) = cite_dialog::offer_copy(dialog, folder, file)?
    {
        return Ok((copy.to.clone(), Some(copy)));
    }
    bail!(error)
}
