//! The credential's public page does not print all of its requirements, so that some stand in
//! for the official ones.
//!
//! ## Why it matters
//!
//! mcred knows only what the public page says. Where the page announces a list and does not print
//! it, the overview sentence stands in for outcomes, and questions are left out. The official
//! words are in the portal, after purchase.
//!
//! ## How to mend it
//!
//! Paste the official words once into a catalog file of your own, and set `published = true` and
//! `wording = "published"` there:
//!
//! ```console
//! $ mkdir catalog
//! $ mcred catalog leading-an-equitable-learning-culture --format toml > catalog/leading-an-equitable-learning-culture.toml
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Wording;

pub(super) const RULE: Rule =
    Rule::new("provisional-requirement", Level::Note, include_str!("provisional_requirement.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let portfolio = case.portfolio;
    let (Some(credential), Some(id)) = (&portfolio.credential, &portfolio.evidence.credential)
    else {
        return Vec::new();
    };
    if !credential.is_provisional() {
        return Vec::new();
    }
    let outcomes = credential.outcomes.iter().all(|o| o.wording == Wording::Published);
    let what = match (credential.overview.published, outcomes) {
        (true, _) => "some of its outcomes",
        (false, true) => "its overview questions",
        (false, false) => "its overview questions and outcomes",
    };
    let message = format!("the public page of {} does not print {what}", credential.title);
    let help = format!(
        "compare with the portal, and paste the official words into catalog/{0}.toml \
         (`mcred catalog {0} --format toml` prints the file to start from)",
        credential.id
    );
    vec![Finding::new(RULE, case.evidence_place(id.span.clone()), message).help(help)]
}
