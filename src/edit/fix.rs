//! `check --fix`: applies fixes that are unambiguous.

use crate::coverage::{ArtifactStatus, CitationStatus, QuoteStatus, Status, place_digest};
use crate::model::{Artifact, Citation, Location, Span};
use crate::rules::Checked;

use super::replaced::replaced;
use super::value::quoted;

/// One thing that is mended in evidence.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes that are replaced, empty for an insertion, and their replacements, in the order of the
    /// file. There is at least one.
    pub edits: Vec<(Span, String)>,
    /// What it does: a sentence without full stop.
    pub message: String,
}

impl Fix {
    /// Where its first change begins.
    pub fn start(&self) -> usize {
        self.edits.first().map_or(0, |(span, _)| span.start)
    }
}

/// All unambiguous fixes, in the order of the file:
///
/// - slips in the syntax: as long as there is one, nothing else is changed;
/// - a quote that occurs at exactly one other place gets that place;
/// - a digest that was emptied, or whose place changes, is written again.
///
/// Evidence without a digest gets none: `cite` writes it, and `digest = ""` requests it.
pub fn fixes(checked: &Checked) -> Vec<Fix> {
    let portfolio = &checked.portfolio;
    if !portfolio.evidence.slips.is_empty() {
        let slips = portfolio.evidence.slips.iter();
        return slips
            .map(|slip| Fix { edits: slip.edits.clone(), message: slip.message.clone() })
            .collect();
    }
    if !portfolio.evidence.well_formed {
        return Vec::new();
    }
    let entries = portfolio.evidence.entries.iter().zip(&checked.coverage.entries);
    let citations = entries.flat_map(|(entry, statuses)| {
        entry.evidence.iter().zip(statuses).map(move |(citation, s)| (&entry.id, citation, s))
    });
    let mut fixes = Vec::new();
    for (id, citation, status) in citations {
        let ArtifactStatus::Found(index) = status.artifact else { continue };
        let Some(artifact) = portfolio.artifacts.get(index) else { continue };
        if let Some((at, place)) = moved(citation, status) {
            fixes.push(Fix {
                edits: vec![(at.clone(), quoted(&place.to_string()))],
                message: format!("{id}: the quote from `{}` stands at {place}", artifact.path),
            });
            fixes.extend(digest(citation, artifact, place));
        } else if status.status(portfolio) == Status::Verified && requests_digest(citation) {
            let place = status.place.location();
            fixes.extend(place.and_then(|place| digest(citation, artifact, place)));
        }
    }
    fixes.sort_by_key(Fix::start);
    fixes
}

/// The text after these fixes.
pub fn apply(text: &str, fixes: &[Fix]) -> String {
    let mut edits: Vec<(Span, String)> = fixes.iter().flat_map(|fix| fix.edits.clone()).collect();
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    replaced(text, &edits)
}

/// The one other place where the quote occurs, and the bytes of `at`.
fn moved<'s>(
    citation: &'s Citation,
    status: &'s CitationStatus,
) -> Option<(&'s Span, &'s Location)> {
    let at = citation.at.as_ref()?;
    match &status.quote {
        // "Whole" is less exact than the place that is cited.
        QuoteStatus::Elsewhere(places) => match places.as_slice() {
            [place] if *place != Location::Whole => Some((&at.span, place)),
            _ => None,
        },
        _ => None,
    }
}

fn requests_digest(citation: &Citation) -> bool {
    citation.digest.as_ref().is_some_and(|digest| digest.value.trim().is_empty())
}

/// Replaces the digest by that of the text at this place.
fn digest(citation: &Citation, artifact: &Artifact, place: &Location) -> Option<Fix> {
    let digest = place_digest(artifact, place)?;
    let message = format!("the text at {place} of `{}` is confirmed", artifact.path);
    let span = citation.digest.as_ref()?.span.clone();
    Some(Fix { edits: vec![(span, quoted(&digest))], message })
}
