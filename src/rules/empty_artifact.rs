//! A file in `artifacts/` has no content at all.
//!
//! ## Why it matters
//!
//! It is most often a download or copy that broke off. The assessor can't open it.
//!
//! ## How to mend it
//!
//! Copy the file again from where it came from, or delete it.

use std::collections::HashSet;

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Artifact, Place};

pub(super) const RULE: Rule =
    Rule::new("empty-artifact", Level::Error, include_str!("empty_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    // Firefox keeps an empty file under the name beside the download that is not finished.
    let stubs: HashSet<String> =
        case.portfolio.artifacts.iter().filter_map(Artifact::stands_for).collect();
    case.readable_artifacts()
        .filter(|artifact| artifact.bytes == 0 && !stubs.contains(&artifact.path))
        .map(|artifact| {
            let message = format!("`{}` is empty: 0 bytes", artifact.path);
            let help = "copy it again from where it came from";
            Finding::new(RULE, Place::file(&artifact.path), message).help(help)
        })
        .collect()
}
