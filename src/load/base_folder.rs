//! The folder of a bag, in an archive or on disk.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::evidence::EVIDENCE_FILE;
use super::problem::BundleProblem;

/// How many folders may lie around a bag: programs that unpack or pack add one or two.
const MOST_AROUND: usize = 3;

/// The one folder that everything in an archive is in (RFC 8493, section 4).
pub(super) fn base_of<'n>(
    names: impl Iterator<Item = &'n str> + Clone,
    problems: &mut Vec<BundleProblem>,
) -> String {
    if let Some(base) = deep_base(names.clone()) {
        let below = format!("{base}/");
        let outside = names.filter(|name| !name.starts_with(&below));
        let outside = outside.map(|name| BundleProblem::of(name, "stands outside the base folder"));
        problems.extend(outside);
        return base;
    }
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut bags: BTreeSet<&str> = BTreeSet::new();
    let mut outside: Vec<&str> = Vec::new();
    for name in names {
        match name.split_once('/') {
            Some((folder, rest)) => {
                folders.insert(folder);
                if rest == "bagit.txt" {
                    bags.insert(folder);
                }
            }
            None => outside.push(name),
        }
    }
    // A bag zipped without its folder around it is still a bag.
    if outside.contains(&"bagit.txt") {
        problems.push(BundleProblem::of_whole("has no base folder: its files lie bare in the zip"));
        return String::new();
    }
    for name in outside {
        problems.push(BundleProblem::of(name, "stands outside the base folder"));
    }
    let base = bags.first().or(folders.first()).copied().unwrap_or("");
    for other in folders.iter().filter(|folder| **folder != base) {
        let message = format!("is a second base folder: everything should be in `{base}/`");
        problems.push(BundleProblem::of(format!("{other}/"), message));
    }
    if base.is_empty() {
        problems.push(BundleProblem::of_whole("holds no file that can be used"));
    }
    base.to_owned()
}

/// The folder of the only bag, if it lies in other folders.
fn deep_base<'n>(names: impl Iterator<Item = &'n str>) -> Option<String> {
    let mut bags = names.filter_map(|name| name.strip_suffix("/bagit.txt"));
    let base = bags.next().filter(|_| bags.next().is_none())?;
    let around = base.matches('/').count();
    ((1..=MOST_AROUND).contains(&around) && !base.contains("/data/")).then(|| base.to_owned())
}

/// The bag's folder: this one, or the only one in it.
pub(super) fn base_folder(path: &Path) -> io::Result<PathBuf> {
    let is_bag = |folder: &Path| folder.join("bagit.txt").exists() || folder.join("data").is_dir();
    if is_bag(path) {
        // `.` has no name of its own.
        return Ok(path.canonicalize().unwrap_or_else(|_| path.to_owned()));
    }
    let mut level: Vec<PathBuf> = vec![path.to_owned()];
    for _ in 0..MOST_AROUND {
        let mut below = Vec::new();
        for folder in &level {
            let folders = fs::read_dir(folder)?.flatten();
            let folders = folders.filter(|it| it.file_type().is_ok_and(|kind| kind.is_dir()));
            below.extend(folders.map(|entry| entry.path()));
        }
        below.sort();
        if let Some(bag) = below.iter().find(|folder| is_bag(folder)) {
            return Ok(bag.clone());
        }
        // What lies in several folders was not unpacked here.
        level = if below.len() == 1 { below } else { break };
    }
    let why = match path.join(EVIDENCE_FILE).exists() {
        true => "it is a portfolio and no bundle: `mcred check` judges it",
        false => "it is a folder without a bundle: there is no bagit.txt in it",
    };
    Err(io::Error::new(io::ErrorKind::InvalidInput, why))
}
