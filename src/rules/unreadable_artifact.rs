//! A file in `artifacts/` can't be read.
//!
//! ## Why it matters
//!
//! What mcred can't read it can't pack, and the assessor could not open it either.
//!
//! ## How to mend it
//!
//! A damaged file is most often a download or copy that broke off: get it again.
//! Open the file with its own program and save it anew, or give yourself the permission to read it. Devices, pipes and
//! links to folders are no files: copy what you mean into `artifacts/`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{ArtifactState, Inside, Place};

pub(super) const RULE: Rule =
    Rule::new("unreadable-artifact", Level::Error, include_str!("unreadable_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let artifacts = case.portfolio.artifacts.iter();
    artifacts
        .filter_map(|artifact| {
            let why = match (&artifact.state, &artifact.inside) {
                (ArtifactState::Unreadable(why), _) | (_, Inside::Broken(why)) => why,
                _ => return None,
            };
            // `unportable-name` says what is wrong with it and what to do.
            if artifact.path.contains(char::REPLACEMENT_CHARACTER) {
                return None;
            }
            let message = format!("`{}` can't be read: {why}", artifact.path);
            let help = "copy the file itself into artifacts/, or save it anew with its program";
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}
