//! Which folder is meant: the portfolio that holds this one, or those below it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::evidence::EVIDENCE_FILE;

/// What a folder turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A portfolio, in this folder: the named one, or the nearest one upward.
    Portfolio(PathBuf),
    /// A folder that is none and holds some, sorted.
    Cohort(Vec<PathBuf>),
    /// Neither.
    Nothing,
}

/// How deep below a cohort's folder its portfolios may lie (year, group, person).
const COHORT_DEPTH: usize = 4;

/// The portfolio that a folder is, lies in or holds (design section 5).
pub fn find_portfolio(folder: &Path) -> Found {
    if is_portfolio(folder) {
        return Found::Portfolio(folder.to_owned());
    }
    let below = portfolios_below(folder);
    if !below.is_empty() {
        return Found::Cohort(below);
    }
    // Upward from where the folder really is: `.` has no parent by name.
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    match real.ancestors().skip(1).find(|folder| is_portfolio(folder)) {
        Some(folder) => Found::Portfolio(folder.to_owned()),
        None => Found::Nothing,
    }
}

/// The portfolios below a folder, sorted by name as people sort, whatever the case; none is
/// looked for inside another.
///
/// A folder beside a portfolio that nobody may look into counts as one: that it can't be read is
/// for the check to say. So does a link to a portfolio that is not there by itself.
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
            found.push((entry.into_path(), Sure::Yes));
        } else if kind.is_dir() && is_forbidden(entry.path()) {
            found.push((entry.into_path(), Sure::OnlyBesideOne));
        } else if kind.is_symlink() && is_portfolio(entry.path()) {
            found.push((entry.into_path(), Sure::OnlyIfNew));
        }
    }
    without_doubtful(found)
}

/// Whether a folder that was found is a portfolio.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    Yes,
    OnlyBesideOne,
    OnlyIfNew,
}

fn without_doubtful(found: Vec<(PathBuf, Sure)>) -> Vec<PathBuf> {
    let sure = || found.iter().filter(|(_, sure)| *sure == Sure::Yes).map(|(path, _)| path);
    let is_meant = |path: &PathBuf, doubt: Sure| match doubt {
        Sure::Yes => true,
        Sure::OnlyBesideOne => sure().any(|one| one.parent() == path.parent()),
        Sure::OnlyIfNew => {
            let target = path.canonicalize().ok();
            target.is_some() && !sure().any(|one| one.canonicalize().ok() == target)
        }
    };
    let meant = found.iter().filter(|(path, doubt)| is_meant(path, *doubt));
    meant.map(|(path, _)| path.clone()).collect()
}

/// Whether it can't be told what is in a folder.
fn is_forbidden(folder: &Path) -> bool {
    let evidence = folder.join(EVIDENCE_FILE).symlink_metadata();
    evidence.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

fn is_portfolio(folder: &Path) -> bool {
    folder.join(EVIDENCE_FILE).symlink_metadata().is_ok()
}
