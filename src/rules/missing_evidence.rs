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

pub(super) const RULE: Rule =
    Rule::new("missing-evidence", Level::Error, include_str!("missing_evidence.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let (Some(credential), true) =
        (&case.portfolio.credential, case.portfolio.evidence.well_formed)
    else {
        return Vec::new();
    };
    let evidence = &case.portfolio.evidence;
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
                        let mut problems = case.portfolio.problems.iter();
                        problems.any(|problem| {
                            problem.place.span.as_ref().is_some_and(|p| {
                                problem.place.path == evidence.source.path
                                    && span.start <= p.start
                                    && p.end <= span.end
                            })
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
