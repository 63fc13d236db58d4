//! A `[[waive]]` has come to the end of its time.
//!
//! ## Why it matters
//!
//! You set a warning aside until a day (`until`), and that day is over. The waiver no longer holds, and what it set aside is
//! found again.
//!
//! ## How to mend it
//!
//! Mend what was waived and delete the `[[waive]]`; or, where your reason still holds, write a later day:
//!
//! ```toml
//! [[waive]]
//! rule = "silent-video"
//! reason = "A version with sound comes in June."
//! until = 2027-06-30
//! ```

use crate::finding::{Finding, Level, Rule};
use crate::model::{Date, Place, Portfolio};

pub(super) const RULE: Rule =
    Rule::new("expired-waiver", Level::Warning, include_str!("expired_waiver.rs"));

/// Judges the waivers by the day of the check.
pub(super) fn check(portfolio: &Portfolio, today: Date) -> Vec<Finding> {
    let expired = portfolio.evidence.waivers.iter().filter(|waiver| waiver.is_expired(today));
    expired
        .filter_map(|waiver| {
            let until = waiver.until.as_ref()?;
            let message = format!("this waiver ended on {}", until.value);
            let place = Place::at(&portfolio.evidence.source.path, until.span.clone());
            let help = "mend what it set aside and delete it, or write a later day";
            Some(Finding::new(RULE, place, message).help(help))
        })
        .collect()
}
