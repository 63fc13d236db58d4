//! An explanation has fewer than 20 words.
//!
//! ## Why it matters
//!
//! The assessor must learn from it what to look at and why it shows this detail. One short sentence rarely does
//! both, and "see page 4" does neither.
//!
//! ## How to mend it
//!
//! Say what stands at the place, what your part in it was, and why that is proficiency of this very detail.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::plural;

pub(super) const RULE: Rule =
    Rule::new("thin-explanation", Level::Warning, include_str!("thin_explanation.rs"));

/// The fewest strict words that are not thin.
const ENOUGH: usize = 20;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let entries = &case.portfolio.evidence.entries;
    let thin = case.coverage.details().filter(|d| (1..ENOUGH).contains(&d.explanation_words));
    thin.filter_map(|detail| {
        let entry = &entries[detail.entry?];
        let span = entry.explanation.as_ref()?.span.clone();
        let words = detail.explanation_words;
        let message =
            format!("the explanation of {} has {words} {}", detail.id, plural(words, "word"));
        let help = "say what the assessor sees there, what you did, and why it shows this detail";
        Some(case.of_entry(RULE, entry, span, message).help(help))
    })
    .collect()
}
