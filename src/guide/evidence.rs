//! Part 2 of the guide: each detail with its explanation and evidence.

use maud::{Markup, html};

use super::cited_text::{excerpt, size};
use super::hrefs::Files;
use super::matrix::evidence_anchor;
use super::notes::judgment;
use super::page_pictures::PagePictures;
use super::rich_text::{self, Frame};
use super::{labels, media};
use crate::coverage::{
    ArtifactStatus, CitationStatus, DetailCoverage, EvidenceCoverage, LocationStatus, Status,
};
use crate::formats::kind_of_name;
use crate::locate::quote;
use crate::model::{
    Artifact, Citation, Credential, Detail, DetailId, Kind, Location, Outcome, Passages, Portfolio,
    TranscriptLimit,
};
use crate::narrative;
use crate::rules::Checked;

/// Every outcome and detail with its evidence.
pub(super) fn outcomes(
    checked: &Checked,
    credential: &Credential,
    files: &Files<'_>,
    pictures: &PagePictures<'_>,
) -> Markup {
    html! {
        section #evidence aria-labelledby="evidence-title" {
            h2 #evidence-title { "Part 2 · Evidence" }
            @if credential.has_derived_details() {
                p.hint {
                    "The issuer’s public page lists outcomes without details. The details here are a "
                    "reading of the outcomes’ own words; the portal has the official ones."
                }
            }
            @for (outcome, coverage) in credential.outcomes.iter().zip(&checked.coverage.outcomes) {
                (outcome_section(checked, outcome, &coverage.details, files, pictures))
            }
        }
    }
}

fn outcome_section(
    checked: &Checked,
    outcome: &Outcome,
    coverage: &[DetailCoverage],
    files: &Files<'_>,
    pictures: &PagePictures<'_>,
) -> Markup {
    html! {
        section.outcome id={ "outcome-" (outcome.number) } aria-labelledby={ "outcome-" (outcome.number) "-title" } {
            h3 id={ "outcome-" (outcome.number) "-title" } {
                span.eyebrow { "Outcome " (outcome.number) span.unseen { ": " } }
                (outcome.text)
            }
            @for (detail, coverage) in outcome.details.iter().zip(coverage) {
                (detail_article(checked, detail, coverage, files, pictures))
            }
        }
    }
}

fn detail_article(
    checked: &Checked,
    detail: &Detail,
    coverage: &DetailCoverage,
    files: &Files<'_>,
    pictures: &PagePictures<'_>,
) -> Markup {
    let entry = coverage.entry.and_then(|index| checked.portfolio.evidence.entries.get(index));
    let statuses = coverage.entry.and_then(|index| checked.coverage.entries.get(index));
    html! {
        article.detail id={ "detail-" (detail.id) } aria-labelledby={ "detail-" (detail.id) "-title" } {
            h4 id={ "detail-" (detail.id) "-title" } { span.id { (detail.id) } " " (detail.text) }
            @if !detail.criteria.is_empty() {
                p.label { "The issuer’s criteria" }
                ul.criteria aria-label={ "Criteria for " (detail.id) } {
                    @for criterion in &detail.criteria { li { (criterion) } }
                }
            }
            @match (entry, statuses) {
                (Some(entry), Some(statuses)) => {
                    p.label { "Explanation" }
                    @match narrative::explanation(entry) {
                        Some(text) => div.explanation {
                            (rich_text::render(&text, &Frame {
                                prefix: &format!("explanation-{}", detail.id),
                                above: 4,
                                title: "",
                                folder: "",
                                files,
                            }))
                        },
                        None => p.unmet { "✗ None is given." }
                    }
                    p.label { "Evidence" }
                    @if entry.evidence.is_empty() {
                        p.unmet { "✗ None is given." }
                    } @else {
                        ol.evidence aria-label={ "Evidence for " (detail.id) } {
                            @for (index, ((citation, shown), status)) in
                                entry.evidence.iter().zip(&coverage.evidence).zip(statuses).enumerate()
                            {
                                li id=(evidence_anchor(coverage, index)) {
                                    (evidence(checked, citation, shown, status, files))
                                    (pictured(checked, status, &coverage.id, files, pictures))
                                }
                            }
                        }
                    }
                }
                _ => p.unmet { "✗ Neither evidence nor explanation is given." }
            }
            (judgment(&detail.id))
        }
    }
}

