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
    let is_meant = |path: &str| {
        case.citations().any(|(_, _, standing)| {
            matches!(&standing.artifact, ArtifactStanding::Missing(Some(near)) if near == path)
        })
    };
    let linked = |path: &str| {
        let narratives = [&case.portfolio.overview, &case.portfolio.reflection];
        let mut read = narratives.into_iter().filter_map(|narrative| narrative.read());
        read.any(|(_, prose)| {
            let mut links = prose.links.iter().filter_map(super::broken_link::leads_to);
            links.any(|target| target == path)
        })
    };
    let artifacts = case.portfolio.artifacts.iter().enumerate();
    artifacts
        .filter(|(index, artifact)| {
            // Whatever else is wrong with a file is reported; one cause is one finding.
            artifact.is_readable()
                && artifact.bytes > 0
                && artifact.shortcut.is_none()
                && !case.coverage.cites(*index)
                && !is_meant(&artifact.path)
                && !linked(&artifact.path)
                && !is_twin_of_cited(case, *index)
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

/// Whether the file is the same, byte for byte, as one that is cited or stands
/// before it: `duplicate-artifact` says so.
fn is_twin_of_cited(case: &Case<'_>, index: usize) -> bool {
    let artifacts = &case.portfolio.artifacts;
    let digest = artifacts[index].digest;
    digest.is_some()
        && artifacts.iter().enumerate().any(|(other, artifact)| {
            artifact.digest == digest
                && (other < index || (other > index && case.coverage.cites(other)))
        })
}
