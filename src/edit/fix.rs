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
/// - a file that was renamed or moved gets its new path, wherever it is named;
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
    let mut fixes = renamed(checked);
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

/// The new paths of files that were renamed, a fix per file.
fn renamed(checked: &Checked) -> Vec<Fix> {
    let evidence = &checked.portfolio.evidence;
    let statuses = checked.coverage.entries.iter().flatten();
    let citations = evidence.entries.iter().flat_map(|entry| &entry.evidence);
    let mut fixes: Vec<(&str, Fix)> = Vec::new();
    for (citation, status) in citations.zip(statuses) {
        let (Some(path), ArtifactStatus::Missing(Some(meant))) =
            (&citation.artifact, &status.artifact)
        else {
            continue;
        };
        if !meant.is_sure {
            continue;
        }
        let edit = (path.span.clone(), quoted(&meant.path));
        match fixes.iter_mut().find(|(of, _)| *of == path.value) {
            Some((_, fix)) => fix.edits.push(edit),
            None => {
                let message = format!("`{}` is `{}` now", path.value, meant.path);
                fixes.push((path.value.as_str(), Fix { edits: vec![edit], message }));
            }
        }
    }
    for (path, fix) in &mut fixes {
        let waived = evidence.waivers.iter().filter_map(|waiver| waiver.path.as_ref());
        let spans = waived.filter(|it| it.value == **path).map(|it| it.span.clone());
        let new = fix.edits[0].1.clone();
        fix.edits.extend(spans.map(|span| (span, new.clone())));
        if let times @ 2.. = fix.edits.len() {
            fix.message.push_str(&format!(", {times} times"));
        }
        fix.edits.sort_by_key(|(span, _)| span.start);
    }
    fixes.into_iter().map(|(_, fix)| fix).collect()
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
