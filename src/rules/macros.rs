//! A file in `artifacts/` carries macros or scripts: programs that run when it is opened.
//!
//! ## Why it matters
//!
//! Mail filters and upload forms refuse such files, and a careful assessor does not open them. A saved web page or an SVG
//! drawing that runs scripts or loads pictures and fonts from the web tells others who opens it. The guide shows such a page as
//! text, and such a drawing without its scripts.
//!
//! ## How to mend it
//!
//! Save it as an ordinary file: `.docx` in place of `.docm`, `.xlsx` of `.xlsm`, `.pptx` of `.pptm`; or export it to PDF.
//! Print a web page to PDF; save a drawing as PNG or PDF.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Artifact, Kind, Place};

pub(super) const RULE: Rule = Rule::new("macros", Level::Warning, include_str!("macros.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts().filter_map(finding).collect()
}

fn finding(artifact: &Artifact) -> Option<Finding> {
    let has_macros = artifact.facts().is_some_and(|facts| facts.macros);
    let runs = artifact.is_active() && artifact.metadata().is_some_and(|it| it.is_active);
    let (what, help) = if has_macros {
        ("carries macros", "save it without macros (.docx, .xlsx, .pptx), or export it to PDF")
    } else if runs && artifact.kind == Kind::Image {
        ("runs scripts or loads from the web when it is opened", "save it as PNG or PDF")
    } else if runs {
        (
            "runs scripts or loads from the web when it is opened",
            "print it to PDF in a browser; the guide shows its text alone",
        )
    } else {
        return None;
    };
    let message = format!("`{}` {what}", artifact.path);
    Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
}
