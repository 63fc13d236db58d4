//! An artifact that is longer than one page, picture or minute is cited as a whole.
//!
//! ## Why it matters
//!
//! The requirement is to guide the assessor to the specific evidence: the page, the time stamp. Nobody searches forty
//! pages for the paragraph that you had in mind.
//!
//! ## How to mend it
//!
//! Name the page, slide, section, rows or seconds:
//!
//! ```toml
//! { artifact = "artifacts/assembly.mp4", at = "7:45-8:03" }
//! ```

use super::case::Case;
use crate::coverage::ArtifactStatus;
use crate::finding::{Finding, Level, Rule};
use crate::locate::examples;
use crate::model::{Artifact, Location, clock, counted};

pub(super) const RULE: Rule =
    Rule::new("vague-location", Level::Warning, include_str!("vague_location.rs"));

/// A recording shorter than this is seen at a sitting.
const A_MINUTE: u64 = 60_000;
/// Lines, rows or paragraphs that fit about one printed page.
const A_PAGE: (u32, u32, u32) = (60, 60, 30);

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter_map(|(entry, citation, status)| {
            let ArtifactStatus::Found(index) = status.artifact else { return None };
            let artifact = &case.portfolio.artifacts[index];
            let unread = citation.at.is_none() && case.portfolio.has_wrong_type("at");
            if unread || status.place.location() != Some(&Location::Whole) {
                return None;
            }
            let length = length(artifact)?;
            let message = format!("`{}` has {length} and is cited as a whole", artifact.path);
            let help = format!(
                "say where in it, such as at = '{}'",
                examples(artifact.kind, artifact.facts())[0]
            );
            let span = citation.at.as_ref().map_or(&citation.span, |at| &at.span).clone();
            Some(case.of_entry(RULE, entry, span, message).help(help).about(&artifact.path))
        })
        .collect()
}

/// How long an artifact is, where that is more than one look takes in.
fn length(artifact: &Artifact) -> Option<String> {
    let facts = artifact.facts()?;
    let more = |number: u32, than: u32, noun: &str| {
        (number > than).then(|| counted(number as usize, noun))
    };
    let (lines, rows, paragraphs) = A_PAGE;
    let in_sheets = || {
        let sheets = facts.sheets.as_ref()?;
        let filled = sheets.iter().filter(|sheet| sheet.used.is_some()).count();
        let used = sheets.iter().filter_map(|sheet| sheet.used).map(|used| used.last_row).max()?;
        match filled {
            0 | 1 => more(used, rows, "row"),
            sheets => Some(counted(sheets, "sheet")),
        }
    };
    let minutes = || {
        let millis = facts.millis.filter(|millis| *millis >= A_MINUTE)?;
        Some(format!("a length of {}", clock(millis / 1_000 * 1_000)))
    };
    facts
        .pages
        .and_then(|pages| more(pages, 1, "page"))
        .or_else(|| more(facts.slides.as_ref()?.len() as u32, 1, "slide"))
        .or_else(in_sheets)
        .or_else(minutes)
        .or_else(|| more(facts.paragraphs?, paragraphs, "paragraph"))
        .or_else(|| more(facts.rows?, rows, "row"))
        .or_else(|| more(facts.lines?, lines, "line"))
}
