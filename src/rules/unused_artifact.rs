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

use super::broken_link::leads_to;
use super::case::Case;
use crate::coverage::ArtifactStanding;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;

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
        .filter_map(|(_, _, standing)| match &standing.artifact {
            ArtifactStanding::Missing(Some(near)) => Some(near.as_str()),
            _ => None,
        })
        .collect();
    let narratives = [&case.portfolio.overview, &case.portfolio.reflection];
    let linked: HashSet<String> = narratives
        .into_iter()
        .filter_map(|narrative| narrative.read())
        .flat_map(|(_, prose)| prose.links.iter().filter_map(leads_to))
        .collect();
    let spoken_for = twins_of_cited(case);
    let artifacts = case.portfolio.artifacts.iter().enumerate();
    artifacts
        .filter(|(index, artifact)| {
            // Whatever else is wrong with a file is reported; one cause is one finding.
            artifact.is_readable()
                && artifact.bytes > 0
                && artifact.shortcut.is_none()
                && !case.coverage.cites(*index)
                && !meant.contains(artifact.path.as_str())
                && !linked.contains(&artifact.path)
                && !spoken_for.contains(index)
        })
        .map(|(_, artifact)| {
            let message = format!("nothing cites `{}`", artifact.path);
            let help = format!(
                "cite it where it proves something: {{ artifact = \"{}\", at = \"{}\" }}; \
                 or move it out of artifacts/",
                artifact.path,
                artifact.kind.forms()[0].replace('"', "\\\"")
            );
            Finding::new(RULE, Place::file(&artifact.path), message).help(help)
        })
        .collect()
}

/// The indices of files that are the same, byte for byte, as one that is cited or stands before
/// them: `duplicate-artifact` says so.
fn twins_of_cited(case: &Case<'_>) -> HashSet<usize> {
    let artifacts = case.portfolio.artifacts.iter().enumerate();
    let digests = artifacts.filter_map(|(index, artifact)| Some((index, artifact.digest?)));
    let mut same: HashMap<[u8; 32], Vec<usize>> = HashMap::new();
    for (index, digest) in digests {
        same.entry(digest).or_default().push(index);
    }
    let mut twins = HashSet::new();
    for indices in same.values() {
        let last_cited = indices.iter().rposition(|index| case.coverage.cites(*index));
        // The first is spoken for only by one behind it that is cited.
        let from = usize::from(last_cited.is_none_or(|last| last == 0));
        twins.extend(indices.iter().skip(from));
    }
    twins
}
