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
use crate::coverage::ArtifactStanding;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;

pub(super) const RULE: Rule =
    Rule::new("unused-artifact", Level::Warning, include_str!("unused_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    if !case.portfolio.evidence.well_formed || case.portfolio.credential.is_none() {
        return Vec::new();
    }
    // A file that a wrong path probably meant is not unused: the path is wrong.
    let meant: HashSet<&str> = case
        .citations()
        .filter_map(|(_, _, standing)| match &standing.artifact {
            ArtifactStanding::Missing(near) => near.as_deref(),
            _ => None,
        })
        .collect();
    let linked = |path: &str| {
        let narratives = [&case.portfolio.overview, &case.portfolio.reflection];
        let mut read = narratives.into_iter().filter_map(|narrative| narrative.read());
        read.any(|(_, prose)| prose.links.iter().any(|link| link.target.ends_with(path)))
    };
    // `duplicate-artifact` says of a file that it is the same as another.
    let mut files_of: HashMap<[u8; 32], usize> = HashMap::new();
    for digest in case.portfolio.artifacts.iter().filter_map(|artifact| artifact.digest) {
        *files_of.entry(digest).or_default() += 1;
    }
    let has_twin = |digest: &[u8; 32]| files_of.get(digest).is_some_and(|files| *files > 1);
    let artifacts = case.portfolio.artifacts.iter().enumerate();
    artifacts
        .filter(|(index, artifact)| {
            // Whatever else is wrong with a file is reported; one cause is one finding.
            artifact.is_readable()
                && artifact.bytes > 0
                && artifact.shortcut.is_none()
                && !case.coverage.cites(*index)
                && !meant.contains(artifact.path.as_str())
                && !linked(&artifact.path)
                && !artifact.digest.is_some_and(|digest| has_twin(&digest))
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
