//! The guide as one self-contained page.

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::artifacts::artifacts;
use super::completeness::completeness;
use super::evidence::outcomes;
use super::hrefs::Files;
use super::matrix::matrix;
use super::page_pictures::PagePictures;
use super::portal_section::portal_section;
use super::rich_text::{self, Frame};
use crate::diff::Changes;
use crate::model::{Credential, Narrative, NarrativeState, Pictures, sanitize_page};
use crate::narrative::NARRATIVES;
use crate::rules::Checked;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
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
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(security_policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "mcred " (env!("CARGO_PKG_VERSION")) };
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body.sample-page[sample].draft-page[draft] {
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
                    (completeness(checked, credential))
                    @if let Some(changes) = since { (super::changes::changes_section(changes, credential)) }
                    (matrix(checked, credential))
                    (narrative("overview", "Part 1", "Overview", &checked.portfolio.overview, &files))
                    (outcomes(checked, credential, &files, &PagePictures::new(pictures)))
                    (narrative("reflection", "Part 3", "Reflection", &checked.portfolio.reflection, &files))
                    (artifacts(checked, &files))
                    (portal_section(checked))
                }
                footer {
                    p {
                        @if draft { "DRAFT · " }
                        @if sample { "SAMPLE · " }
                        "Made by mcred " (env!("CARGO_PKG_VERSION")) ", which says what is there. How well it "
                        "shows proficiency is for the assessor to judge."
                    }
                }
                script { (PreEscaped(SCRIPT.replace("\r\n", "\n"))) }
            }
        }
    }
}

/// What the page may do: run its own script, and show pictures and recordings from beside it. Whatever
/// texts of the portfolio may hold, nothing else runs, and nothing is loaded from the web.
fn security_policy() -> String {
    // Browsers read every line end as one character.
    let script = Sha256::digest(SCRIPT.replace("\r\n", "\n"));
    let files = "'self' file: data:";
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'unsafe-inline'; img-src {files}; \
         media-src {files}; base-uri 'none'; form-action 'none'",
        BASE64.encode(&script)
    )
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
                li { a href="#portal" { "Text for the portal" } }
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
