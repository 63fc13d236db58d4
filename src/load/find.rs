//! Finds the portfolio that a folder belongs to, or those below it.

use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

use super::evidence::EVIDENCE_FILE;
use super::litter::is_litter;
use crate::model::is_nearly_evidence;

/// What a folder turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A portfolio in this folder, which is the given one or the nearest one upward.
    Portfolio(PathBuf),
    /// A folder that is none itself and holds some.
    Cohort(Cohort),
    /// Neither, and what else is in the folder.
    Nothing(Beside),
}

/// What lies below a folder of portfolios.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cohort {
    /// The portfolios, sorted by name without regard to case; none is searched for inside another.
    pub portfolios: Vec<PathBuf>,
    /// What else is there.
    pub beside: Beside,
}

/// What lies beside the portfolios of a cohort.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Folders that neither are portfolios nor hold one, and why.
    pub folders: Vec<(PathBuf, String)>,
    /// Zips, which may be bundles.
    pub zips: Vec<PathBuf>,
}

impl Beside {
    /// Whether nothing lies beside the portfolios.
    pub fn is_empty(&self) -> bool {
        self.folders.is_empty() && self.zips.is_empty()
    }
}

/// How deep below a cohort's folder its portfolios may lie (year, group, person).
const COHORT_DEPTH: usize = 4;

/// The portfolio that a folder is or lies in, or the portfolios that it contains.
pub fn find_portfolio(folder: &Path) -> Found {
    let entries = list(folder).unwrap_or_default();
    if is_portfolio(&entries) {
        return Found::Portfolio(folder.to_owned());
    }
    let cohort = cohort_of(&entries);
    if !cohort.portfolios.is_empty() {
        return Found::Cohort(cohort);
    }
    // `.` has no parent by name.
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    match real.ancestors().skip(1).find(|folder| has_evidence(folder)) {
        Some(folder) => Found::Portfolio(folder.to_owned()),
        None => Found::Nothing(cohort.beside),
    }
}

/// The portfolios below a folder, and what lies beside them.
///
/// A folder beside a portfolio that can't be read counts as one, so that the check reports it. So
/// does a link to a portfolio that is not found otherwise.
pub fn cohort_below(folder: &Path) -> Cohort {
    cohort_of(&list(folder).unwrap_or_default())
}

fn cohort_of(entries: &[Entry]) -> Cohort {
    let mut walk = Walk::default();
    walk.below(entries, 1);
    Cohort { portfolios: portfolios_among(walk.found), beside: walk.beside }
}

/// A name in a folder. Each folder is listed once.
struct Entry {
    path: PathBuf,
    name: String,
    kind: FileType,
}

/// The names in a folder, as people sort them.
fn list(folder: &Path) -> io::Result<Vec<Entry>> {
    let found = std::fs::read_dir(folder)?.flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        Some(Entry { path: entry.path(), name, kind: entry.file_type().ok()? })
    });
    let mut entries: Vec<Entry> = found.collect();
    entries.sort_by_cached_key(|entry| (entry.name.to_lowercase(), entry.name.clone()));
    Ok(entries)
}

/// A walk through the folders of a cohort.
#[derive(Default)]
struct Walk {
    found: Vec<(PathBuf, Certainty)>,
    beside: Beside,
}

impl Walk {
    /// What lies below a folder with these entries, at this depth of the cohort.
    fn below(&mut self, entries: &[Entry], depth: usize) {
        for entry in entries.iter().filter(|it| !it.name.starts_with('.') && !is_litter(&it.name)) {
            if entry.kind.is_dir() {
                self.folder(&entry.path, depth);
            } else if entry.kind.is_symlink() {
                let entries = list(&entry.path).unwrap_or_default();
                if is_portfolio(&entries) {
                    self.found.push((entry.path.clone(), Certainty::IfNotFoundElsewhere));
                }
            } else if entry.name.to_lowercase().ends_with(".zip") {
                self.beside.zips.push(entry.path.clone());
            }
        }
    }

    fn folder(&mut self, folder: &Path, depth: usize) {
        let entries = match list(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                self.found.push((folder.to_owned(), Certainty::IfBesidePortfolio));
                return;
            }
            Err(error) => {
                self.beside.folders.push((folder.to_owned(), super::error_clause(&error)));
                return;
            }
        };
        if is_portfolio(&entries) {
            self.found.push((folder.to_owned(), Certainty::Sure));
            return;
        }
        let (found, folders) = (self.found.len(), self.beside.folders.len());
        let zips = self.beside.zips.len();
        if depth < COHORT_DEPTH {
            self.below(&entries, depth + 1);
        }
        if self.found.len() == found {
            // One line for a folder without portfolios, not one for each folder in it.
            self.beside.folders.truncate(folders);
            let seen = entries.iter().any(|it| !is_litter(&it.name) && !it.name.starts_with('.'));
            let why = match (seen, self.beside.zips.len() > zips) {
                (false, _) => "it is empty",
                (true, true) => "there is no evidence.toml in it, but a zip",
                (true, false) => "there is no evidence.toml in it",
            };
            self.beside.folders.push((folder.to_owned(), why.to_owned()));
        }
    }
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

/// Whether evidence.toml is there, or under a name that is nearly right: the check says how to rename
/// it, and a group's report does not lack the person.
fn is_portfolio(entries: &[Entry]) -> bool {
    entries.iter().any(|it| it.name == EVIDENCE_FILE || is_nearly_evidence(&it.name))
}

fn has_evidence(folder: &Path) -> bool {
    folder.join(EVIDENCE_FILE).symlink_metadata().is_ok()
}
