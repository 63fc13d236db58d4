//! The overview or the reflection is not there.
//!
//! A narrative is one file, `.md`, `.docx` or `.txt`. Where there are several, it is not sure which one
//! is meant; the first that has words counts.
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
    let missing = parts
        .into_iter()
        .filter(|(narrative, _)| narrative.state == NarrativeState::Missing)
        .map(|(narrative, part)| {
            let message = format!("{part} is missing: there is no {}", narrative.path);
            let help = "`mcred init` adds it with its headings and changes no other file";
            Finding::new(RULE, Place::file(&narrative.path), message).help(help)
        });
    let doubled = parts.into_iter().flat_map(|(narrative, part)| {
        narrative.others.iter().map(move |other| {
            let counted = &narrative.path;
            let message = format!("{part} lies in two files: {counted} counts, {other} does not");
            let help = "keep the one that you mean, and move the other out of narratives/";
            Finding::new(RULE, Place::file(other), message).help(help)
        })
    });
    missing.chain(doubled).collect()
}
