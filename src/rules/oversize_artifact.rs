//! A file in `artifacts/` is larger than the catalog file allows, or than 2 GB (2,147,483,647 bytes).
//!
//! ## Why it matters
//!
//! Many upload forms and some archive programs stop at 2 or 4 GB, and an assessor waits for the download.
//! Where the catalog file of your portfolio has `maximum_file_mb` in `[limits]`, that is the bound; a megabyte is 1,000,000 bytes.
//!
//! ## How to mend it
//!
//! Cut a video to the part that is cited, or save it with a smaller picture; 720 lines are plenty to see a meeting.

use super::case::Case;
use super::over_limit::megabytes;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Artifact, Place};

pub(super) const RULE: Rule =
    Rule::new("oversize-artifact", Level::Warning, include_str!("oversize_artifact.rs"));

/// 2 GiB: what a form that counts bytes in 31 bits can take.
const LARGE: u64 = (1 << 31) - 1;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    if let Some((most, source)) =
        case.limits().and_then(|(limits, source)| Some((limits.maximum_file_mb?, source)))
    {
        let large = case.readable_artifacts().filter(|it| it.bytes > u64::from(most) * 1_000_000);
        let finding = |artifact: &Artifact| {
            let (path, size) = (&artifact.path, megabytes(artifact.bytes));
            let message =
                format!("`{path}` has {size}, and {source} allows {most} MB (`maximum_file_mb`)");
            let help = "cut it to the part that is cited, or save it with smaller pictures";
            Finding::new(RULE, Place::file(path), message).help(help)
        };
        return large.map(finding).collect();
    }
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
