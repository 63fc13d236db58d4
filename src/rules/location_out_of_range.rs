//! The cited place is not in the artifact.
//!
//! ## Why it matters
//!
//! An assessor who is sent to page 14 of a 12-page PDF sends the submission back. mcred looks: pages of PDFs, slides
//! (and whether the show skips them), sheets and whether the cells hold anything, headings, lines, pixels of
//! pictures, and the length of recordings.
//!
//! ## How to mend it
//!
//! The message says what is there. Pages are the physical ones, counted from 1 as the viewer's page box counts them,
//! not the numbers printed on them.
//!
//! ```toml
//! { artifact = "artifacts/climate-survey.pdf", at = "pages 4-6" }
//! ```

use super::case::Case;
use crate::coverage::LocationStatus;
use crate::finding::{Finding, Level, Rule};

pub(super) const RULE: Rule =
    Rule::new("location-out-of-range", Level::Error, include_str!("location_out_of_range.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter_map(|(entry, citation, status)| {
            let LocationStatus::Missing(location, miss) = &status.place else { return None };
            let artifact = citation.artifact.as_ref()?;
            let message = format!("{location} is not there: `{}` {miss}", artifact.value);
            let help = match &miss.nearest {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "cite a place that is there; pages, slides and rows count from 1".to_owned()
                }
            };
            let span = citation.at.as_ref().map_or(&citation.span, |at| &at.span).clone();
            Some(case.of_entry(RULE, entry, span, message).help(help).about(&artifact.value))
        })
        .collect()
}
