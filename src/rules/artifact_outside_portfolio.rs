//! Evidence, or a link in `artifacts/`, leads to a file outside of `artifacts/`.
//!
//! ## Why it matters
//!
//! Only `artifacts/` is packed. A path such as `../Desktop/plan.pdf`, or a symbolic link to it, exists on your machine
//! alone, and it would tell the assessor how your folders are named.
//!
//! ## How to mend it
//!
//! Copy the file itself into `artifacts/` and cite it there.

use super::case::Case;
use crate::coverage::ArtifactStatus;
use crate::finding::{Finding, Level, Rule};
use crate::model::{ArtifactState, Place};

pub(super) const RULE: Rule = Rule::new(
    "artifact-outside-portfolio",
    Level::Error,
    include_str!("artifact_outside_portfolio.rs"),
);

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let help = "copy the file itself into artifacts/ and cite it there";
    let cited = case.citations().filter_map(|(entry, citation, status)| {
        let artifact = citation.artifact.as_ref()?;
        if status.artifact != ArtifactStatus::Outside {
            return None;
        }
        let message =
            format!("`{}` is not in artifacts/, the folder that is packed", artifact.value);
        Some(case.of_entry(RULE, entry, artifact.span.clone(), message).help(help))
    });
    let links = case.portfolio.artifacts.iter();
    let links = links.filter(|artifact| artifact.state == ArtifactState::LeavesPortfolio);
    let linked = links.map(|artifact| {
        let message = format!("`{}` is a link that leads out of the portfolio", artifact.path);
        Finding::new(RULE, Place::file(&artifact.path), message).help(help)
    });
    cited.chain(linked).collect()
}
