//! Two files in `artifacts/` are the same, byte for byte.
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
use crate::model::Place;

pub(super) const RULE: Rule =
    Rule::new("duplicate-artifact", Level::Warning, include_str!("duplicate_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut first_of_digest = HashMap::new();
    let artifacts = case.portfolio.artifacts.iter();
    artifacts
        .filter_map(|artifact| {
            let path = artifact.path.as_str();
            let twin = *first_of_digest.entry(artifact.digest?).or_insert(path);
            if twin == path {
                return None;
            }
            let message = format!("`{path}` is the same file as `{twin}`");
            let help = "keep one, and cite it in both places";
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}
