//! Finds the portfolio that a folder belongs to, or those below it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::evidence::EVIDENCE_FILE;
use crate::model::is_nearly_evidence;

/// What a folder turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A portfolio in this folder, which is the given one or the nearest one upward.
    Portfolio(PathBuf),
    /// The portfolios in a folder that is none itself, sorted.
    Cohort(Vec<PathBuf>),
    /// Neither.
    Nothing,
}

/// How deep below a cohort's folder its portfolios may lie (year, group, person).
const COHORT_DEPTH: usize = 4;

/// So many names of a folder are looked at for one that is nearly evidence.toml.
const MOST_NAMES: usize = 10_000;

/// The portfolio that a folder is or lies in, or the portfolios that it contains.
pub fn find_portfolio(folder: &Path) -> Found {
    if is_portfolio(folder) {
        return Found::Portfolio(folder.to_owned());
    }
    let below = portfolios_below(folder);
    if !below.is_empty() {
        return Found::Cohort(below);
    }
    // `.` has no parent by name.
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    match real.ancestors().skip(1).find(|folder| has_evidence(folder)) {
        Some(folder) => Found::Portfolio(folder.to_owned()),
        None => Found::Nothing,
    }
}

/// The portfolios below a folder, sorted by name without regard to case; none is searched for
/// inside another.
///
/// A folder beside a portfolio that can't be read counts as one, so that the check reports it. So
/// does a link to a portfolio that is not found otherwise.
pub fn portfolios_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let by_name = |one: &DirEntry, other: &DirEntry| {
        let key = |entry: &DirEntry| entry.file_name().to_string_lossy().to_lowercase();
        key(one).cmp(&key(other)).then_with(|| one.file_name().cmp(other.file_name()))
    };
    let mut walk =
        WalkDir::new(folder).min_depth(1).max_depth(COHORT_DEPTH).sort_by(by_name).into_iter();
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        let kind = entry.file_type();
        if entry.file_name().to_string_lossy().starts_with('.') {
            if kind.is_dir() {
                walk.skip_current_dir();
            }
        } else if kind.is_dir() && is_portfolio(entry.path()) {
            walk.skip_current_dir();
            found.push((entry.into_path(), Certainty::Sure));
        } else if kind.is_dir() && is_forbidden(entry.path()) {
            found.push((entry.into_path(), Certainty::IfBesidePortfolio));
        } else if kind.is_symlink() && is_portfolio(entry.path()) {
            found.push((entry.into_path(), Certainty::IfNotFoundElsewhere));
        }
    }
    portfolios_among(found)
}

/// Whether a folder that was found is a portfolio.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Sure,
    IfBesidePortfolio,
    IfNotFoundElsewhere,
}

fn portfolios_among(found: Vec<(PathBuf, Certainty)>) -> Vec<PathBuf> {
    let sure = || found.iter().filter(|(_, sure)| *sure == Certainty::Sure).map(|(path, _)| path);
    let is_meant = |path: &PathBuf, certainty: Certainty| match certainty {
        Certainty::Sure => true,
        Certainty::IfBesidePortfolio => sure().any(|one| one.parent() == path.parent()),
        Certainty::IfNotFoundElsewhere => {
            let target = path.canonicalize().ok();
            target.is_some() && !sure().any(|one| one.canonicalize().ok() == target)
        }
    };
    let meant = found.iter().filter(|(path, certainty)| is_meant(path, *certainty));
    meant.map(|(path, _)| path.clone()).collect()
}

/// Whether the user has no permission to read a folder.
fn is_forbidden(folder: &Path) -> bool {
    let evidence = folder.join(EVIDENCE_FILE).symlink_metadata();
    evidence.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

fn is_portfolio(folder: &Path) -> bool {
    has_evidence(folder) || has_near_evidence(folder)
}

fn has_evidence(folder: &Path) -> bool {
    folder.join(EVIDENCE_FILE).symlink_metadata().is_ok()
}

/// Whether evidence.toml is there under a name that is nearly right: the check says how to rename it,
/// and a group's report does not lack the person.
fn has_near_evidence(folder: &Path) -> bool {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = found.take(MOST_NAMES).filter_map(|entry| entry.file_name().into_string().ok());
    names.any(|name| is_nearly_evidence(&name))
}
