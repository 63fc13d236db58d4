//! A file in `artifacts/` is cited by nothing.
//!
//! ## Why it matters
//!
//! It is packed all the same, and the assessor wonders what it is for. Perhaps a citation is missing; perhaps it is
//! a draft that should not leave the house.
//!
//! ## How to mend it
//!
//! Cite it for the detail that it proves, or move it out of `artifacts/`.

use std::collections::{HashMap, HashSet};

use super::case::Case;
use super::duplicate_artifact::content;
use crate::coverage::ArtifactStatus;
use crate::finding::{Finding, Level, Rule};
use crate::locate::examples;
use crate::model::{Artifact, Kind, Place};

pub(super) const RULE: Rule =
    Rule::new("unused-artifact", Level::Warning, include_str!("unused_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    // Where citations could not be read, nothing can be said of what they cite.
    let unread =
        ["eo", "evidence", "artifact"].iter().any(|key| case.portfolio.has_wrong_type(key));
    if unread || !case.portfolio.evidence.well_formed || case.portfolio.credential.is_none() {
        return Vec::new();
    }
    // A file that a wrong path probably meant is not unused: the path is wrong.
    let meant: HashSet<&str> = case
        .citations()
        .filter_map(|(_, _, status)| match &status.artifact {
            ArtifactStatus::Missing(Some(meant)) => Some(meant.path.as_str()),
            _ => None,
        })
        .collect();
    let linked = case.linked_files();
    // `duplicate-artifact` says of a file that it is the same as one that is cited or
    // stands before it.
    let mut first_of = HashMap::new();
    let mut cited = HashSet::new();
    for (index, artifact) in case.portfolio.artifacts.iter().enumerate() {
        let Some(content) = content(artifact) else { continue };
        first_of.entry(content).or_insert(index);
        if case.coverage.cites(index) {
            cited.insert(content);
        }
    }
    let is_twin = |index: usize, artifact: &Artifact| {
        content(artifact).is_some_and(|content| {
            cited.contains(&content) || first_of.get(&content).is_some_and(|first| *first < index)
        })
    };
    let artifacts = case.portfolio.artifacts.iter().enumerate();
    artifacts
        .filter(|(index, artifact)| {
            // Whatever else is wrong with a file is reported; one cause is one finding. A transcript
            // belongs to its recording, and one without has a rule of its own.
            artifact.has_content()
                && artifact.kind != Kind::Transcript
                && !case.coverage.cites(*index)
                && !meant.contains(artifact.path.as_str())
                && !linked.contains(artifact.path.as_str())
                && !is_twin(*index, artifact)
        })
        .map(|(_, artifact)| {
            let message = format!("nothing cites `{}`", artifact.path);
            let help = format!(
                "cite it where it proves something: {{ artifact = \"{}\", at = \"{}\" }}; \
                 or move it out of artifacts/",
                artifact.path,
                examples(artifact.kind, artifact.facts())[0].replace('"', "\\\"")
            );
            Finding::new(RULE, Place::file(&artifact.path), message).help(help)
        })
        .collect()
}
