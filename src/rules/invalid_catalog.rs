//! A file of the portfolio's own `catalog/` can't be used.
//!
//! ## Why it matters
//!
//! A catalog file describes a credential whole and shadows the bundled one of the same id.
//! While it is broken, nothing can be checked against it, and mcred does not fall back silently to
//! requirements that you meant to replace.
//!
//! ## How to mend it
//!
//! Go to the line and write what the help says. `mcred catalog leading-a-culture-of-safety
//! --format toml` prints a whole file to compare with; it is named after its id.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::ProblemKind;

pub(super) const RULE: Rule =
    Rule::new("invalid-catalog", Level::Error, include_str!("invalid_catalog.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.problems(RULE, ProblemKind::Catalog)
}
