//! Every artifact, with the details that cite it.

use maud::{Markup, html};

use super::link::Files;
use super::say;
use crate::coverage::ArtifactStanding;
use crate::model::{Artifact, DetailId, size};
use crate::rules::Checked;

/// The list of all artifacts.
pub(super) fn artifacts(checked: &Checked, files: &Files<'_>) -> Markup {
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
                                    td { (say::kind(artifact.kind)) }
                                    td.number { (size(artifact.bytes)) }
                                    td { (cited_for(checked, index)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn name(artifact: &Artifact, files: &Files<'_>) -> Markup {
    let name = artifact.path.strip_prefix("artifacts/").unwrap_or(&artifact.path);
    html! {
        @if artifact.is_readable() {
            a href=(files.href(&artifact.path)) { (name) }
        } @else {
            (name) " " span.unmet { "✗ can’t be opened" }
        }
    }
}

/// Links to the details of the credential that cite the artifact of this index.
fn cited_for(checked: &Checked, index: usize) -> Markup {
    let entries = checked.portfolio.evidence.entries.iter().zip(&checked.coverage.entries);
    let citing = |id: &DetailId| {
        entries.clone().any(|(entry, standings)| {
            entry.id == *id
                && standings.iter().any(|it| it.artifact == ArtifactStanding::Found(index))
        })
    };
    let ids: Vec<&DetailId> =
        checked.coverage.details().map(|detail| &detail.id).filter(|id| citing(id)).collect();
    html! {
        @if ids.is_empty() { span.hint { "nothing" } }
        @for (at, id) in ids.iter().enumerate() {
            @if at > 0 { ", " }
            a href={ "#detail-" (id) } { (id) }
        }
    }
}
