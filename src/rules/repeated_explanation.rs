//! Two details have the same explanation.
//!
//! ## Why it matters
//!
//! Each detail is assessed by itself, and the same words can hardly say why two different details are shown.
//!
//! ## How to mend it
//!
//! Keep the explanation where it fits best, and say for the other detail what is particular to it. The same
//! evidence may well serve both.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::narrative::same_words;

pub(super) const RULE: Rule =
    Rule::new("repeated-explanation", Level::Warning, include_str!("repeated_explanation.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let entries = &case.portfolio.evidence.entries;
    let explained: Vec<_> = case
        .coverage
        .details()
        .filter(|detail| detail.explanation_words > 0)
        .filter_map(|detail| Some(&entries[detail.entry?]))
        .filter_map(|entry| Some((entry, same_words(&entry.explanation.as_ref()?.value))))
        .collect();
    let mut findings = Vec::new();
    for (index, (entry, words)) in explained.iter().enumerate() {
        let Some((first, _)) = explained[..index].iter().find(|(_, other)| other == words) else {
            continue;
        };
        let Some(explanation) = &entry.explanation else { continue };
        let message = format!("{} has the same explanation as {}", entry.id, first.id);
        let help = format!("say what is particular to {}", entry.id);
        findings.push(case.of_entry(RULE, entry, explanation.span.clone(), message).help(help));
    }
    findings
}
