//! From the folders that the user named to the portfolios that are meant.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::Status;
use crate::load::{Found, find_portfolio, portfolios_below};
use crate::model::sanitize;

/// The one portfolio that this folder (or the one where the user is) means.
///
/// # Errors
/// There is none, or there are several.
pub(super) fn one(folder: Option<&Path>) -> anyhow::Result<PathBuf> {
    let folder = folder.unwrap_or(Path::new("."));
    match found(folder)? {
        Found::Portfolio(portfolio) => Ok(portfolio),
        Found::Cohort(several) => bail!(
            "{} holds {} portfolios: name the one you mean, such as `{}`",
            folder.display(),
            several.len(),
            several.first().map_or(String::new(), |one| one.display().to_string())
        ),
        Found::Nothing => bail!(nothing(folder)),
    }
}

/// Every portfolio that these folders mean; none may be left out, since what is compared with
/// fewer than were named says too little.
///
/// # Errors
/// A folder holds no portfolio.
pub(super) fn all(folders: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let named = Named::new(folders)?;
    match named.is_whole {
        true => Ok(named.portfolios()),
        false => bail!("nothing was compared"),
    }
}

/// Folders that the user named, and what each was then.
pub(super) struct Named {
    roots: Vec<Root>,
    is_whole: bool,
}

enum Root {
    Portfolio(PathBuf),
    Cohort(PathBuf),
}

impl Named {
    /// These folders; the one where the user is, for none. Of several, one that holds no
    /// portfolio is named on standard error and hides none of the others.
    ///
    /// # Errors
    /// No folder holds a portfolio.
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
        if named.roots.is_empty() {
            let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
            bail!(wrong.join("\n  "));
        }
        for error in wrong {
            anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {}", sanitize(&error.to_string()));
            named.is_whole = false;
        }
        Ok(named)
    }

    /// How a run ends that would end so if every folder had held a portfolio.
    pub(super) fn status(&self, status: Status) -> Status {
        if self.is_whole { status } else { Status::Failed }
    }

    /// Every portfolio that they mean now, in the order named, each once.
    pub(super) fn portfolios(&self) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = Vec::new();
        for root in &self.roots {
            let found = match root {
                Root::Portfolio(portfolio) => vec![portfolio.clone()],
                // `anna`, not `./anna`, where the cohort is the folder that the user is in.
                Root::Cohort(folder) => portfolios_below(folder)
                    .into_iter()
                    .map(|one| one.strip_prefix(".").map(Path::to_owned).unwrap_or(one))
                    .collect(),
            };
            all.extend(found);
        }
        let mut seen = HashSet::new();
        all.retain(|portfolio| seen.insert(portfolio.clone()));
        all
    }
}

fn root(folder: &Path) -> anyhow::Result<Root> {
    match found(folder)? {
        Found::Portfolio(portfolio) => Ok(Root::Portfolio(portfolio)),
        Found::Cohort(_) => Ok(Root::Cohort(folder.to_owned())),
        Found::Nothing => bail!(nothing(folder)),
    }
}

fn found(folder: &Path) -> anyhow::Result<Found> {
    if !folder.exists() {
        bail!("there is no folder {}", folder.display());
    }
    if !folder.is_dir() {
        bail!("{} is not a folder: name the portfolio's folder", folder.display());
    }
    Ok(match find_portfolio(folder) {
        Found::Portfolio(portfolio) => Found::Portfolio(seen_from(folder, portfolio)),
        found => found,
    })
}

/// A portfolio further up, by the way there from the folder that was named: outputs
/// then hold no path of this machine.
fn seen_from(folder: &Path, portfolio: PathBuf) -> PathBuf {
    let real = folder.canonicalize().unwrap_or_default();
    match real.strip_prefix(&portfolio) {
        Ok(below) if portfolio != folder && !folder.is_absolute() => {
            let up = below.components().map(|_| "..").collect::<PathBuf>();
            if folder == Path::new(".") { up } else { folder.join(up) }
        }
        _ => portfolio,
    }
}

fn nothing(folder: &Path) -> String {
    format!(
        "{} is no portfolio: there is no evidence.toml in it, above it or below it. \
         `mcred init` makes one",
        folder.display()
    )
}
