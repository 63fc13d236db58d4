//! The name of an artifact, or of its folder, gives away whose portfolio it is.
//!
//! ## Why it matters
//!
//! The review is double-blind, and the reviewer sees the names of all files. Looked for is what `mcred explain
//! identity-in-text` tells, and in a name also what is written together: `JaneDoe-plan.pdf`, `jdoe.pdf`.
//!
//! ## How to mend it
//!
//! Rename the file, and correct its citations in `evidence.toml`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;
use crate::privacy::{Names, TextKind, mask};

pub(super) const RULE: Rule =
    Rule::new("identity-in-file-name", Level::Error, include_str!("identity_in_file_name.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let names = Names::new(&case.portfolio.private.identities);
    let artifacts = case.portfolio.artifacts.iter();
    artifacts
        .filter_map(|artifact| {
            let mention = names.find(&artifact.path, TextKind::FileName).into_iter().next()?;
            let shown = mask(artifact.path.get(mention.span)?);
            let clause = mention.identity.known_from.clause();
            let message = format!("the name of this file has `{shown}` in it, and {clause}");
            let help = "rename it, and correct its citations in evidence.toml";
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}
