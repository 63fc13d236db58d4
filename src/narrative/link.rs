//! Where a link in a text of the practitioner's leads, for the rules and for the guide.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use pulldown_cmark::LinkType;

use crate::model::Portfolio;

/// The folder of the portfolio in which narratives lie.
pub const NARRATIVES: &str = "narratives";

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget<'a> {
    /// A web page or an e-mail address.
    Web(&'a str),
    /// Something that a program other than a browser opens, such as `tel:`.
    OtherScheme,
    /// A heading of the same text, by the name that the link has for it.
    Heading(String),
    /// A file of the portfolio, by its path, and what follows `#` in the link.
    File(&'a str, Option<&'a str>),
    /// A folder of the portfolio. No browser has a page for it in every place.
    Folder,
    /// A path at which the portfolio has nothing.
    Missing {
        /// The path as written, decoded.
        written: String,
        /// The path as seen from the portfolio; none where it leads out of it.
        path: Option<String>,
    },
}

impl<'a> LinkTarget<'a> {
    /// What this link leads to, in a text that stands in this folder of the portfolio.
    pub fn of(link: &'a str, folder: &str, portfolio: &'a Portfolio) -> LinkTarget<'a> {
        let link = link.trim();
        if let Some(name) = link.strip_prefix('#') {
            return LinkTarget::Heading(decoded(name));
        }
        let scheme = scheme(link).unwrap_or_default().to_ascii_lowercase();
        match scheme.as_str() {
            "" | "file" => {}
            "http" | "https" | "mailto" => return LinkTarget::Web(link),
            _ => return LinkTarget::OtherScheme,
        }
        let (written, fragment) = match link.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (link, None),
        };
        if !scheme.is_empty() {
            return LinkTarget::Missing { written: written.to_owned(), path: None };
        }
        let written = decoded(written);
        let Some(path) = joined(folder, &written) else {
            return LinkTarget::Missing { written, path: None };
        };
        let artifact = portfolio.artifact(&path).map(|artifact| &artifact.path);
        let other = || portfolio.other_files.iter().find(|other| **other == path);
        if let Some(path) = artifact.or_else(other) {
            return LinkTarget::File(path, fragment);
        }
        let mut files =
            portfolio.artifacts.iter().map(|artifact| &artifact.path).chain(&portfolio.other_files);
        let lies_in = |file: &String| {
            path.is_empty()
                || file.strip_prefix(&path).is_some_and(|inside| inside.starts_with('/'))
        };
        match files.any(lies_in) {
            true => LinkTarget::Folder,
            false => LinkTarget::Missing { written, path: Some(path) },
        }
    }
}

/// The address that a link of a Markdown text has: `<office@example.org>` leaves out `mailto:`.
pub fn address<'a>(kind: LinkType, address: &'a str) -> Cow<'a, str> {
    match kind {
        LinkType::Email => format!("mailto:{address}").into(),
        _ => address.into(),
    }
}

/// The scheme of an address (RFC 3986, section 3.1). One letter is a drive of Windows.
fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    is_scheme.then_some(scheme)
}

/// Editors write a space in a link as `%20`.
fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// A relative path, seen from the portfolio; none where it leads out of it.
fn joined(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_the_portfolio() {
        for (path, expected) in [
            ("reflection.md", Some("narratives/reflection.md")),
            ("../artifacts//./a b.pdf", Some("artifacts/a b.pdf")),
            ("../artifacts/", Some("artifacts")),
            ("..", Some("")),
            ("../../x", None),
            ("/home/x", None),
        ] {
            assert_eq!(joined("narratives", path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn schemes_are_told_from_paths() {
        for (link, expected) in [
            ("HTTPS://example.org", Some("HTTPS")),
            ("tel:+1", Some("tel")),
            ("C:\\plan.pdf", None),
            ("4:30.pdf", None),
            ("plan.pdf#a:b", None),
        ] {
            assert_eq!(scheme(link), expected, "{link}");
        }
    }
}
