//! A link or picture in a narrative points to a file that is not there.
//!
//! ## Why it matters
//!
//! The assessor clicks and lands nowhere. Narratives are packed together with `artifacts/`, so a link to a
//! file of that folder works in the bundle; one to anywhere else on your machine can't.
//!
//! ## How to mend it
//!
//! Write the path as seen from `narratives/`, with `/` and `..`:
//!
//! ```markdown
//! [the climate survey](../artifacts/climate-survey.pdf)
//! ```

use percent_encoding::percent_decode_str;

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Link, Place, Portfolio, nearest};

pub(super) const RULE: Rule =
    Rule::new("broken-link", Level::Warning, include_str!("broken_link.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for narrative in [&case.portfolio.overview, &case.portfolio.reflection] {
        let Some((source, prose)) = narrative.read() else { continue };
        for link in &prose.links {
            let Some(path) = local_path(&link.target) else { continue };
            let meant = leads_to(link);
            if meant.as_deref().is_some_and(|path| exists(case.portfolio, path)) {
                continue;
            }
            let message = format!("the link leads to `{path}`, which is not in the portfolio");
            let paths = case.portfolio.artifacts.iter().map(|artifact| artifact.path.as_str());
            let name = path.rsplit(['/', '\\']).next().unwrap_or(&path);
            let near = paths
                .clone()
                .find(|own| own.ends_with(name) && !name.is_empty())
                .or_else(|| nearest(meant.as_deref().unwrap_or(&path), paths));
            let help = match near {
                Some(near) => format!("did you mean `../{near}`?"),
                None => "paths begin at narratives/: `../artifacts/…`".to_owned(),
            };
            let place = Place::at(&source.path, link.span.clone());
            findings.push(Finding::new(RULE, place, message).help(help));
        }
    }
    findings
}

/// Where in the portfolio a link of a narrative leads; none where it leads elsewhere.
pub(super) fn leads_to(link: &Link) -> Option<String> {
    resolve(&local_path(&link.target)?)
}

/// The path in a link's target; none where it leads to the web or within the text.
fn local_path(target: &str) -> Option<String> {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
    });
    if path.to_ascii_lowercase().starts_with("file:") {
        return Some(path.to_owned());
    }
    if path.is_empty() || scheme || path.starts_with("//") || target.contains('@') {
        return None;
    }
    // Editors write a space in a link as `%20`.
    Some(percent_decode_str(path).decode_utf8_lossy().into_owned())
}

/// A path as seen from `narratives/` -> as seen from the portfolio.
fn resolve(path: &str) -> Option<String> {
    let mut parts = vec!["narratives"];
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    (!path.starts_with('/') && !path.starts_with("file:")).then(|| parts.join("/"))
}

fn exists(portfolio: &Portfolio, path: &str) -> bool {
    let folder = format!("{path}/");
    portfolio.artifact(path).is_some()
        || portfolio.other_files.iter().any(|other| other == path)
        || portfolio.artifacts.iter().any(|artifact| artifact.path.starts_with(&folder))
}
