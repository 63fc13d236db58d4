//! The quoted words stand elsewhere in the artifact than at the cited place.
//!
//! ## Why it matters
//!
//! The assessor opens the cited page and does not find them. It happens whenever a document grows by a page after it was
//! cited.
//!
//! ## How to mend it
//!
//! `mcred check --fix` writes the new place where there is only one, and changes nothing else.

use super::case::Case;
use crate::coverage::QuoteStatus;
use crate::finding::{Finding, Level, Rule};
use crate::model::abridged;

pub(super) const RULE: Rule =
    Rule::new("quote-moved", Level::Error, include_str!("quote_moved.rs"));

/// More places than this say little.
const SHOWN: usize = 5;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter_map(|(entry, citation, status)| {
            // A place that is wrong in itself is reported as such.
            let cited = match &status.place {
                crate::coverage::LocationStatus::There(location) => location,
                _ => return None,
            };
            let QuoteStatus::Elsewhere(places) = &status.quote else { return None };
            let artifact = citation.artifact.as_ref()?;
            let quote = citation.quote.as_ref()?;
            let message = format!(
                "these words do not stand at {cited} of `{}` but at {}",
                artifact.value,
                abridged(places, SHOWN)
            );
            let help = match places.as_slice() {
                [one] => format!("write at = '{one}'; `mcred check --fix` does it for you"),
                _ => "cite the place that you mean".to_owned(),
            };
            let finding = case.of_entry(RULE, entry, quote.span.clone(), message);
            Some(finding.help(help).about(&artifact.value))
        })
        .collect()
}
