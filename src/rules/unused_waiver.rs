//! A `[[waive]]` sets aside a warning that is not there.
//!
//! ## Why it matters
//!
//! A waiver that covers nothing may be left from an earlier state, or misses the finding that it was
//! meant for, and would hide the next one of its kind.
//!
//! ## How to mend it
//!
//! Delete it, or compare its `rule` and `path` with the finding that you want to set aside.

use super::case::Case;
use super::waive::covers;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Date, Place};

pub(super) const RULE: Rule =
    Rule::new("unused-waiver", Level::Warning, include_str!("unused_waiver.rs"));

/// Judges the waivers by what all other rules found.
pub(super) fn check(case: &Case<'_>, findings: &[Finding], today: Date) -> Vec<Finding> {
    let portfolio = case.portfolio;
    let waivers = portfolio.evidence.waivers.iter();
    waivers
        .filter(|waiver| !waiver.is_expired(today))
        .filter_map(|waiver| {
            let name = &waiver.rule.as_ref()?.value;
            // One that names no rule, or an error, is reported as such.
            let rule = super::rule(name).filter(|rule| super::can_be_waived(rule))?;
            // What was not compared may be shared all the same.
            if *rule == super::shared_text::RULE && case.others.is_none() {
                return None;
            }
            let has_reason = waiver.reason.as_ref().is_some_and(|r| !r.value.trim().is_empty());
            if !has_reason || findings.iter().any(|finding| covers(waiver, finding)) {
                return None;
            }
            let message = match &waiver.path {
                Some(path) => format!("`{name}` finds nothing in `{}` to waive", path.value),
                None => format!("`{name}` finds nothing to waive"),
            };
            let place = Place::at(&portfolio.evidence.source.path, waiver.span.clone());
            Some(Finding::new(RULE, place, message).help("delete this [[waive]]"))
        })
        .collect()
}
