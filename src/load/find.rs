//! Which folder is meant: the portfolio that holds this one, or those below it.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

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

/// The portfolios below a folder, sorted; none is looked for inside another.
pub fn portfolios_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut walk =
        WalkDir::new(folder).min_depth(1).max_depth(COHORT_DEPTH).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type().is_dir() && hidden {
            walk.skip_current_dir();
        } else if entry.file_type().is_dir() && is_portfolio(entry.path()) {
            found.push(entry.into_path());
            walk.skip_current_dir();
        }
    }
    found
}

fn is_portfolio(folder: &Path) -> bool {
    folder.join(EVIDENCE_FILE).symlink_metadata().is_ok()
}
