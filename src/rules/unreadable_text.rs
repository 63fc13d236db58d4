//! A narrative is no text that mcred can read.
//!
//! ## Why it matters
//!
//! Words that can't be read can't be counted, shown in the guide or pasted into the portal.
//!
//! ## How to mend it
//!
//! Save the file as plain text in UTF-8 (in Notepad: Save as, Encoding: UTF-8), or a document in the format that its name
//! says, without a password. A Word document that was renamed to `.md` is still a Word document: rename it to `.docx`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{NarrativeState, Place, Unreadable};

pub(super) const RULE: Rule =
    Rule::new("unreadable-text", Level::Error, include_str!("unreadable_text.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let narratives = case.portfolio.narratives();
    narratives
        .into_iter()
        .filter_map(|narrative| {
            let NarrativeState::Unreadable(Unreadable { why, help }) = &narrative.state else {
                return None;
            };
            let kind = match narrative.path.rsplit_once('.') {
                Some((_, "docx")) => "a Word document",
                Some((_, "odt")) => "an OpenDocument text",
                _ => "text",
            };
            let message = format!("{} can't be read as {kind}: {why}", narrative.path);
            Some(Finding::new(RULE, Place::file(&narrative.path), message).help(help.as_str()))
        })
        .collect()
}
