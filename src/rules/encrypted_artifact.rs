//! A file in `artifacts/` opens only with a password.
//!
//! ## Why it matters
//!
//! The assessor has no password, and none may be sent along: review is double-blind.
//!
//! ## How to mend it
//!
//! Save it again without a password: in Word and Excel, File, Info, Protect; in a PDF viewer, print it to a new PDF.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Inside, Place};

pub(super) const RULE: Rule =
    Rule::new("encrypted-artifact", Level::Error, include_str!("encrypted_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts()
        .filter(|artifact| artifact.inside == Inside::Encrypted)
        .map(|artifact| {
            let message = format!("`{}` opens only with a password", artifact.path);
            let help = "save it again without a password";
            Finding::new(RULE, Place::file(&artifact.path), message).help(help)
        })
        .collect()
}
