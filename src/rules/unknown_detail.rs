//! A table `[eo.…]` is for a detail that the credential does not have.
//!
//! ## Why it matters
//!
//! Evidence under a detail that does not exist proves nothing, and the detail that was meant
//! stays without.
//!
//! ## How to mend it
//!
//! `mcred catalog` followed by the credential's id lists its details. Where the portal shows
//! other details than mcred, paste them once into a catalog file of your own:
//! `mcred catalog leading-a-culture-of-safety --format toml` prints the file to start from.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{comment_above, former_words_in_comment, likeness, words_in_comment};

pub(super) const RULE: Rule =
    Rule::new("unknown-detail", Level::Error, include_str!("unknown_detail.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some(credential) = &case.portfolio.credential else { return Vec::new() };
    let ids: Vec<String> = credential.details().map(|detail| detail.id.to_string()).collect();
    let entries = case.portfolio.evidence.entries.iter();
    entries
        .filter(|entry| case.detail(entry).is_none())
        .map(|entry| {
            let same_outcome: Vec<&str> = credential
                .details()
                .zip(&ids)
                .filter(|(detail, _)| detail.id.outcome == entry.id.outcome)
                .map(|(_, id)| id.as_str())
                .collect();
            let text = &case.portfolio.evidence.source.text;
            let nearest = text.get(..entry.span.start).and_then(|_| {
                let comment = &text[comment_above(text, entry.span.start)];
                let words = words_in_comment(comment, &entry.id)
                    .or_else(|| former_words_in_comment(comment))?;
                let scores = credential.details().map(|it| (likeness(&words, &it.text), it));
                scores.max_by(|one, other| one.0.total_cmp(&other.0)).filter(|it| it.0 > 0.3)
            });
            let help = match same_outcome.as_slice() {
                _ if let Some((_, detail)) = nearest => format!(
                    "the nearest detail is {}, \"{}\"; `mcred init` brings evidence.toml along where \
                     details moved",
                    detail.id, detail.text
                ),
                [] => format!("its outcomes are 1 to {}", credential.outcomes.len()),
                ids => format!("outcome {} has {}", entry.id.outcome, ids.join(", ")),
            };
            let message = format!("{} has no detail {}", credential.title, entry.id);
            let place = case.evidence_place(entry.span.clone());
            Finding::new(RULE, place, message).help(help)
        })
        .collect()
}
