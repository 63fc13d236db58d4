//! A page of a word processor's document is cited.
//!
//! ## Why it matters
//!
//! Pages of a DOCX or ODT depend on the machine that opens it: its fonts, its printer, its program. What is page 4
//! on yours may be page 5 on the assessor's.
//!
//! ## How to mend it
//!
//! Cite the heading under which it stands, `at = 'section "Findings"'`, or export the document to PDF
//! and cite the page of that.

use super::case::Case;
use crate::coverage::{ArtifactStatus, LocationStatus};
use crate::finding::{Finding, Level, Rule};
use crate::model::{Kind, Location};

pub(super) const RULE: Rule =
    Rule::new("unstable-location", Level::Warning, include_str!("unstable_location.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter_map(|(entry, citation, status)| {
            let ArtifactStatus::Found(index) = status.artifact else { return None };
            let artifact = &case.portfolio.artifacts[index];
            let LocationStatus::Unchecked(Location::Pages(_)) = &status.place else { return None };
            if artifact.kind != Kind::Document {
                return None;
            }
            let message =
                format!("pages of `{}` depend on the machine that opens it", artifact.path);
            let help = "cite a heading, `at = 'section \"Findings\"'`, or export it to PDF";
            let span = citation.at.as_ref()?.span.clone();
            Some(case.of_entry(RULE, entry, span, message).help(help).about(&artifact.path))
        })
        .collect()
}
