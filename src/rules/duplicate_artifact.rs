//! Two files in `artifacts/` are the same, byte for byte. Files over 3 MB are compared by their length
//! and by their beginning, middle and end.
//!
//! ## Why it matters
//!
//! The assessor reads the same thing twice and looks for the difference; the upload grows for nothing.
//!
//! ## How to mend it
//!
//! Keep one, and cite it in both places.

use std::collections::HashMap;

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Artifact, COMPARED_BYTES, Format, Place};

pub(super) const RULE: Rule =
    Rule::new("duplicate-artifact", Level::Warning, include_str!("duplicate_artifact.rs"));

/// What copies of a file have in common; none where nothing else is as long. What the bytes leave open is
/// another thing under another name.
pub(super) fn content(artifact: &Artifact) -> Option<([u8; 32], Option<Format>)> {
    Some((artifact.digest?, artifact.seen().map(|seen| seen.format)))
}

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let artifacts = &case.portfolio.artifacts;
    let mut first_of: HashMap<_, &str> = HashMap::new();
    artifacts
        .iter()
        .filter_map(|artifact| {
            let twin = *first_of.entry(content(artifact)?).or_insert(&artifact.path);
            if twin == artifact.path {
                return None;
            }
            let message = match artifact.bytes > COMPARED_BYTES {
                true => format!(
                    "`{}` is the same as `{twin}` as far as compared: their length, beginning, \
                     middle and end",
                    artifact.path
                ),
                false => format!("`{}` is the same file as `{twin}`", artifact.path),
            };
            let help = "keep one, and cite it in both places";
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}
