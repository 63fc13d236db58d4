//! `check --fix`: mends what there is only one way to mend.

use crate::coverage::{ArtifactStatus, CitationStatus, QuoteStatus, Status, place_digest};
use crate::model::{Artifact, Citation, Location, Span};
use crate::rules::Checked;

use super::value::quoted;

/// One change to evidence.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The stretch that is replaced; empty where something is added.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
    /// What it does, one sentence without full stop.
    pub message: String,
}

/// Everything that can be mended with certainty, in the order of the file:
///
/// - a quote that stands at exactly one other place gets that place;
/// - a digest that was emptied, or whose place was mended, is written anew.
///
/// A line without a digest gets none here: `cite` writes it, or `digest = ""` asks for it.
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
        } else if status.status(portfolio) == Status::Verified && asks_for_digest(citation) {
            let place = status.place.location();
            fixes.extend(place.and_then(|place| digest(citation, artifact, place)));
        }
    }
    fixes.sort_by_key(|fix| fix.span.start);
    fixes
}

/// The text after these fixes.
pub fn apply(text: &str, fixes: &[Fix]) -> String {
    let mut mended = text.to_owned();
    for fix in fixes.iter().rev() {
        mended.replace_range(fix.span.clone(), &fix.replacement);
    }
    mended
}

/// The one place where a quote stands instead, and where `at` is written.
fn moved<'s>(
    citation: &'s Citation,
    status: &'s CitationStatus,
) -> Option<(&'s Span, &'s Location)> {
    let at = citation.at.as_ref()?;
    match &status.quote {
        // Text outside all counted places is no better place than the one cited.
        QuoteStatus::Elsewhere(places) => match places.as_slice() {
            [place] if *place != Location::Whole => Some((&at.span, place)),
            _ => None,
        },
        _ => None,
    }
}

fn asks_for_digest(citation: &Citation) -> bool {
    citation.digest.as_ref().is_some_and(|digest| digest.value.trim().is_empty())
}

/// Writes the digest of the text at a place over the one that stands there.
fn digest(citation: &Citation, artifact: &Artifact, place: &Location) -> Option<Fix> {
    let digest = place_digest(artifact, place)?;
    let message = format!("the text at {place} of `{}` is confirmed", artifact.path);
    let span = citation.digest.as_ref()?.span.clone();
    Some(Fix { span, replacement: quoted(&digest), message })
}
