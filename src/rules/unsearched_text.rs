//! Text of an artifact could not be searched.
//!
//! ## Why it matters
//!
//! What nobody has searched may hold anything: names in the log of a machine, a table with every pupil of the
//! district in it. Nor can a quote in it be verified. Most often such a file is an export of everything, of
//! which a page is the evidence.
//!
//! ## How to mend it
//!
//! Keep what you cite: the rows of your school, the lines of that week. Where all of it is meant, look through
//! it yourself, and say so:
//!
//! ```toml
//! [[waive]]
//! rule = "unsearched-text"
//! path = "artifacts/network-log.txt"
//! reason = "A log of machines, without persons."
//! ```

use super::case::Case;
use crate::coverage::{ArtifactStatus, QuoteStatus};
use crate::finding::{Finding, Level, Rule};
use crate::model::{Location, Place};

pub(super) const RULE: Rule =
    Rule::new("unsearched-text", Level::Note, include_str!("unsearched_text.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts()
        .filter_map(|artifact| {
            let path = &artifact.path;
            let (message, help) = match &artifact.seen()?.unread {
                Some(why) => (
                    format!("`{path}` was not searched for personal data: {why}"),
                    "keep the part of it that is the evidence",
                ),
                None => {
                    let place = place_without_text(case, path)?;
                    let message =
                        format!("`{path}` may have words that could not be searched at {place}");
                    let is_sheet = matches!(place, Location::Sheet { .. } | Location::Rows(_));
                    (message, if is_sheet { COMPUTE } else { RECOGNIZE })
                }
            };
            Some(Finding::new(RULE, Place::file(path), message).help(help))
        })
        .collect()
}

const RECOGNIZE: &str = "look at the place yourself; where it is a scan or a picture, text recognition \
    (OCR) of the scanner's program makes its words searchable; else export the file anew";

const COMPUTE: &str = "look at the place yourself; where it is a formula, opening the file in Excel or \
    LibreOffice and saving it stores its result";

/// The cited place of an artifact whose quote could not be looked for, as its words are in a picture.
fn place_without_text(case: &Case<'_>, path: &str) -> Option<Location> {
    case.citations().find_map(|(_, citation, status)| {
        let ArtifactStatus::Found(index) = status.artifact else { return None };
        let artifact = case.portfolio.artifacts.get(index).filter(|it| it.path == path)?;
        let is_text = artifact.passages().is_some();
        let is_unchecked = citation.quote.is_some() && status.quote == QuoteStatus::Unchecked;
        let location = status.place.location().filter(|_| is_text && is_unchecked)?;
        Some(location.clone())
    })
}
