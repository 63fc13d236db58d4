//! A file name that some system can't store, or that two files differ in only by case.
//!
//! ## Why it matters
//!
//! The assessor's computer may be another than yours. Windows refuses `? * : < > | " \\`, names such as `CON` or `AUX`,
//! and names that end with a dot or a space; Windows and macOS take `Plan.pdf` and `plan.pdf` for the same file. Such a bundle
//! does not unpack whole, and a draft is packed without such files. Characters that nobody sees can make a name look like
//! another.
//!
//! ## How to mend it
//!
//! Rename the file: letters, digits, `-`, `_`, `.` and spaces inside are safe everywhere; at most 150 characters from
//! `artifacts/` on.

use std::collections::HashMap;

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, Twin, escape_controls, name_fault, twins};

pub(super) const RULE: Rule =
    Rule::new("unportable-name", Level::Error, include_str!("unportable_name.rs"));

/// Windows opens no path over 260 characters (MAX_PATH, "Maximum Path Length Limitation"); this leaves room for the
/// folder into which the bundle is unpacked and for its two folders of its own.
const LONGEST: usize = 150;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let portfolio = case.portfolio;
    let artifacts =
        portfolio.artifacts.iter().flat_map(|artifact| match artifact.parts.as_slice() {
            [] => std::slice::from_ref(&artifact.path),
            parts => parts,
        });
    let paths = || artifacts.clone().chain(&portfolio.other_files).map(String::as_str);
    let twins: HashMap<&str, Twin<'_>> = twins(paths())
        .into_iter()
        .filter(|twin| !twin.of_folders)
        .map(|twin| (twin.path, twin))
        .collect();
    // An id that can't be used is reported as one.
    let problems = &portfolio.problems;
    let is_reported = |path: &str| problems.iter().any(|problem| problem.place.path == path);
    let found = paths().filter(|path| !is_reported(path)).filter_map(|path| {
        let why = twins.get(path).map(sameness).or_else(|| fault(path))?;
        let message = format!("`{}` {why}", escape_controls(path));
        let help = "rename it with letters, digits, `-`, `_` and `.`, and correct its citations";
        Some(Finding::new(RULE, Place::file(path), message).help(help))
    });
    found.collect()
}

fn sameness(twin: &Twin<'_>) -> String {
    match twin.path.to_lowercase() == twin.other.to_lowercase() {
        true => format!("differs from `{}` only by upper and lower case", twin.other),
        false => format!("is the same name as `{}` on Windows or macOS", twin.other),
    }
}

fn fault(path: &str) -> Option<String> {
    let is_long = path.chars().count() > LONGEST;
    is_long
        .then(|| format!("is longer than {LONGEST} characters, too long for Windows"))
        .or_else(|| name_fault(path))
}
