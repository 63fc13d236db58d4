//! A place was understood, and the assessor's program may show another number for it.
//!
//! ## Why it matters
//!
//! A viewer shows the labels that a PDF gives its pages: i to x for a preface, then 1, 2, 3. The physical page counts, from 1,
//! so that `page 4` may be what the viewer calls iv, and an assessor who types 4 lands ten pages further on. Links of the guide
//! lead to the physical page.
//!
//! ## How to mend it
//!
//! Compare the cited page with what you mean. A label may be cited as well: `page iv` is the page that viewers call so. Nothing
//! needs to be changed where the place is the right one.

use super::case::Case;
use crate::coverage::{ArtifactStatus, LocationStatus};
use crate::finding::{Finding, Level, Rule};
use crate::model::{Citation, Location};

pub(super) const RULE: Rule =
    Rule::new("ambiguous-location", Level::Note, include_str!("ambiguous_location.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter_map(|(entry, citation, status)| {
            let ArtifactStatus::Found(index) = status.artifact else { return None };
            let LocationStatus::There(location) = &status.place else { return None };
            let facts = case.portfolio.artifacts[index].facts()?;
            let labels = facts.page_labels.as_deref().unwrap_or_default();
            let message = note(citation).or_else(|| other_label(location, labels))?;
            let span = citation.at.as_ref()?.span.clone();
            let path = &citation.artifact.as_ref()?.value;
            let help = format!("if this is the place that you mean, leave it; it is {location}");
            Some(case.of_entry(RULE, entry, span, message).help(help).about(path))
        })
        .collect()
}

fn note(citation: &Citation) -> Option<String> {
    citation.place.as_ref()?.as_ref().ok()?.note.clone()
}

/// What viewers call the first cited page, where that is another number.
fn other_label(location: &Location, labels: &[String]) -> Option<String> {
    let Location::Pages(pages) = location else { return None };
    let number = pages.first();
    let label = labels.get(usize::try_from(number).ok()?.checked_sub(1)?)?;
    if *label == number.to_string() {
        return None;
    }
    let typed = labels.iter().position(|label| *label == number.to_string());
    let called = format!("viewers call page {number} of the file `{label}`");
    Some(match typed {
        Some(position) => format!("{called}, and page {} `{number}`", position + 1),
        None => called,
    })
}
