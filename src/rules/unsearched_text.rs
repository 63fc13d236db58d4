//! The text of an artifact was not searched for personal data.
//!
//! ## Why it matters
//!
//! What nobody has searched may hold anything: names in the log of a machine, a table with every pupil of the
//! district in it. Nor can a quote in it be verified. Most often such a file is an export of everything, of
//! which a page is the evidence.
//!
//! ## How to mend it
//!
//! Keep what you cite: the rows of your school, the lines of that week. Where all of it is meant, look through
//! it yourself, and say so:
//!
//! ```toml
//! [[waive]]
//! rule = "unsearched-text"
//! path = "artifacts/network-log.txt"
//! reason = "A log of machines, without persons."
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;

pub(super) const RULE: Rule =
    Rule::new("unsearched-text", Level::Note, include_str!("unsearched_text.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts()
        .filter_map(|artifact| {
            let why = artifact.seen()?.unread.as_ref()?;
            let path = &artifact.path;
            let message = format!("`{path}` was not searched for personal data: {why}");
            let help = "keep the part of it that is the evidence";
            Some(Finding::new(RULE, Place::file(path), message).help(help))
        })
        .collect()
}
