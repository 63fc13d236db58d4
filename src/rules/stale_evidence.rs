//! The text at the cited place has changed since it was last confirmed.
//!
//! ## Why it matters
//!
//! The explanation was written about words that are no longer the same. Perhaps it still fits; only you can tell.
//!
//! ## How to mend it
//!
//! Read the place again. If it still proves the detail, empty its digest, `digest = ""`, and
//! `mcred check --fix` writes the new one. `mcred cite` writes a digest with each line that it adds: a
//! fingerprint of the words at the place, in which spaces and line breaks make no difference.
//! Places without text (a picture, a moment of a video) have none.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};

pub(super) const RULE: Rule =
    Rule::new("stale-evidence", Level::Warning, include_str!("stale_evidence.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter(|(_, _, status)| status.stale)
        .filter_map(|(entry, citation, status)| {
            let (digest, artifact) = (citation.digest.as_ref()?, citation.artifact.as_ref()?);
            let place = status.place.location()?;
            let message = format!("the text at {place} of `{}` has changed", artifact.value);
            let help = "read it again; if it still fits, empty it, digest = \"\", and run \
                        `mcred check --fix`";
            let finding = case.of_entry(RULE, entry, digest.span.clone(), message);
            Some(finding.help(help).about(&artifact.value))
        })
        .collect()
}
