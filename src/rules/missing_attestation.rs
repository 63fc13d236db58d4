//! `[honesty]` does not affirm both statements.
//!
//! ## Why it matters
//!
//! The issuer prohibits narratives that a machine wrote or that repeat somebody else's work, and artifacts may
//! show or name only people who have agreed. Only you can say so, and mcred never says it for you.
//!
//! ## How to mend it
//!
//! When both are true, and not before, write:
//!
//! ```toml
//! [honesty]
//! own_words = true
//! releases_on_file = true
//! ```
//!
//! mcred does not guess whether a text was written by a machine: nobody can tell offline, and hardly anybody online.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};

pub(super) const RULE: Rule =
    Rule::new("missing-attestation", Level::Error, include_str!("missing_attestation.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let evidence = &case.portfolio.evidence;
    if !evidence.well_formed || case.portfolio.has_wrong_type("honesty") {
        return Vec::new();
    }
    let honesty = &evidence.honesty;
    let statements = [
        ("own_words", &honesty.own_words, "that you wrote every word yourself, without AI"),
        ("releases_on_file", &honesty.releases_on_file, "that everyone shown or named has agreed"),
    ];
    statements
        .into_iter()
        .filter(|(name, affirmed, _)| {
            // A value of the wrong type was reported already.
            !case.portfolio.has_wrong_type(name)
                && !affirmed.as_ref().is_some_and(|affirmed| affirmed.value)
        })
        .map(|(name, affirmed, what)| {
            let span = affirmed.as_ref().map(|affirmed| affirmed.span.clone());
            let span = span.or_else(|| honesty.span.clone()).unwrap_or(0..0);
            let message = format!("you have not affirmed {what}");
            let help = format!("when it is true, write under [honesty]: {name} = true");
            Finding::new(RULE, case.evidence_place(span), message).help(help)
        })
        .collect()
}
