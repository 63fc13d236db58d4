//! A link or picture in a narrative points to a file that is not there.
//!
//! ## Why it matters
//!
//! The assessor clicks and lands nowhere. Narratives are packed together with `artifacts/`, so a link to a
//! file of that folder works in the bundle; one to a folder, or to anywhere else on your machine, can't.
//!
//! ## How to mend it
//!
//! Write the path as seen from `narratives/`, with `/` and `..`:
//!
//! ```markdown
//! [the climate survey](../artifacts/climate-survey.pdf)
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, Portfolio, nearest};
use crate::narrative::{LinkTarget, NARRATIVES};

pub(super) const RULE: Rule =
    Rule::new("broken-link", Level::Warning, include_str!("broken_link.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for narrative in case.portfolio.narratives() {
        let Some((source, prose)) = narrative.read() else { continue };
        for link in &prose.links {
            let target = LinkTarget::of(&link.target, NARRATIVES, case.portfolio);
            let Some((message, help)) = problem(&link.target, &target, case.portfolio) else {
                continue;
            };
            let place = Place::at(&source.path, link.span.clone());
            findings.push(Finding::new(RULE, place, message).help(help));
        }
    }
    findings
}

/// What is wrong with a link, and what helps; none where it leads to something.
fn problem(link: &str, target: &LinkTarget<'_>, portfolio: &Portfolio) -> Option<(String, String)> {
    let files = portfolio.artifacts.iter().filter(|artifact| artifact.stand_in.is_none());
    let paths = files.map(|artifact| artifact.path.as_str());
    const PATHS: &str = "paths begin at narratives/: `../artifacts/…`";
    if link.trim().is_empty() {
        return Some(("the link leads nowhere".to_owned(), PATHS.to_owned()));
    }
    let (written, path) = match target {
        LinkTarget::Missing { written, path } => (written, path),
        LinkTarget::Folder => {
            let message = format!("the link leads to `{link}`, which is a folder");
            let help = "link to a file in it: `../artifacts/…`".to_owned();
            return Some((message, help));
        }
        _ => return None,
    };
    let name = written.rsplit(['/', '\\']).next().unwrap_or(written);
    // A query means nothing for a file.
    let name = name.split('?').next().unwrap_or(name);
    let near = paths
        .clone()
        .find(|own| own.ends_with(name) && !name.is_empty())
        .or_else(|| nearest(path.as_ref().unwrap_or(written), paths));
    let help = match near {
        Some(near) => format!("did you mean `../{near}`?"),
        None if written.contains('@') => {
            format!("an e-mail address begins with `mailto:`; {PATHS}")
        }
        None => PATHS.to_owned(),
    };
    Some((format!("the link leads to `{written}`, which is not in the portfolio"), help))
}
