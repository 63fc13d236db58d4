//! From the folders that the user named to the portfolios that are meant.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::load::{Found, find_portfolio, portfolios_below};

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

/// Folders that the user named, and what each was then.
pub(super) struct Named(Vec<Root>);

enum Root {
    Portfolio(PathBuf),
    Cohort(PathBuf),
}

impl Named {
    /// These folders; the one where the user is, for none.
    ///
    /// # Errors
    /// A folder holds no portfolio.
    pub(super) fn new(folders: &[PathBuf]) -> anyhow::Result<Named> {
        let here = [PathBuf::from(".")];
        let folders = if folders.is_empty() { &here } else { folders };
        let roots = folders.iter().map(|folder| match found(folder)? {
            Found::Portfolio(portfolio) => Ok(Root::Portfolio(portfolio)),
            Found::Cohort(_) => Ok(Root::Cohort(folder.clone())),
            Found::Nothing => bail!(nothing(folder)),
        });
        Ok(Named(roots.collect::<anyhow::Result<_>>()?))
    }

    /// Every portfolio that they mean now, in the order named, each once.
    pub(super) fn portfolios(&self) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = Vec::new();
        for root in &self.0 {
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
