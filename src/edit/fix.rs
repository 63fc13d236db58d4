//! `check --fix`: applies fixes that are unambiguous.

use crate::coverage::{ArtifactStatus, CitationStatus, QuoteStatus, Status, place_digest};
use crate::model::{Artifact, Citation, Location, Span};
use crate::rules::Checked;

use super::value::quoted;

/// One change to evidence.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes that are replaced; empty for an insertion.
    pub span: Span,
    /// Their replacement.
    pub replacement: String,
    /// What it does: a sentence without full stop.
    pub message: String,
}

/// All unambiguous fixes, in the order of the file:
///
/// - a quote that occurs at exactly one other place gets that place;
/// - a digest that was emptied, or whose place changes, is written again.
///
/// Evidence without a digest gets none: `cite` writes it, and `digest = ""` requests it.
pub fn fixes(checked: &Checked) -> Vec<Fix> {
    let portfolio = &checked.portfolio;
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
                span: at.clone(),
                replacement: quoted(&place.to_string()),
                message: format!("{id}: the quote from `{}` stands at {place}", artifact.path),
            });
            fixes.extend(digest(citation, artifact, place));
        } else if status.status(portfolio) == Status::Verified && requests_digest(citation) {
            let place = status.place.location();
            fixes.extend(place.and_then(|place| digest(citation, artifact, place)));
        }
    }
    fixes.sort_by_key(|fix| fix.span.start);
    fixes
}

/// The text after these fixes.
pub fn apply(text: &str, fixes: &[Fix]) -> String {
    let mut fixed = text.to_owned();
    for fix in fixes.iter().rev() {
        fixed.replace_range(fix.span.clone(), &fix.replacement);
    }
    fixed
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
    Some(Fix { span, replacement: quoted(&digest), message })
}
