//! A document has changes that are neither accepted nor rejected.
//!
//! ## Why it matters
//!
//! Everyone who opens it can read what was deleted, when and by whom, and sees a draft in place of a final text.
//!
//! ## How to mend it
//!
//! In Word: Review > Accept > Accept All Changes and Stop Tracking; in LibreOffice: Edit > Track Changes > Accept All. Or export it
//! to PDF without marks. Where the changes themselves are the evidence, say so in a `[[waive]]`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, counted};

pub(super) const RULE: Rule =
    Rule::new("tracked-changes", Level::Warning, include_str!("tracked_changes.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.metadata()
        .filter_map(|(path, metadata)| {
            let changes = metadata.tracked_changes;
            let changes = usize::try_from(changes).ok().filter(|changes| *changes > 0)?;
            let message = format!("`{path}` has {}", counted(changes, "tracked change"));
            let help = "accept or reject all changes, and save it again";
            Some(Finding::new(RULE, Place::file(path), message).help(help))
        })
        .collect()
}