/// One piece of evidence: a link to its place, and an excerpt.
fn evidence(
    checked: &Checked,
    citation: &Citation,
    shown: &EvidenceCoverage,
    status: &CitationStatus,
    files: &Files<'_>,
) -> Markup {
    let quote = citation.quote.as_ref().map(|quote| quote.value.trim()).filter(|it| !it.is_empty());
    let artifact = match status.artifact {
        ArtifactStatus::Found(index) => checked.portfolio.artifacts.get(index),
        _ => None,
    };
    match (artifact.filter(|artifact| artifact.is_readable()), status.place.location()) {
        (Some(artifact), Some(location)) => {
            let words = words(&checked.portfolio, citation, artifact);
            there(artifact, location, quote, words, shown.status, files)
        }
        (artifact, _) => html! {
            p.place {
                span.kind { (labels::kind(artifact.map_or(kind_of_name(&shown.artifact), |it| it.kind))) }
                span { (labels::unbroken(labels::file_name(&shown.artifact))) ", " (shown.at) }
                (status_mark(shown.status, true, &Location::Whole))
            }
            (quoted(quote))
        },
    }
}

/// The pictures of the cited pages.
fn pictured(
    checked: &Checked,
    status: &CitationStatus,
    detail: &DetailId,
    files: &Files<'_>,
    pictures: &PagePictures<'_>,
) -> Markup {
    let artifact = match status.artifact {
        ArtifactStatus::Found(index) => checked.portfolio.artifacts.get(index),
        _ => None,
    };
    match (artifact, &status.place) {
        (Some(artifact), LocationStatus::There(location)) => {
            pictures.of(artifact, location, detail, files)
        }
        _ => html! {},
    }
}

fn there(
    artifact: &Artifact,
    location: &Location,
    quote: Option<&str>,
    words: Option<&Passages>,
    found: Status,
    files: &Files<'_>,
) -> Markup {
    let href = files.href_at(artifact, location, quote);
    let place = labels::location(location);
    let words_there = words.filter(|_| found != Status::Failed);
    let excerpt = words_there.and_then(|words| excerpt(words, artifact.kind, location, quote));
    let looked_into = quote.is_some() || excerpt.is_some();
    let is_seen = excerpt.as_ref().is_some_and(|excerpt| excerpt.holds_quote());
    html! {
        p.place {
            span.kind { (labels::kind(artifact.kind)) }
            a href=(href) { (labels::unbroken(labels::file_name(&artifact.path))) ", " (place) }
            (status_mark(found, looked_into, location))
        }
        (further_pages(artifact, location, files))
        @if let Some(way) = labels::opening_hint(artifact, location, quote.is_some()) { p.hint.way { (way) } }
        @if !is_seen { (quoted(quote)) }
        @if let Some(excerpt) = excerpt {
            @if artifact.is_recording() { p.hint.way { "What is said there, from the transcript:" } }
            (excerpt.markup(&format!("{}, {place}", labels::file_name(&artifact.path))))
        }
        @if let Some(shown) = media::shown(artifact, &href, &place, location, size(artifact), words) {
            (shown)
        }
    }
}

/// The text of an artifact that is shown for a citation: of a recording, the transcript that has the
/// quote. None where there is no text, or where the issuer forbids transcripts.
fn words<'p>(
    portfolio: &'p Portfolio,
    citation: &Citation,
    artifact: &'p Artifact,
) -> Option<&'p Passages> {
    let limits = portfolio.credential.as_ref().map(|credential| &credential.limits);
    let limit = limits.and_then(|limits| limits.transcripts);
    if artifact.is_recording() && limit == Some(TranscriptLimit::Forbidden) {
        return None;
    }
    let texts = portfolio.texts(citation, artifact);
    let has_quote = |text: &&&Passages| {
        let quote = citation.quote.as_ref().map_or("", |quote| quote.value.as_str());
        texts.len() > 1 && quote::find(text, None, quote) != quote::Found::Nowhere
    };
    texts.iter().find(has_quote).or_else(|| texts.first()).copied()
}

/// Links to each further range of cited pages.
fn further_pages(artifact: &Artifact, location: &Location, files: &Files<'_>) -> Markup {
    let ranges = match location {
        Location::Pages(pages) if artifact.kind == Kind::Pdf => pages.ranges(),
        _ => &[],
    };
    let further = ranges.get(1..).unwrap_or(&[]);
    html! {
        @if !further.is_empty() {
            p.hint.way {
                "The link opens the first; further: "
                @for (at, (first, _)) in further.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href={ (files.href(&artifact.path)) "#page=" (first) } { "page " (first) }
                }
                "."
            }
        }
    }
}

fn quoted(quote: Option<&str>) -> Markup {
    html! {
        @if let Some(quote) = quote {
            blockquote.quote { p { "“" (quote) "”" } }
        }
    }
}

/// What came of looking the place up; `looked_into` if there is text that was read.
fn status_mark(status: Status, looked_into: bool, location: &Location) -> Markup {
    html! {
        " "
        @match status {
            Status::Verified if looked_into => span.met { "✓ found there" },
            Status::Verified => span.met { "✓ " (labels::existence(location)) },
            Status::Unverified => span.hint { "not looked into" },
            Status::Failed => span.unmet { "✗ not found" },
        }
    }
}
