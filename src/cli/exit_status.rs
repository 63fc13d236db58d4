//! The exit status that findings ask for.

use super::Status;
use crate::rules::Checked;

/// The exit status that these findings ask for.
pub(super) fn status(checked: &[Checked], strict: bool) -> Status {
    let fails = checked
        .iter()
        .map(Checked::counts)
        .any(|counts| counts.errors > 0 || (strict && counts.warnings > 0));
    if fails { Status::Findings } else { Status::Clean }
}
