//! A key in `evidence.toml`, `private.toml` or a catalog file is one that mcred does not know.
//!
//! ## Why it matters
//!
//! Most often it is a slip of the keyboard, and what stands behind it would silently be left
//! out of what the assessor sees.
//!
//! ## How to mend it
//!
//! Write the key that the help names, or delete the line. At the top of `evidence.toml` stand `credential`, and `sample` where
//! the portfolio is one that nobody hands in; in a table `[eo.1.a]` stand
//! `explanation` and `evidence`; in a piece of evidence `artifact`, `at` and `quote`; in
//! `private.toml` stands `identities`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::ProblemSort;

pub(super) const RULE: Rule =
    Rule::new("unknown-key", Level::Error, include_str!("unknown_key.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.problems(RULE, ProblemSort::UnknownKey)
}
