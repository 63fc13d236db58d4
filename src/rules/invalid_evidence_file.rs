//! `evidence.toml` or `private.toml` can't be understood: its syntax is broken, a value is of the wrong
//! kind, or a waiver sets aside what can't be set aside.
//!
//! ## Why it matters
//!
//! evidence.toml leads the assessor from each detail to its proof. What mcred can't read
//! would not reach the assessor. A slip such as a curly quote or a missing comma is shown with the
//! line as it should be, and the rest of the file is checked. Where a line can't be understood at
//! all, nothing is said about evidence that may be missing: mend that line first.
//!
//! ## How to mend it
//!
//! `mcred check --fix` mends what can be meant in one way only. For the rest, go to the line and compare it with this shape. Text stands in quotes, a longer text in
//! three quotes, a list in square brackets, its items separated by commas.
//!
//! ```toml
//! [eo.1.a]
//! explanation = """
//! Why this evidence shows proficiency of 1.a.
//! """
//! evidence = [
//!     { artifact = "artifacts/climate-survey.pdf", at = "pages 4-6" },
//! ]
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{ProblemKind, nearest};

pub(super) const RULE: Rule =
    Rule::new("invalid-evidence-file", Level::Error, include_str!("invalid_evidence_file.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = case.problems(RULE, ProblemKind::EvidenceFile);
    let waived = case.portfolio.evidence.waivers.iter().filter_map(|waiver| waiver.rule.as_ref());
    for name in waived {
        let place = case.evidence_place(name.span.clone());
        let finding = match super::rule(&name.value) {
            Some(rule) if super::can_be_waived(rule) => continue,
            Some(rule) => {
                let message = format!("`{}` is an error, and errors can't be waived", rule.name);
                let help = format!("mend what it finds: `mcred explain {}`", rule.name);
                Finding::new(RULE, place, message).help(help)
            }
            None => {
                let message = format!("there is no rule `{}` to waive", name.value);
                let help = match nearest(&name.value, super::all().map(|rule| rule.name)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`mcred explain` lists the rules".to_owned(),
                };
                Finding::new(RULE, place, message).help(help)
            }
        };
        findings.push(finding);
    }
    findings
}
