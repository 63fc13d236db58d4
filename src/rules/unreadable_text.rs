//! A narrative is no text that mcred can read.
//!
//! ## Why it matters
//!
//! Words that can't be read can't be counted, shown in the guide or pasted into the portal.
//!
//! ## How to mend it
//!
//! Save the file as plain text in UTF-8 (in Notepad: Save as, Encoding: UTF-8). A Word document that was
//! renamed to `.md` is still a Word document: copy its text into the `.md` file instead.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{NarrativeState, Place};

pub(super) const RULE: Rule =
    Rule::new("unreadable-text", Level::Error, include_str!("unreadable_text.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let narratives = [&case.portfolio.overview, &case.portfolio.reflection];
    narratives
        .into_iter()
        .filter_map(|narrative| {
            let NarrativeState::Unreadable(why) = &narrative.state else { return None };
            let is_document = narrative.path.ends_with("docx");
            let (message, help) = match is_document {
                true => (
                    format!("{} can't be read as a Word document: {why}", narrative.path),
                    "open it in Word and save it as a Word document (.docx) without a password",
                ),
                false => (
                    format!("{} can't be read as text: {why}", narrative.path),
                    "save it as plain text in UTF-8",
                ),
            };
            Some(Finding::new(RULE, Place::file(&narrative.path), message).help(help))
        })
        .collect()
}
