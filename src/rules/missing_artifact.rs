//! Evidence names a file that is not in the portfolio.
//!
//! ## Why it matters
//!
//! The bundle can only carry what is there, and an assessor who finds nothing at the named place can't credit it.
//!
//! ## How to mend it
//!
//! Copy the file into `artifacts/`, or correct the path. Paths begin at the portfolio's folder, are written with
//! `/`, and upper and lower case count, since they do on the assessor's machine.

use super::case::Case;
use crate::coverage::ArtifactStatus;
use crate::finding::{Finding, Level, Rule};

pub(super) const RULE: Rule =
    Rule::new("missing-artifact", Level::Error, include_str!("missing_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter_map(|(entry, citation, status)| {
            let ArtifactStatus::Missing(near) = &status.artifact else { return None };
            let artifact = citation.artifact.as_ref()?;
            let message = format!("there is no `{}`", artifact.value);
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "copy the file into artifacts/, or correct the path".to_owned(),
            };
            let finding = case.of_entry(RULE, entry, artifact.span.clone(), message).help(help);
            Some(finding.about(&artifact.value))
        })
        .collect()
}
