//! Cited files that lie beside artifacts/ or one folder above the portfolio, as photos do that were
//! saved in a hurry.

use std::collections::{BTreeSet, HashSet};

use super::artifacts::ARTIFACTS;
use super::litter::is_litter;
use super::tree::Tree;
use crate::model::{Artifact, MisplacedFile, Portfolio, file_name};

/// For so many paths files are looked for: each asks the system.
const MOST: usize = 200;

/// The files that have the names of cited ones that are not in artifacts/.
pub(super) fn find(
    tree: &dyn Tree,
    portfolio: &Portfolio,
    artifacts: &[Artifact],
) -> Vec<MisplacedFile> {
    let same_name = |path: &str, name: &str| file_name(path).eq_ignore_ascii_case(name);
    let names: HashSet<String> =
        artifacts.iter().map(|it| file_name(&it.path).to_ascii_lowercase()).collect();
    let citations = portfolio.evidence.entries.iter().flat_map(|entry| &entry.evidence);
    let cited = citations.filter_map(|it| it.artifact.as_ref().map(|path| path.value.as_str()));
    // An address of the web is no file, and a file in artifacts/ is where it belongs.
    let lost = cited.filter(|path| !path.contains("://")).filter(|path| {
        let path = path.replace('\\', "/");
        let name = file_name(&path);
        !name.is_empty() && !is_litter(name) && !names.contains(&name.to_ascii_lowercase())
    });
    let lost: BTreeSet<&str> = lost.take(MOST).collect();
    let misplaced = lost.into_iter().filter_map(|cited| {
        let path = cited.replace('\\', "/");
        let name = file_name(&path);
        let beside = || portfolio.unread_files.iter().find(|it| same_name(it, name)).cloned();
        let stray = portfolio.stray_files.iter().find(|it| *it == cited);
        let stray = stray.filter(|it| !portfolio.other_files.contains(it)).cloned();
        let above = || tree.has_above(name).then(|| format!("../{name}"));
        let found = stray.or_else(beside).or_else(above)?;
        let target = match path.strip_prefix(ARTIFACTS) {
            Some(below) if !below.split('/').any(|part| part == "..") => path,
            _ => format!("{ARTIFACTS}{}", file_name(&found)),
        };
        Some(MisplacedFile { cited: cited.to_owned(), found, target })
    });
    misplaced.collect()
}
