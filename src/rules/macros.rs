//! A file in `artifacts/` carries macros: programs that run when it is opened.
//!
//! ## Why it matters
//!
//! Mail filters and upload forms refuse such files, and a careful assessor does not open them.
//!
//! ## How to mend it
//!
//! Save it as an ordinary file: `.docx` in place of `.docm`, `.xlsx` of `.xlsm`, `.pptx` of `.pptm`; or export it to PDF.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;

pub(super) const RULE: Rule = Rule::new("macros", Level::Warning, include_str!("macros.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts()
        .filter(|artifact| artifact.facts().is_some_and(|facts| facts.macros))
        .map(|artifact| {
            let message = format!("`{}` carries macros", artifact.path);
            let help = "save it without macros (.docx, .xlsx, .pptx), or export it to PDF";
            Finding::new(RULE, Place::file(&artifact.path), message).help(help)
        })
        .collect()
}
