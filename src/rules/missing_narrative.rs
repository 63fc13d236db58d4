//! The overview or the reflection is not there.
//!
//! ## Why it matters
//!
//! Both are required parts of every submission: Part 1 and Part 3 of the portal.
//!
//! ## How to mend it
//!
//! Run `mcred init` in the portfolio: it adds `narratives/overview.md` or
//! `narratives/reflection.md` with the official questions as headings, and leaves every other
//! file alone.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{NarrativeState, Place};

pub(super) const RULE: Rule =
    Rule::new("missing-narrative", Level::Error, include_str!("missing_narrative.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let parts = [(&case.portfolio.overview, "Part 1"), (&case.portfolio.reflection, "Part 3")];
    parts
        .into_iter()
        .filter(|(narrative, _)| narrative.state == NarrativeState::Missing)
        .map(|(narrative, part)| {
            let message = format!("{part} is missing: there is no {}", narrative.path);
            let help = "`mcred init` adds it with its headings and changes no other file";
            Finding::new(RULE, Place::file(&narrative.path), message).help(help)
        })
        .collect()
}
