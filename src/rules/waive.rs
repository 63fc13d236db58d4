//! Waivers: warnings that the practitioner has weighed and set aside.

use crate::finding::{Finding, Rule};
use crate::model::{Date, Place, Portfolio, Waiver};

/// Marks every finding that a waiver sets aside, with its reason.
pub(super) fn apply(portfolio: &Portfolio, findings: &mut [Finding], today: Date) {
    for finding in findings.iter_mut().filter(|finding| super::can_be_waived(&finding.rule)) {
        finding.waived = reason(portfolio, finding, today);
    }
}

/// Why a portfolio waives what a rule finds in one of its files; none where it does not.
pub(super) fn waiver_reason(
    portfolio: &Portfolio,
    rule: &Rule,
    path: &str,
    today: Date,
) -> Option<String> {
    reason(portfolio, &Finding::new(*rule, Place::file(path), ""), today)
}

fn reason(portfolio: &Portfolio, finding: &Finding, today: Date) -> Option<String> {
    portfolio
        .evidence
        .waivers
        .iter()
        .filter(|waiver| !waiver.is_expired(today) && covers(waiver, finding))
        .find_map(|waiver| Some(waiver.reason.as_ref()?.value.trim().to_owned()))
        .filter(|reason| !reason.is_empty())
}

/// A waiver covers a finding of its rule that stands in its file or is about it;
/// a waiver without a path covers every finding of its rule.
pub(super) fn covers(waiver: &Waiver, finding: &Finding) -> bool {
    let rule = waiver.rule.as_ref().is_some_and(|rule| rule.value == finding.rule.name);
    let path = waiver.path.as_ref().is_none_or(|path| {
        finding.place.path == path.value || finding.about.as_ref() == Some(&path.value)
    });
    rule && path
}
