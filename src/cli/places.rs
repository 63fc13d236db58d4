//! From the folders that the user named to the portfolios that are meant.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::load::{Found, find_portfolio};

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

/// Every portfolio that these folders mean, in the order named.
///
/// # Errors
/// A folder holds none.
pub(super) fn all(folders: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let here = [PathBuf::from(".")];
    let folders = if folders.is_empty() { &here } else { folders };
    let mut all = Vec::new();
    for folder in folders {
        match found(folder)? {
            Found::Portfolio(portfolio) => all.push(portfolio),
            Found::Cohort(several) => {
                // `anna`, not `./anna`, where the cohort is the folder that the user is in.
                all.extend(several.into_iter().map(|one| match one.strip_prefix(".") {
                    Ok(short) => short.to_owned(),
                    Err(_) => one,
                }));
            }
            Found::Nothing => bail!(nothing(folder)),
        }
    }
    Ok(all)
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
