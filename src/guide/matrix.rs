//! A table of the artifacts cited for each detail.

use std::collections::{BTreeMap, HashMap};

use maud::{Markup, html};

use super::labels;
use crate::coverage::{ArtifactStatus, DetailCoverage, Status};
use crate::model::{Credential, DetailId};
use crate::rules::Checked;

/// The anchor of a piece of evidence, counted from 0.
pub(super) fn evidence_anchor(detail: &DetailCoverage, index: usize) -> String {
    format!("evidence-{}-{}", detail.id, index + 1)
}

/// A table of details by cited artifacts; each mark leads to the first citation.
pub(super) fn matrix(checked: &Checked, credential: &Credential) -> Markup {
    let rows = rows(checked);
    let outcomes =
        || checked.coverage.outcomes.iter().filter(|outcome| !outcome.details.is_empty());
    let details = || outcomes().flat_map(|outcome| &outcome.details);
    html! {
        section #coverage aria-labelledby="coverage-title" {
            h2 #coverage-title { "Coverage" }
            p.hint { "Each mark leads to the evidence: a detail by its column, an artifact by its row." }
            div.wide tabindex="0" role="group" aria-label="Table of details and artifacts" {
                table.matrix {
                    caption.unseen { "Which artifact is cited for which detail" }
                    thead {
                        tr {
                            td {}
                            @for outcome in outcomes() {
                                th scope="colgroup" colspan=(outcome.details.len()) {
                                    "Outcome " (outcome.number)
                                }
                            }
                        }
                        tr {
                            th scope="col" { "Artifact" }
                            @for outcome in outcomes() {
                                @for (at, detail) in outcome.details.iter().enumerate() {
                                    th.first[at == 0] scope="col" {
                                        a href={ "#detail-" (detail.id) } title=[text(credential, detail)] {
                                            (detail.id)
                                        }
                                    }
                                }
                            }
                        }
                    }
                    tbody {
                        @for ((_, name), citing) in &rows {
                            tr {
                                th scope="row" { (labels::unbroken(labels::file_name(name))) }
                                @for outcome in outcomes() {
                                    @for (at, detail) in outcome.details.iter().enumerate() {
                                        td.first[at == 0] { (mark(detail, citing.get(&detail.id).map_or(&[], Vec::as_slice))) }
                                    }
                                }
                            }
                        }
                    }
                    tfoot {
                        tr {
                            th scope="row" { "Explained and proved" }
                            @for detail in details() {
                                td {
                                    @if detail.supported {
                                        span.met { "✓" span.unseen { " yes" } }
                                    } @else {
                                        span.unmet { "✗" span.unseen { " no" } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn text(credential: &Credential, detail: &DetailCoverage) -> Option<String> {
    credential.detail(&detail.id).map(|detail| detail.text.clone())
}

/// For each detail, the numbers of its evidence that cite an artifact, from 0.
type Citing<'c> = HashMap<&'c DetailId, Vec<usize>>;

/// Every artifact that is cited for a detail of the credential, sorted by path, missing ones last.
///
/// Computed in one pass: going through all evidence for each of thousands of artifacts would take
/// minutes.
fn rows(checked: &Checked) -> BTreeMap<(bool, String), Citing<'_>> {
    let mut rows: BTreeMap<(bool, String), Citing<'_>> = BTreeMap::new();
    for detail in checked.coverage.details() {
        for at in 0..detail.evidence.len() {
            let (is_missing, name) = name(checked, detail, at);
            if !name.is_empty() {
                let row = rows.entry((is_missing, name)).or_default();
                row.entry(&detail.id).or_default().push(at);
            }
        }
    }
    rows
}

/// Whether a cited artifact is missing, and its path, as typed if it is missing.
fn name(checked: &Checked, detail: &DetailCoverage, at: usize) -> (bool, String) {
    let status = detail
        .entry
        .and_then(|entry| checked.coverage.entries.get(entry))
        .and_then(|statuses| statuses.get(at));
    let found = match status.map(|status| &status.artifact) {
        Some(ArtifactStatus::Found(index)) => checked.portfolio.artifacts.get(*index),
        _ => None,
    };
    let cited = || detail.evidence.get(at).map_or(String::new(), |it| it.artifact.clone());
    (found.is_none(), found.map_or_else(cited, |artifact| artifact.path.clone()))
}

fn mark(detail: &DetailCoverage, citing: &[usize]) -> Markup {
    let evidence = || citing.iter().filter_map(|&at| detail.evidence.get(at));
    let holds = evidence().any(|evidence| evidence.status != Status::Failed);
    let places: Vec<&str> = evidence().map(|evidence| evidence.at.as_str()).collect();
    html! {
        @if let Some(&first) = citing.first() {
            a.mark.failed[!holds] href={ "#" (evidence_anchor(detail, first)) } title=(places.join("; ")) {
                span aria-hidden="true" { @if holds { "●" } @else { "✗" } }
                span.unseen {
                    (detail.id) ": " (places.join("; "))
                    @if !holds { ", not found" }
                }
            }
        }
    }
}
