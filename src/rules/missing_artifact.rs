//! Evidence names a file that is not in the portfolio.
//!
//! ## Why it matters
//!
//! The bundle can only carry what is there, and an assessor who finds nothing at the named place can't credit it.
//!
//! ## How to mend it
//!
//! Copy the file into `artifacts/`, or correct the path. Paths begin at the portfolio's folder, are written with
//! `/`, and upper and lower case count, since they do on the assessor's machine. Where a file was renamed or moved,
//! mcred finds it by the confirmed text, by the quotes or by its name, and `mcred check --fix` writes the new path
//! in all its citations.

use std::collections::HashSet;

use super::case::Case;
use crate::coverage::{ArtifactStatus, Because, Meant};
use crate::finding::{Finding, Level, Rule};
use crate::model::{Citation, Entry, MisplacedFile, file_name};

pub(super) const RULE: Rule =
    Rule::new("missing-artifact", Level::Error, include_str!("missing_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut reported: HashSet<&str> = HashSet::new();
    case.citations()
        .filter_map(|(entry, citation, status)| {
            let ArtifactStatus::Missing(meant) = &status.artifact else { return None };
            let path = citation.artifact.as_ref()?.value.as_str();
            match meant {
                // One file that was renamed is one finding, however often it is cited.
                Some(meant) if reported.insert(path) => renamed(case, entry, citation, meant),
                Some(_) => None,
                None => missing(case, entry, citation),
            }
        })
        .collect()
}

fn renamed(case: &Case<'_>, entry: &Entry, citation: &Citation, meant: &Meant) -> Option<Finding> {
    let artifact = citation.artifact.as_ref()?;
    let path = &artifact.value;
    let same = case.citations().filter_map(|(_, it, _)| it.artifact.as_ref());
    let times = match same.filter(|it| it.value == *path).count() {
        1 => String::new(),
        times => format!(", which is cited {times} times"),
    };
    let other = &meant.path;
    let why = match meant.because {
        Because::Text => format!("; `{other}` has the text that was confirmed in it"),
        Because::Quote => format!("; `{other}` has the words that are quoted"),
        Because::Name if file_name(other) == file_name(path) => {
            format!("; `{other}` has its name")
        }
        Because::Name => String::new(),
    };
    let message = format!("there is no `{path}`{times}{why}");
    let help = match meant.is_sure {
        true => format!("did you mean `{other}`? `mcred check --fix` writes it"),
        false => format!("did you mean `{other}`?"),
    };
    let finding = case.of_entry(RULE, entry, artifact.span.clone(), message);
    Some(finding.help(help).about(path))
}

fn missing(case: &Case<'_>, entry: &Entry, citation: &Citation) -> Option<Finding> {
    let artifact = citation.artifact.as_ref()?;
    let message = format!("there is no `{}`", artifact.value);
    let help = match case.portfolio.misplaced(&artifact.value) {
        Some(misplaced) => move_in(misplaced),
        None => "copy the file into artifacts/, or correct the path".to_owned(),
    };
    let finding = case.of_entry(RULE, entry, artifact.span.clone(), message);
    Some(finding.help(help).about(&artifact.value))
}

/// What to do with a file that lies beside artifacts/.
pub(super) fn move_in(misplaced: &MisplacedFile) -> String {
    let MisplacedFile { found, target, .. } = misplaced;
    format!("move `{found}` to `{target}`; `mcred check --fix` offers it")
}
