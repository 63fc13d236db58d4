//! Part 2 of the guide: each detail with its explanation and evidence.

use maud::{Markup, html};

use super::link::to_place;
use crate::coverage::{ArtifactStanding, DetailCoverage, Status};
use crate::model::{Citation, Credential, Entry, Outcome};
use crate::rules::Checked;

/// Every outcome, every detail, and where its proof is.
pub(super) fn outcomes(checked: &Checked, credential: &Credential, data: &str) -> Markup {
    html! {
        section #evidence aria-labelledby="evidence-title" {
            h2 #evidence-title { "Part 2 · Evidence" }
            @for (outcome, coverage) in credential.outcomes.iter().zip(&checked.coverage.outcomes) {
                (outcome_section(checked, outcome, &coverage.details, data))
            }
        }
    }
}

fn outcome_section(
    checked: &Checked,
    outcome: &Outcome,
    coverage: &[DetailCoverage],
    data: &str,
) -> Markup {
    html! {
        section.outcome {
            h3 { "Outcome " (outcome.number) ": " (outcome.text) }
            @for (detail, coverage) in outcome.details.iter().zip(coverage) {
                article.detail id={ "detail-" (detail.id) } {
                    h4 { span.id { (detail.id) } " " (detail.text) }
                    @match coverage.entry {
                        Some(index) => {
                            (explanation(&checked.portfolio.evidence.entries[index]))
                            (evidence(checked, index, coverage, data))
                        }
                        None => p.unmet { "Neither evidence nor explanation is given." }
                    }
                }
            }
        }
    }
}

fn explanation(entry: &Entry) -> Markup {
    let text = entry.explanation.as_ref().map_or("", |explanation| explanation.value.trim());
    html! {
        @if text.is_empty() {
            p.unmet { "No explanation is given." }
        } @else {
            @for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
                p { (paragraph.trim()) }
            }
        }
    }
}

fn evidence(checked: &Checked, index: usize, coverage: &DetailCoverage, data: &str) -> Markup {
    let entry = &checked.portfolio.evidence.entries[index];
    let standings = &checked.coverage.entries[index];
    html! {
        @if coverage.evidence.is_empty() {
            p.unmet { "No evidence is given." }
        } @else {
            ul.evidence {
                @for ((citation, shown), standing) in
                    entry.evidence.iter().zip(&coverage.evidence).zip(standings)
                {
                    @let path = match standing.artifact {
                        ArtifactStanding::Found(index) => Some(&checked.portfolio.artifacts[index].path),
                        _ => None,
                    };
                    li {
                        @match (path, citation.location()) {
                            (Some(path), Ok(location)) => {
                                a href=(to_place(data, path, &location)) {
                                    (shown.artifact) ", " (shown.at)
                                }
                            }
                            _ => span { (shown.artifact) ", " (shown.at) }
                        }
                        (status(shown.status))
                        (quote(citation))
                    }
                }
            }
        }
    }
}

fn quote(citation: &Citation) -> Markup {
    html! {
        @if let Some(quote) = &citation.quote {
            blockquote { p { (quote.value) } }
        }
    }
}

fn status(status: Status) -> Markup {
    html! {
        @match status {
            Status::Verified => { " " span.met { "✓ looked up" } }
            Status::Unverified => {}
            Status::Failed => { " " span.unmet { "✗ not found" } }
        }
    }
}
