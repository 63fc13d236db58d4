//! The quoted words do not stand in the artifact.
//!
//! ## Why it matters
//!
//! A quote tells the assessor what to look for at the cited place. Words that are not there look like a mistake, or worse.
//!
//! ## How to mend it
//!
//! Copy the words from the artifact itself. Case, line breaks, hyphens at line ends, ligatures and the style of quotes
//! make no difference; a changed word does.

use super::case::Case;
use crate::coverage::QuoteStatus;
use crate::finding::{Finding, Level, Rule};
use crate::locate::nearest_words;

pub(super) const RULE: Rule =
    Rule::new("quote-not-found", Level::Error, include_str!("quote_not_found.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter(|(_, _, status)| status.quote == QuoteStatus::Nowhere)
        .filter_map(|(entry, citation, status)| {
            let (quote, artifact) = (citation.quote.as_ref()?, citation.artifact.as_ref()?);
            let near = case.found(status).and_then(|found| {
                let texts = case.portfolio.texts(citation, found);
                texts.iter().find_map(|text| nearest_words(text, &quote.value))
            });
            let artifact = &artifact.value;
            let (beside, help) = match near {
                Some(near) => (
                    format!("; the nearest are \"{}\", at {}", near.words, near.at),
                    "if these are meant, copy them from the artifact; if not, leave the quote out",
                ),
                None => (String::new(), "copy the words from the artifact, or leave the quote out"),
            };
            let message = format!("these words stand nowhere in `{artifact}`{beside}");
            let finding = case.of_entry(RULE, entry, quote.span.clone(), message);
            Some(finding.help(help).about(artifact))
        })
        .collect()
}
