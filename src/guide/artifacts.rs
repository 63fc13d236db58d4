//! The list of all artifacts, with the details that cite them.

use std::collections::{BTreeSet, HashMap};

use maud::{Markup, html};

use super::hrefs::Files;
use super::labels;
use super::safe_view::safe_views;
use super::stripped_metadata::stripped_metadata;
use crate::coverage::ArtifactStatus;
use crate::model::{Artifact, DetailId, size};
use crate::rules::Checked;

/// The list of all artifacts.
pub(super) fn artifacts(checked: &Checked, files: &Files<'_>) -> Markup {
    let citing = citing(checked);
    html! {
        section #artifacts aria-labelledby="artifacts-title" {
            h2 #artifacts-title { "Artifacts" }
            @if checked.portfolio.artifacts.is_empty() {
                p.unmet { "There are none." }
            } @else {
                div.wide tabindex="0" role="group" aria-label="Table of all artifacts" {
                    table {
                        caption.unseen { "Every artifact, its size, and the details that cite it" }
                        thead {
                            tr {
                                th scope="col" { "Artifact" }
                                th scope="col" { "Kind" }
                                th scope="col" { "Size" }
                                th scope="col" { "Cited for" }
                            }
                        }
                        tbody {
                            @for (index, artifact) in checked.portfolio.artifacts.iter().enumerate() {
                                tr {
                                    th scope="row" { (name(artifact, files)) }
                                    td { (labels::kind(artifact.kind)) }
                                    td.number { (size(artifact.bytes)) }
                                    td { (cited_for(citing.get(&index).map_or(&[], Vec::as_slice))) }
                                }
                            }
                        }
                    }
                }
            }
            (stripped_metadata(&checked.portfolio))
            (safe_views(&checked.portfolio, files))
        }
    }
}

fn name(artifact: &Artifact, files: &Files<'_>) -> Markup {
    let name = labels::unbroken(artifact.path.strip_prefix("artifacts/").unwrap_or(&artifact.path));
    html! {
        @if artifact.is_readable() {
            a href=(files.link(artifact)) { (name) }
        } @else {
            (name) " " span.unmet { "✗ can’t be opened" }
        }
    }
}

/// The details of the credential that cite each artifact, by its index.
///
/// Computed once: going through all evidence for each of thousands of artifacts would take minutes.
fn citing(checked: &Checked) -> HashMap<usize, Vec<&DetailId>> {
    let mut statuses: HashMap<&DetailId, BTreeSet<usize>> = HashMap::new();
    let entries = checked.portfolio.evidence.entries.iter().zip(&checked.coverage.entries);
    for (entry, cited) in entries {
        let found = cited.iter().filter_map(|status| match status.artifact {
            ArtifactStatus::Found(index) => Some(index),
            _ => None,
        });
        statuses.entry(&entry.id).or_default().extend(found);
    }
    let mut citing: HashMap<usize, Vec<&DetailId>> = HashMap::new();
    for detail in checked.coverage.details() {
        for index in statuses.get(&detail.id).into_iter().flatten() {
            citing.entry(*index).or_default().push(&detail.id);
        }
    }
    citing
}

/// Links to the details that cite an artifact.
fn cited_for(ids: &[&DetailId]) -> Markup {
    html! {
        @if ids.is_empty() { span.hint { "nothing" } }
        @for (at, id) in ids.iter().enumerate() {
            @if at > 0 { ", " }
            a href={ "#detail-" (id) } { (id) }
        }
    }
}
