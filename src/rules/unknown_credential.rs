//! `credential` names no credential that mcred knows.
//!
//! ## Why it matters
//!
//! The credential says what is required: how many words, which questions, which details.
//! Without it nothing else can be judged.
//!
//! ## How to mend it
//!
//! Write one of the ids that `mcred catalog` lists. For a credential that is not bundled,
//! put its requirements into a file of the portfolio's own `catalog/` folder;
//! `mcred catalog leading-a-culture-of-safety --format toml` prints one to start from.
//!
//! ```toml
//! credential = "leading-a-culture-of-safety"
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::nearest;

pub(super) const RULE: Rule =
    Rule::new("unknown-credential", Level::Error, include_str!("unknown_credential.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let portfolio = case.portfolio;
    let Some(id) = &portfolio.evidence.credential else { return Vec::new() };
    let known = &portfolio.known_credentials;
    // One that is known and could not be read is the catalog's problem.
    if known.contains(&id.value) {
        return Vec::new();
    }
    let beginning = known.iter().find(|k| !id.value.is_empty() && k.starts_with(&id.value));
    let near = beginning
        .map(String::as_str)
        .or_else(|| nearest(&id.value, known.iter().map(String::as_str)));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are: {}", known.join(", ")),
    };
    let message = match id.value.trim() {
        "" => "`credential` is empty".to_owned(),
        id => format!("there is no credential `{id}`"),
    };
    vec![Finding::new(RULE, case.evidence_place(id.span.clone()), message).help(help)]
}
