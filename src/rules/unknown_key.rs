//! A key in `evidence.toml`, `private.toml` or a catalog file is one that mcred does not know.
//!
//! ## Why it matters
//!
//! Most often it is a slip of the keyboard, and what stands behind it would silently be left
//! out of what the assessor sees.
//!
//! ## How to mend it
//!
//! Write the key that the help names, or delete the line. `mcred explain evidence.toml`,
//! `mcred explain private.toml` and `mcred explain catalog` list every key with what it is for.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::ProblemKind;

pub(super) const RULE: Rule =
    Rule::new("unknown-key", Level::Error, include_str!("unknown_key.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.problems(RULE, ProblemKind::UnknownKey)
}
