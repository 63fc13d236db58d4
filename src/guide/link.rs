//! Links into the bundle that open the very page, second or region.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::{Artifact, Kind, Location, Portfolio};

/// What a path segment of a link may not hold as it is (RFC 3986, section 3.3).
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

/// The files of the portfolio as the guide links to them.
pub(super) struct Files<'a> {
    /// Whose files.
    pub portfolio: &'a Portfolio,
    /// Where they lie as seen from the guide, with a slash at its end.
    pub data: &'a str,
}

/// What a link in a text of the practitioner's leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A web page or a letter.
    Web(String),
    /// A file of the portfolio, by its path and its link.
    File { path: String, href: String },
    /// A heading of the same text.
    Here(String),
    /// Nothing that is there, or nothing that is safe to open.
    Nowhere,
}

impl Files<'_> {
    /// The link to a file of the portfolio.
    pub fn href(&self, path: &str) -> String {
        let path: Vec<String> =
            path.split('/').map(|part| utf8_percent_encode(part, SEGMENT).to_string()).collect();
        format!("{}{}", self.data, path.join("/"))
    }

    /// The link to a place in an artifact, where viewers know how to go there: pages
    /// (RFC 8118, section 3), times and regions (Media Fragments URI 1.0, section 4.2), and in
    /// web pages the quoted words (URL Fragment Text Directives).
    pub fn href_at(&self, artifact: &Artifact, location: &Location, quote: Option<&str>) -> String {
        let file = self.href(&artifact.path);
        match (location, quote) {
            (Location::Pages(pages), _) if artifact.kind == Kind::Pdf => {
                format!("{file}#page={}", pages.first())
            }
            (Location::Time(range), _) => match range.end {
                Some(end) => format!("{file}#t={},{}", seconds(range.start), seconds(end)),
                None => format!("{file}#t={}", seconds(range.start)),
            },
            (Location::Region { x, y, width, height }, _) => {
                format!("{file}#xywh={x},{y},{width},{height}")
            }
            (_, Some(quote)) if artifact.kind == Kind::Html => {
                let words: Vec<&str> = quote.split_whitespace().collect();
                let words = words.join(" ");
                format!("{file}#:~:text={}", utf8_percent_encode(&words, NON_ALPHANUMERIC))
            }
            _ => file,
        }
    }

    /// What a link leads to that stands in a file of this folder of the portfolio.
    pub fn target(&self, link: &str, folder: &str) -> Target {
        let link = link.trim();
        let lower = link.to_ascii_lowercase();
        if ["http://", "https://", "mailto:"].iter().any(|start| lower.starts_with(start)) {
            return Target::Web(link.to_owned());
        }
        let decode = |part: &str| {
            percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned()
        };
        if let Some(name) = link.strip_prefix('#') {
            return Target::Here(decode(name));
        }
        let (path, fragment) = match link.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (link, None),
        };
        let Some(path) = joined(folder, &decode(path)) else { return Target::Nowhere };
        let artifact = self.portfolio.artifact(&path).filter(|artifact| artifact.is_readable());
        let other = || self.portfolio.other_files.iter().find(|other| **other == path);
        let Some(path) = artifact.map(|it| &it.path).or_else(other) else { return Target::Nowhere };
        let mut href = self.href(path);
        if let Some(fragment) = fragment {
            href.push('#');
            href.push_str(fragment);
        }
        Target::File { path: path.clone(), href }
    }
}

/// A relative path, seen from the portfolio; none where it leads out of it.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
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
    use crate::guide::sample;

    #[test]
    fn a_link_opens_the_place_itself() {
        let portfolio = sample::portfolio();
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
            let artifact = sample::artifact("artifacts/a b#1?.pdf", kind);
            let link = files.href_at(&artifact, &location, Some("a\n b-c,"));
            assert_eq!(link, format!("data/artifacts/a%20b%231%3F.pdf{fragment}"));
        }
    }

    #[test]
    fn a_link_of_a_text_stays_in_the_portfolio() {
        let portfolio = sample::portfolio();
        let files = Files { portfolio: &portfolio, data: "../" };
        let href = |link| match files.target(link, "narratives") {
            Target::File { href, .. } => Some(href),
            _ => None,
        };
        let plan = Some("../artifacts/safety-plan.pdf#page=2".to_owned());
        assert_eq!(href("../artifacts/./safety%2Dplan.pdf#page=2"), plan);
        assert_eq!(href("reflection.md"), Some("../narratives/reflection.md".into()));
        for link in ["../../artifacts/safety-plan.pdf", "../private.toml", "", "x:y", "C:\\x"] {
            assert_eq!(files.target(link, "narratives"), Target::Nowhere, "{link}");
        }
    }
}
