//! A placeholder of the scaffold is still there.
//!
//! ## Why it matters
//!
//! `[Write your answer here.]` in a submission says that it was sent before it was finished.
//! Placeholders never count as words, answers or explanations.
//!
//! ## How to mend it
//!
//! Replace the whole placeholder, brackets included, by your own words. What counts as one: text in
//! square brackets that begins with "Write" or "TODO", and the printers' dummy text "lorem ipsum".

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;
use crate::model::normalize::one_line;
use crate::narrative::find_placeholders;

pub(super) const RULE: Rule =
    Rule::new("leftover-placeholder", Level::Error, include_str!("leftover_placeholder.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let help = "replace it, brackets included, by your own words";
    let mut findings = Vec::new();
    for narrative in case.portfolio.narratives() {
        let Some((source, prose)) = narrative.read() else { continue };
        for span in &prose.placeholders {
            let message =
                format!("`{}` waits to be replaced", one_line(&source.text[span.clone()]));
            let place = Place::at(&source.path, span.clone());
            findings.push(Finding::new(RULE, place, message).help(help));
        }
    }
    for entry in &case.portfolio.evidence.entries {
        let Some(explanation) = &entry.explanation else { continue };
        let text = &case.portfolio.evidence.source.text;
        let Some(written) = text.get(explanation.span.clone()) else { continue };
        for span in find_placeholders(written) {
            let message = format!("`{}` waits to be replaced", one_line(&written[span.clone()]));
            let from = explanation.span.start;
            let span = from + span.start..from + span.end;
            findings.push(case.of_entry(RULE, entry, span, message).help(help));
        }
    }
    findings
}
