//! The portfolios in the folders that the user named.

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::Status;
use crate::load::{Beside, Cohort, Found, cohort_below, find_portfolio};
use crate::model::{sanitize, shown_path};

/// The portfolio in or around this folder, by default the current one.
///
/// # Errors
/// There is none, or there are several.
pub(super) fn one(folder: Option<&Path>) -> anyhow::Result<PathBuf> {
    let folder = folder.unwrap_or(Path::new("."));
    match found(folder)? {
        Found::Portfolio(portfolio) => Ok(portfolio),
        Found::Cohort(Cohort { portfolios, .. }) => bail!(
            "{} holds {} portfolios: name the one you mean, such as `{}`",
            shown_path(folder),
            portfolios.len(),
            portfolios.first().map_or(String::new(), shown_path)
        ),
        Found::Nothing(beside) => bail!(nothing(folder, &beside)),
    }
}

/// The portfolios in these folders, for a comparison: each folder must contain one, or the result would
/// be incomplete.
///
/// # Errors
/// A folder contains no portfolio.
pub(super) fn all(folders: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let named = Named::new(folders)?;
    match named.is_whole {
        true => Ok(named.portfolios()),
        false => bail!("nothing was compared"),
    }
}

/// The folders that the user named.
pub(super) struct Named {
    roots: Vec<Root>,
    is_whole: bool,
}

enum Root {
    Portfolio(PathBuf),
    /// Its folder, and what was found in it before anybody asked.
    Cohort(PathBuf, RefCell<Option<Cohort>>),
}

impl Named {
    /// These folders, by default the current one. Of several, those without a portfolio are reported on
    /// standard error.
    ///
    /// # Errors
    /// No folder contains a portfolio.
    pub(super) fn new(folders: &[PathBuf]) -> anyhow::Result<Named> {
        let here = [PathBuf::from(".")];
        let folders = if folders.is_empty() { &here } else { folders };
        let mut named = Named { roots: Vec::new(), is_whole: true };
        let mut wrong = Vec::new();
        for folder in folders {
            match root(folder) {
                Ok(root) => named.roots.push(root),
                Err(error) => wrong.push(error),
            }
        }
        if let Some(folder) = one_name_in_several(folders) {
            bail!(
                "the name has spaces, and your shell takes each word for a folder of its own: \
                 put it in quotes, \"{}\"",
                shown_path(&folder)
            );
        }
        if named.roots.is_empty() {
            let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
            bail!(wrong.join("\n  "));
        }
        for error in wrong {
            super::output::print_error(&format!(
                "\u{1b}[1;31merror\u{1b}[0m: {}",
                sanitize(&error.to_string())
            ));
            named.is_whole = false;
        }
        Ok(named)
    }

    /// The exit status of a run, given that of its portfolios.
    pub(super) fn status(&self, status: Status) -> Status {
        if self.is_whole { status } else { Status::Failed }
    }

    /// The portfolios in them now, in the order of the folders, without duplicates.
    pub(super) fn portfolios(&self) -> Vec<PathBuf> {
        self.cohort().portfolios
    }

    /// The same, and what lies beside them.
    pub(super) fn cohort(&self) -> Cohort {
        let mut all = Cohort::default();
        for root in &self.roots {
            match root {
                Root::Portfolio(portfolio) => all.portfolios.push(portfolio.clone()),
                Root::Cohort(folder, found) => {
                    let found = found.take().unwrap_or_else(|| cohort_below(folder));
                    let Beside { folders, zips } = found.beside;
                    all.portfolios.extend(found.portfolios.into_iter().map(from_here));
                    let folders = folders.into_iter().map(|(path, why)| (from_here(path), why));
                    all.beside.folders.extend(folders);
                    all.beside.zips.extend(zips.into_iter().map(from_here));
                }
            }
        }
        let mut seen = HashSet::new();
        all.portfolios.retain(|portfolio| seen.insert(portfolio.clone()));
        all.beside.folders.retain(|(folder, _)| seen.insert(folder.clone()));
        all.beside.zips.retain(|zip| seen.insert(zip.clone()));
        all
    }
}

/// `anna`, not `./anna`, in the current folder.
fn from_here(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

/// A folder whose name has spaces and came in words, as it does without quotes.
fn one_name_in_several(words: &[PathBuf]) -> Option<PathBuf> {
    // No name has more words, and a cohort may be thousands of arguments.
    const MOST_WORDS: usize = 8;
    if words.iter().all(|word| word.exists()) {
        return None;
    }
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let names = (2..=MOST_WORDS).flat_map(|count| words.windows(count)).map(|name| name.join(" "));
    names.map(PathBuf::from).find(|name| name.is_dir())
}

fn root(folder: &Path) -> anyhow::Result<Root> {
    match found(folder)? {
        Found::Portfolio(portfolio) => Ok(Root::Portfolio(portfolio)),
        Found::Cohort(cohort) => Ok(Root::Cohort(folder.to_owned(), RefCell::new(Some(cohort)))),
        Found::Nothing(beside) => bail!(nothing(folder, &beside)),
    }
}

fn found(folder: &Path) -> anyhow::Result<Found> {
    if !folder.exists() {
        bail!("there is no folder {}", shown_path(folder));
    }
    let is_zip = folder.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    if is_zip && folder.is_file() {
        bail!(
            "{0} is a zip: `mcred verify {0}` checks a bundle; of another zip, unpack it and name the folder",
            shown_path(folder)
        );
    }
    if !folder.is_dir() {
        bail!("{} is not a folder: name the portfolio's folder", shown_path(folder));
    }
    Ok(match find_portfolio(folder) {
        Found::Portfolio(portfolio) => Found::Portfolio(relative_to(folder, portfolio)),
        found => found,
    })
}

/// The path of a portfolio around this folder, relative to it, so that outputs contain no absolute path.
fn relative_to(folder: &Path, portfolio: PathBuf) -> PathBuf {
    let real = folder.canonicalize().unwrap_or_default();
    match real.strip_prefix(&portfolio) {
        Ok(below) if portfolio != folder && !folder.is_absolute() => {
            let up = below.components().map(|_| "..").collect::<PathBuf>();
            if folder == Path::new(".") { up } else { folder.join(up) }
        }
        _ => portfolio,
    }
}

fn nothing(folder: &Path, beside: &Beside) -> String {
    let next = match beside.zips.first() {
        Some(zip) => format!("`mcred verify {}` checks a bundle", shown_path(zip)),
        None => "`mcred init` makes one".to_owned(),
    };
    format!(
        "{} is no portfolio: there is no evidence.toml in it, above it or below it. {next}",
        shown_path(folder)
    )
}
