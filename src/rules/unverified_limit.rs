//! A limit of the catalog file can't be verified for an artifact.
//!
//! ## Why it matters
//!
//! The pages of a Word or OpenDocument text exist only once a program lays it out, and differ between programs; some recordings
//! don't say how long they are. mcred does not guess, so that `maximum_pages` or `maximum_minutes` is for you to look up.
//!
//! ## How to mend it
//!
//! Open the file and compare. A PDF says its pages, and a recording that was saved anew its length.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Kind, Place};

pub(super) const RULE: Rule =
    Rule::new("unverified-limit", Level::Note, include_str!("unverified_limit.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some((limits, source)) = case.limits() else { return Vec::new() };
    case.readable_artifacts()
        .filter(|artifact| artifact.bytes > 0)
        .filter_map(|artifact| {
            let facts = artifact.facts();
            let (what, most, key) = match artifact.kind {
                Kind::Pdf | Kind::Document if facts.is_none_or(|facts| facts.pages.is_none()) => {
                    ("how many pages it has", limits.maximum_pages?, "maximum_pages")
                }
                Kind::Video | Kind::Audio
                    if facts.is_none_or(|facts| facts.millis.is_none() || facts.approximate) =>
                {
                    ("how many minutes it lasts", limits.maximum_minutes?, "maximum_minutes")
                }
                _ => return None,
            };
            let path = &artifact.path;
            let message = format!(
                "nothing in `{path}` says for certain {what}; {source} allows {most} (`{key}`)"
            );
            let help = "open it and compare";
            Some(Finding::new(RULE, Place::file(path), message).help(help))
        })
        .collect()
}
