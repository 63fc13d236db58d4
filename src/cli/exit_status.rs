//! The exit status for findings.

use super::Status;
use crate::rules::Checked;

/// The exit status for these findings.
pub(super) fn status(checked: &[Checked], strict: bool) -> Status {
    let fails = checked
        .iter()
        .map(Checked::counts)
        .any(|counts| counts.errors > 0 || (strict && counts.warnings > 0));
    if fails { Status::Findings } else { Status::Clean }
}
