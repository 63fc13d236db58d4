//! `at` is no location, or one that this kind of artifact does not have.
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
//! | DOCX, ODT, HTML, Markdown | `section "Findings"`, `paragraph 12`, `paragraphs 12-14` |
//! | text, code | `line 10`, `lines 10-20` |
//! | image | `whole`, `region 10,20,300,200` (x, y, width, height in pixels) |
//! | anything short | `whole` |
//!
//! Other ways to write a place are understood where their meaning is sure: `pages 4 to 6`, `7m45s`, `Results!B2:D9`,
//! `section Findings`. Where two meanings are possible, the help offers each as the text to type.
//!
//! In evidence.toml, a location with quotes stands in single ones: `at = 'sheet "Results" B2:D9'`.

use super::case::Case;
use crate::coverage::{ArtifactStatus, LocationStatus};
use crate::finding::{Finding, Level, Rule};
use crate::formats::kind_of_name;
use crate::locate::examples;
use crate::model::{Artifact, Kind};

pub(super) const RULE: Rule =
    Rule::new("invalid-location", Level::Error, include_str!("invalid_location.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    if !case.portfolio.evidence.well_formed {
        return Vec::new();
    }
    case.citations()
        .filter_map(|(entry, citation, status)| {
            let artifact = match &status.artifact {
                ArtifactStatus::Found(index) => Some(&case.portfolio.artifacts[*index]),
                _ => None,
            };
            let promised =
                || citation.artifact.as_ref().map_or(Kind::Other, |a| kind_of_name(&a.value));
            let kind = artifact.map_or_else(promised, |artifact| artifact.kind);
            let quoted = |place: &String| format!("`{place}`");
            let (message, help) = match &status.place {
                LocationStatus::Invalid(error) if !error.offers.is_empty() => {
                    let offers: Vec<String> = error.offers.iter().map(quoted).collect();
                    (error.to_string(), format!("write {}", offers.join(" or ")))
                }
                LocationStatus::Invalid(error) => (error.to_string(), String::new()),
                LocationStatus::Unsuitable(location) => {
                    (format!("{} has no {}s", kind.noun(), location.noun()), String::new())
                }
                _ => return None,
            };
            let help = match help.is_empty() {
                true => {
                    let places = examples(kind, artifact.and_then(Artifact::facts));
                    let places: Vec<String> = places.iter().map(quoted).collect();
                    format!("in {} a place is {}", kind.noun(), places.join(" or "))
                }
                false => help,
            };
            let span = citation.at.as_ref().map_or(&citation.span, |at| &at.span).clone();
            Some(case.of_entry(RULE, entry, span, message).help(help))
        })
        .collect()
}
