//! A detail has no evidence.
//!
//! ## Why it matters
//!
//! Proficiency must be shown for every detail under every outcome. A detail without evidence fails the whole
//! submission, however strong the rest is.
//!
//! ## How to mend it
//!
//! Name an artifact and where in it the proof stands:
//!
//! ```toml
//! [eo.1.a]
//! evidence = [
//!     { artifact = "artifacts/climate-survey.pdf", at = "pages 4-6" },
//! ]
//! ```

use super::case::Case;
use crate::coverage::{Coverage, DetailCoverage};
use crate::finding::{Finding, Level, Rule};
use crate::model::{Portfolio, Span};

pub(super) const RULE: Rule =
    Rule::new("missing-evidence", Level::Error, include_str!("missing_evidence.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some(credential) = &case.portfolio.credential else { return Vec::new() };
    let evidence = &case.portfolio.evidence;
    let help = |id: &dyn std::fmt::Display| {
        format!(
            "write under [eo.{id}]: evidence = [{{ artifact = \"artifacts/…\", at = \"page 4\" }}]"
        )
    };
    details_without_evidence(case.portfolio, case.coverage)
        .into_iter()
        .filter_map(|uncovered| {
            let detail = credential.detail(&uncovered.id)?;
            let finding = match uncovered.entry {
                Some(index) => {
                    let entry = &evidence.entries[index];
                    let span = entry.evidence_span.clone().unwrap_or_else(|| entry.span.clone());
                    let message = format!("detail {} has no evidence", detail.id);
                    case.of_entry(RULE, entry, span, message)
                }
                None => {
                    let end = evidence.source.text.trim_end().len();
                    let message = format!(
                        "detail {0} has neither evidence nor explanation: there is no [eo.{0}]",
                        detail.id
                    );
                    Finding::new(RULE, case.evidence_place(end..end), message)
                        .requirement(format!("{} {}", detail.id, detail.text))
                }
            };
            let help = match uncovered.entry {
                Some(_) => help(&detail.id),
                None => format!("run `mcred init`, which adds the table, or {}", help(&detail.id)),
            };
            Some(finding.help(help))
        })
        .collect()
}

/// The details for which nothing is cited. Where evidence was typed and could not be read, that was
/// reported already.
pub fn details_without_evidence<'c>(
    portfolio: &Portfolio,
    coverage: &'c Coverage,
) -> Vec<&'c DetailCoverage> {
    let evidence = &portfolio.evidence;
    // Where a table on the way to the details could not be read, none of them is missing.
    let mut problems = portfolio.problems.iter().filter_map(|problem| problem.key.as_deref());
    if !evidence.well_formed || problems.any(|key| key == "eo" || key.starts_with("eo.")) {
        return Vec::new();
    }
    let is_broken = |detail: &DetailCoverage| {
        let entry = detail.entry.and_then(|index| evidence.entries.get(index));
        let Some(span) = entry.and_then(|entry| entry.evidence_span.as_ref()) else { return false };
        let inside = |place: &Span| span.start <= place.start && place.end <= span.end;
        portfolio.problems.iter().any(|problem| {
            let place = &problem.place;
            place.path == evidence.source.path && place.span.as_ref().is_some_and(inside)
        })
    };
    let uncovered = coverage.details().filter(|detail| detail.evidence.is_empty());
    uncovered.filter(|detail| !is_broken(detail)).collect()
}
