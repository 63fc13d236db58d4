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
use crate::finding::{Finding, Level, Rule};
use crate::model::Span;

pub(super) const RULE: Rule =
    Rule::new("missing-evidence", Level::Error, include_str!("missing_evidence.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let (Some(credential), true) =
        (&case.portfolio.credential, case.portfolio.evidence.well_formed)
    else {
        return Vec::new();
    };
    let evidence = &case.portfolio.evidence;
    // Where a table on the way to the details could not be read, none of them is missing.
    let mut problems = case.portfolio.problems.iter().filter_map(|problem| problem.key.as_deref());
    if problems.any(|key| key == "eo" || key.starts_with("eo.")) {
        return Vec::new();
    }
    let help = |id: &dyn std::fmt::Display| {
        format!(
            "write under [eo.{id}]: evidence = [{{ artifact = \"artifacts/…\", at = \"page 4\" }}]"
        )
    };
    let uncovered = case.coverage.details().filter(|detail| detail.evidence.is_empty());
    uncovered
        .filter_map(|uncovered| {
            let detail = credential.detail(&uncovered.id)?;
            let finding = match uncovered.entry {
                Some(index) => {
                    let entry = &evidence.entries[index];
                    let broken = entry.evidence_span.as_ref().is_some_and(|span| {
                        let problems = case.portfolio.problems.iter();
                        let mut places = problems.map(|problem| &problem.place);
                        places.any(|place| {
                            let inside = |p: &Span| span.start <= p.start && p.end <= span.end;
                            place.path == evidence.source.path
                                && place.span.as_ref().is_some_and(inside)
                        })
                    });
                    // What stands there and could not be read was reported already.
                    if broken {
                        return None;
                    }
                    let span = entry.evidence_span.clone().unwrap_or_else(|| entry.span.clone());
                    case.of_entry(
                        RULE,
                        entry,
                        span,
                        format!("detail {} has no evidence", detail.id),
                    )
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
            Some(finding.help(help(&detail.id)))
        })
        .collect()
}
