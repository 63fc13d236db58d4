//! The guide as one self-contained page.

use maud::{Markup, html};

use super::artifacts::artifacts;
use super::completeness::completeness;
use super::document::document;
use super::evidence::outcomes;
use super::hrefs::Files;
use super::matrix::matrix;
use super::notes::{notes, storage_key};
use super::page_pictures::PagePictures;
use super::rich_text::{self, Frame};
use crate::diff::Changes;
use crate::model::{Credential, Narrative, NarrativeState, Pictures, sanitize_page};
use crate::narrative::NARRATIVES;
use crate::rules::Checked;

const SCRIPT: &str = concat!(include_str!("clipboard.js"), "\n", include_str!("notes.js"));
const SAMPLE: &str = "It shows what a portfolio can look like, and may not be handed in.";

/// The options of a guide.
#[derive(Debug, Clone, Copy, Default)]
pub struct Edition<'e> {
    /// The path from the guide to the portfolio's files, with a slash at its end.
    pub data: &'e str,
    /// Whether it says DRAFT.
    pub draft: bool,
    /// The changes since an earlier submission, if there is one.
    pub since: Option<&'e Changes>,
    /// Pictures of cited pages, if they were drawn.
    pub pictures: Option<&'e Pictures>,
}

/// The guide; empty without a credential, which gives it its structure.
pub fn page(checked: &Checked, edition: &Edition<'_>) -> String {
    match &checked.portfolio.credential {
        Some(credential) => sanitize_page(whole(checked, credential, edition).into_string()),
        None => String::new(),
    }
}

fn whole(checked: &Checked, credential: &Credential, edition: &Edition<'_>) -> Markup {
    let &Edition { data, draft, since, pictures } = edition;
    let sample = checked.portfolio.evidence.is_sample();
    let title = format!(
        "{}{}{}",
        if draft { "DRAFT: " } else { "" },
        if sample { "SAMPLE: " } else { "" },
        credential.title
    );
    let files = Files { portfolio: &checked.portfolio, data };
    let content = html! {
        (completeness(checked, credential))
        @if let Some(changes) = since { (super::changes::changes_section(changes, credential)) }
        (matrix(checked, credential))
        (narrative("overview", "Part 1", "Overview", &checked.portfolio.overview, &files))
        (outcomes(checked, credential, &files, &PagePictures::new(pictures)))
        (narrative("reflection", "Part 3", "Reflection", &checked.portfolio.reflection, &files))
        (artifacts(checked, &files))
    };
    document(&title, SCRIPT, |script| {
        html! {
            body.sample-page[sample].draft-page[draft] data-notes=(storage_key(&content)) {
                a.skip href="#content" { "Skip to the content" }
                header {
                    @if draft {
                        p.draft { strong { "DRAFT" } " Not a submission yet." }
                    }
                    @if sample {
                        p.sample { strong { "SAMPLE" } " " (SAMPLE) }
                    }
                    p.issuer { (credential.issuer) }
                    h1 { (credential.title) }
                    p.lead {
                        "Every detail that this micro-credential asks for, with an explanation and with the "
                        "places that prove it. Each link opens the very page or moment, and what can be shown "
                        "is shown right here. No network is needed."
                    }
                }
                (contents(credential, edition, sample))
                main #content {
                    (content)
                    (notes(checked.coverage.details().count()))
                }
                footer {
                    p {
                        @if draft { "DRAFT · " }
                        @if sample { "SAMPLE · " }
                        "Made by mcred " (env!("CARGO_PKG_VERSION")) ", which says what is there. How well it "
                        "shows proficiency is for the assessor to judge."
                    }
                }
                (script)
            }
        }
    })
}

fn contents(credential: &Credential, edition: &Edition<'_>, sample: bool) -> Markup {
    html! {
        nav aria-label="Contents" {
            @if edition.draft { p.draft-sign { "DRAFT" } }
            @if sample { p.sample-sign { "SAMPLE" } }
            ul {
                li { a href="#completeness" { "Completeness" } }
                @if edition.since.is_some() { li { a href="#since" { "What changed" } } }
                li { a href="#coverage" { "Coverage" } }
                li { a href="#overview" { span.part { "Part 1" } " Overview" } }
                li {
                    a href="#evidence" { span.part { "Part 2" } " Evidence" }
                    ul.outcomes {
                        @for outcome in &credential.outcomes {
                            li {
                                a href={ "#outcome-" (outcome.number) } { "Outcome " (outcome.number) }
                                ul.details {
                                    @for detail in &outcome.details {
                                        li { a href={ "#detail-" (detail.id) } title=(detail.text) { (detail.id) } }
                                    }
                                }
                            }
                        }
                    }
                }
                li { a href="#reflection" { span.part { "Part 3" } " Reflection" } }
                li { a href="#artifacts" { "Artifacts" } }
                li.for-notes hidden { a href="#notes" { "Your notes" } }
            }
            label.keys.for-notes hidden {
                input #keys type="checkbox" checked;
                span { kbd { "j" } " and " kbd { "k" } " lead to the next detail and back" }
            }
        }
    }
}

fn narrative(
    id: &str,
    part: &str,
    title: &str,
    narrative: &Narrative,
    files: &Files<'_>,
) -> Markup {
    let frame = Frame { prefix: id, above: 2, title, folder: NARRATIVES, files };
    html! {
        section.narrative id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (part) " · " (title) }
            @match &narrative.state {
                NarrativeState::Read(source, _) => (rich_text::render(&source.text, &frame)),
                NarrativeState::Missing => p.unmet { "✗ This part is not there." },
                NarrativeState::Unreadable(_) => p.unmet { "✗ This part can’t be read." },
            }
        }
    }
}
