//! Pages and drawings that run scripts or load from the web, as text or picture: what a browser shows
//! of a file runs with all that is in it, and tells others who opens it.

use maud::{Markup, html};

use super::browsers::is_shown;
use super::hrefs::{Files, safe_view_id};
use super::{cited_text, labels, media};
use crate::model::normalize::one_line;
use crate::model::{Artifact, Kind, Portfolio, counted};

/// The most of a page's text that is shown, in bytes.
const LONGEST: usize = 200_000;

/// Every artifact that is not safe to open, with its text or picture.
pub(super) fn safe_views(portfolio: &Portfolio, files: &Files<'_>) -> Markup {
    let artifacts = portfolio.artifacts.iter().enumerate();
    let active: Vec<(usize, &Artifact)> =
        artifacts.filter(|(_, artifact)| artifact.is_active()).collect();
    html! {
        @if !active.is_empty() {
            h3 { "Pages that are shown as text" }
            p.hint {
                "Opened in a browser, "
                (counted(active.len(), "file"))
                " would run scripts or load things from the web, which tells others who opens them. "
                "What they show stands here, without that. The files themselves are in the bundle."
            }
            @for (index, artifact) in active {
                div.safe-view id=(safe_view_id(index)) {
                    h4 { (labels::unbroken(artifact.path.strip_prefix("artifacts/").unwrap_or(&artifact.path))) }
                    (view(artifact, files))
                }
            }
        }
    }
}

fn view(artifact: &Artifact, files: &Files<'_>) -> Markup {
    // A picture in a page runs no scripts and loads nothing.
    if artifact.kind == Kind::Image && is_shown(&artifact.path) {
        return html! {
            (media::sized(&files.href(&artifact.path), "The drawing, without scripts", cited_text::size(artifact)))
        };
    }
    let text = text(artifact);
    html! {
        @if text.is_empty() {
            p.hint { "It has no text that can be shown." }
        } @else {
            div.page-text tabindex="0" role="group" aria-label="Text of the page" {
                @for line in text.lines() { p { (line) } }
            }
        }
    }
}

/// The text of a page, a block a line.
fn text(artifact: &Artifact) -> String {
    let mut text = String::new();
    for passage in artifact.passages().into_iter().flat_map(|passages| passages.iter()) {
        if text.len() + passage.text.len() > LONGEST {
            text.push('…');
            break;
        }
        text.push_str(&one_line(passage.text));
        text.push('\n');
    }
    text
}
