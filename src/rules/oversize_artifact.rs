//! A file in `artifacts/` is larger than 2 GB (2,147,483,647 bytes).
//!
//! ## Why it matters
//!
//! Many upload forms and some archive programs stop at 2 or 4 GB, and an assessor waits for the download.
//!
//! ## How to mend it
//!
//! Cut a video to the part that is cited, or save it with a smaller picture; 720 lines are plenty to see a meeting.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;

pub(super) const RULE: Rule =
    Rule::new("oversize-artifact", Level::Warning, include_str!("oversize_artifact.rs"));

/// 2 GiB: what a form that counts bytes in 31 bits can take.
const LARGE: u64 = (1 << 31) - 1;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts()
        .filter(|artifact| artifact.bytes > LARGE)
        .map(|artifact| {
            let tenths = artifact.bytes / 100_000_000;
            let message = format!("`{}` has {}.{} GB", artifact.path, tenths / 10, tenths % 10);
            let help = "many upload forms stop at 2 GB: cut it to the part that is cited";
            Finding::new(RULE, Place::file(&artifact.path), message).help(help)
        })
        .collect()
}
