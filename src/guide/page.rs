//! The guide as one page that needs nothing but itself.

use std::collections::{BTreeSet, HashMap};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::completeness::completeness;
use super::evidence::outcomes;
use super::link::to_file;
use super::markdown;
use crate::coverage::ArtifactStanding;
use crate::model::{Credential, Narrative, size};
use crate::rules::Checked;

const STYLE: &str = include_str!("style.css");

/// The guide; `data` is where the portfolio's files lie as seen from it, with a
/// slash at its end. Empty without a credential: there is nothing to lead by.
pub fn page(checked: &Checked, data: &str, draft: bool) -> String {
    match &checked.portfolio.credential {
        Some(credential) => whole(checked, credential, data, draft).into_string(),
        None => String::new(),
    }
}

fn whole(checked: &Checked, credential: &Credential, data: &str, draft: bool) -> Markup {
    let title = format!("{}{}", if draft { "DRAFT: " } else { "" }, credential.title);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "mcred " (env!("CARGO_PKG_VERSION")) };
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header {
                    @if draft {
                        p.draft role="note" { "DRAFT: this portfolio is not complete." }
                    }
                    p.issuer { (credential.issuer) " · Micro-credential portfolio" }
                    h1 { (credential.title) }
                    (contents(credential))
                }
                main #content {
                    (completeness(checked, credential))
                    (narrative("overview", "Part 1 · Overview", &checked.portfolio.overview, data))
                    (outcomes(checked, credential, data))
                    (narrative("reflection", "Part 3 · Reflection", &checked.portfolio.reflection, data))
                    (artifacts(checked, data))
                }
                footer { p { "Made by mcred " (env!("CARGO_PKG_VERSION")) ". This page works offline." } }
            }
        }
    }
}

fn contents(credential: &Credential) -> Markup {
    html! {
        nav aria-label="Contents" {
            ul {
                li { a href="#completeness" { "Completeness" } }
                li { a href="#overview" { "Overview" } }
                li {
                    a href="#evidence" { "Evidence" }
                    ul {
                        @for detail in credential.details() {
                            li { a href={ "#detail-" (detail.id) } { (detail.id) } }
                        }
                    }
                }
                li { a href="#reflection" { "Reflection" } }
                li { a href="#artifacts" { "Artifacts" } }
            }
        }
    }
}

fn narrative(id: &str, title: &str, narrative: &Narrative, data: &str) -> Markup {
    html! {
        section.narrative id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (title) }
            @match narrative.read() {
                Some((source, _)) => (markdown::render(&source.text, data)),
                None => p.unmet { "This part is not there." }
            }
        }
    }
}

fn artifacts(checked: &Checked, data: &str) -> Markup {
    let mut citing: HashMap<usize, Vec<String>> = HashMap::new();
    for (entry, standings) in
        checked.portfolio.evidence.entries.iter().zip(&checked.coverage.entries)
    {
        let found = standings.iter().filter_map(|standing| match standing.artifact {
            ArtifactStanding::Found(index) => Some(index),
            _ => None,
        });
        for index in found.collect::<BTreeSet<_>>() {
            citing.entry(index).or_default().push(entry.id.to_string());
        }
    }
    html! {
        section #artifacts aria-labelledby="artifacts-title" {
            h2 #artifacts-title { "Artifacts" }
            div.wide tabindex="0" role="region" aria-labelledby="artifacts-title" {
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
                                th scope="row" {
                                    a href=(to_file(data, &artifact.path)) {
                                        (artifact.path.strip_prefix("artifacts/").unwrap_or(&artifact.path))
                                    }
                                }
                                td { (artifact.kind) }
                                td { (size(artifact.bytes)) }
                                td {
                                    @for (at, id) in citing.get(&index).into_iter().flatten().enumerate() {
                                        @if at > 0 { ", " }
                                        a href={ "#detail-" (id) } { (id) }
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
