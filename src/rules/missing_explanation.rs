//! A detail has no explanation.
//!
//! ## Why it matters
//!
//! Evidence does not speak for itself: the portal asks, for each detail, how the evidence demonstrates
//! proficiency of it (the self-analysis).
//!
//! ## How to mend it
//!
//! Say what the assessor sees at that place, what you did for it, and why that shows this detail:
//!
//! ```toml
//! [eo.1.a]
//! explanation = """
//! Page 4 shows …
//! """
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::narrative::find_placeholders;

pub(super) const RULE: Rule =
    Rule::new("missing-explanation", Level::Error, include_str!("missing_explanation.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let entries = &case.portfolio.evidence.entries;
    let unexplained = case.coverage.details().filter(|detail| detail.explanation_words == 0);
    unexplained
        .filter_map(|detail| {
            let entry = &entries[detail.entry?];
            let explanation = entry.explanation.as_ref();
            // A placeholder says the same of the same line, a wrong type as well.
            let waits = explanation.is_some_and(|e| !find_placeholders(&e.value).is_empty());
            let broken = case.portfolio.problems.iter().any(|problem| {
                problem.message.starts_with("`explanation` is text")
                    && problem.place.span.as_ref().is_some_and(|p| is_inside(case, entry, p.start))
            });
            if waits || broken {
                return None;
            }
            let span = explanation.map_or_else(|| entry.span.clone(), |e| e.span.clone());
            let message = format!("detail {} has no explanation", detail.id);
            let help = format!("write under [eo.{}]: explanation = \"\"\"…\"\"\"", detail.id);
            Some(case.of_entry(RULE, entry, span, message).help(help))
        })
        .collect()
}

/// Whether a byte of evidence.toml lies between this entry's header and the next one's.
fn is_inside(case: &Case<'_>, entry: &crate::model::Entry, byte: usize) -> bool {
    let starts = case.portfolio.evidence.entries.iter().map(|other| other.span.start);
    let next = starts.filter(|start| *start > entry.span.start).min().unwrap_or(usize::MAX);
    (entry.span.start..next).contains(&byte)
}
