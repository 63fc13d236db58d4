//! Links to files of the bundle that open the cited page, second or region.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::normalize::one_line;
use crate::model::{Artifact, Kind, Location, Portfolio};

/// The characters to encode in a path segment (RFC 3986, section 3.3).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The files of the portfolio, to which the guide links.
pub(super) struct Files<'a> {
    /// The portfolio.
    pub portfolio: &'a Portfolio,
    /// The path from the guide to its files, with a slash at its end.
    pub data: &'a str,
}

impl Files<'_> {
    /// The link to a file of the portfolio.
    pub fn href(&self, path: &str) -> String {
        let path: Vec<String> =
            path.split('/').map(|part| utf8_percent_encode(part, SEGMENT).to_string()).collect();
        format!("{}{}", self.data, path.join("/"))
    }

    /// The link to an artifact: to the file, or to what the guide shows of one that is not safe to
    /// open.
    pub fn link(&self, artifact: &Artifact) -> String {
        let index = self.portfolio.artifact_index(&artifact.path);
        match index.filter(|_| artifact.is_active()) {
            Some(index) => format!("#{}", safe_view_id(index)),
            None => self.href(&artifact.path),
        }
    }

    /// The link to a place in an artifact, if viewers can open it: pages (RFC 8118, section 3),
    /// times and regions (Media Fragments URI 1.0, section 4.2), and in web pages the quoted words
    /// (URL Fragment Text Directives).
    pub fn href_at(&self, artifact: &Artifact, location: &Location, quote: Option<&str>) -> String {
        let file = self.link(artifact);
        match (location, quote) {
            _ if artifact.is_active() => file,
            (Location::Pages(pages), _) if artifact.kind == Kind::Pdf => {
                format!("{file}#page={}", pages.first())
            }
            (Location::Time(times), _) => {
                let first = times.first();
                let end = first.end.map(|end| format!(",{}", seconds(end))).unwrap_or_default();
                format!("{file}#t={}{end}", seconds(first.start))
            }
            (Location::Region { x, y, width, height }, _) => {
                format!("{file}#xywh={x},{y},{width},{height}")
            }
            (_, Some(quote)) if artifact.kind == Kind::Html => {
                let words = one_line(quote);
                format!("{file}#:~:text={}", utf8_percent_encode(&words, NON_ALPHANUMERIC))
            }
            _ => file,
        }
    }

    /// The link to a file that a text links to, with its fragment; none if the file can't be
    /// opened.
    pub fn href_with(&self, path: &str, fragment: Option<&str>) -> Option<String> {
        let artifact = self.portfolio.artifact(path);
        if artifact.is_some_and(|artifact| !artifact.is_readable()) {
            return None;
        }
        if let Some(active) = artifact.filter(|artifact| artifact.is_active()) {
            return Some(self.link(active));
        }
        let href = self.href(path);
        Some(fragment.map_or(href.clone(), |fragment| format!("{href}#{fragment}")))
    }
}

/// The id of what the guide shows of the artifact with this index.
pub(super) fn safe_view_id(index: usize) -> String {
    format!("shown-{}", index + 1)
}

fn seconds(millis: u64) -> String {
    match millis % 1_000 {
        0 => (millis / 1_000).to_string(),
        fraction => format!("{}.{fraction:03}", millis / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::test_portfolio;

    #[test]
    fn a_link_opens_the_cited_place() {
        let portfolio = test_portfolio::portfolio();
        let files = Files { portfolio: &portfolio, data: "data/" };
        for (kind, at, fragment) in [
            (Kind::Pdf, "pages 4-6", "#page=4"),
            (Kind::Document, "page 4", ""),
            (Kind::Video, "7:45-8:03", "#t=465,483"),
            (Kind::Audio, "12.5s", "#t=12.500"),
            (Kind::Image, "region 10,20,300,200", "#xywh=10,20,300,200"),
            (Kind::Html, "whole", "#:~:text=a%20b%2Dc%2C"),
            (Kind::Markdown, "whole", ""),
        ] {
            let location = Location::parse(at).expect(at);
            let artifact = test_portfolio::artifact("artifacts/a b#1?.pdf", kind);
            let link = files.href_at(&artifact, &location, Some("a\n b-c,"));
            assert_eq!(link, format!("data/artifacts/a%20b%231%3F.pdf{fragment}"));
        }
    }
}
