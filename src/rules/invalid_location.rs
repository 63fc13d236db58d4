//! `at` is no location, or one that this sort of artifact does not have.
//!
//! ## Why it matters
//!
//! The assessor is led to the very page or second. A place that can't be understood leads nowhere.
//!
//! ## How to mend it
//!
//! | artifact | write |
//! |---|---|
//! | PDF | `page 4`, `pages 4-6`, `p. 4`, `pages 2, 4-6` |
//! | video, audio | `7:45`, `7:45-8:03`, `1:02:03-1:02:40`, `12.5s` |
//! | PPTX, ODP | `slide 3`, `slides 3-5` |
//! | XLSX, ODS, CSV | `sheet "Results"`, `sheet "Results" B2:D9`, `rows 2-9` |
//! | DOCX, ODT, HTML, Markdown | `section "Findings"`, `paragraph 12` |
//! | text, code | `line 10`, `lines 10-20` |
//! | image | `whole`, `region 10,20,300,200` (x, y, width, height in pixels) |
//! | anything short | `whole` |
//!
//! In evidence.toml, a location with quotes stands in single ones: `at = 'sheet "Results" B2:D9'`.

use super::case::Case;
use crate::coverage::{ArtifactStanding, PlaceStanding};
use crate::finding::{Finding, Level, Rule};
use crate::formats::kind_of_name;
use crate::model::Kind;

pub(super) const RULE: Rule =
    Rule::new("invalid-location", Level::Error, include_str!("invalid_location.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    if !case.portfolio.evidence.well_formed {
        return Vec::new();
    }
    case.citations()
        .filter_map(|(entry, citation, standing)| {
            let kind = match &standing.artifact {
                ArtifactStanding::Found(index) => case.portfolio.artifacts[*index].kind,
                _ => citation.artifact.as_ref().map_or(Kind::Other, |a| kind_of_name(&a.value)),
            };
            let message = match &standing.place {
                PlaceStanding::Invalid(error) => error.to_string(),
                PlaceStanding::Unsuitable(location) => {
                    format!("{} has no {}s", kind.noun(), location.sort())
                }
                _ => return None,
            };
            let forms: Vec<String> = kind.forms().iter().map(|form| format!("`{form}`")).collect();
            let help = format!("in {} a place is {}", kind.noun(), forms.join(" or "));
            let span = citation.at.as_ref().map_or(&citation.span, |at| &at.span).clone();
            Some(case.of_entry(RULE, entry, span, message).help(help))
        })
        .collect()
}
