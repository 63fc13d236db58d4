//! The overview or the reflection is not there.
//!
//! A narrative is one file, `.md`, `.docx`, `.odt` or `.txt`. Where there are several, it is not sure which one
//! is meant; the first that has words counts.
//!
//! ## Why it matters
//!
//! Both are required parts of every submission: Part 1 and Part 3 of the portal.
//!
//! ## How to mend it
//!
//! Where a file has nearly the right name (`overview.md.txt`, `Overview.docx`), rename it as the help says.
//! Else run `mcred init` in the portfolio: it adds `narratives/overview.md` or
//! `narratives/reflection.md` with the official questions as headings, and leaves every other
//! file alone.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Narrative, NarrativeState, NearNarrative, Place, near_narrative};

pub(super) const RULE: Rule =
    Rule::new("missing-narrative", Level::Error, include_str!("missing_narrative.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let parts = [(&case.portfolio.overview, "Part 1"), (&case.portfolio.reflection, "Part 3")];
    let missing = parts
        .into_iter()
        .filter(|(narrative, _)| narrative.state == NarrativeState::Missing)
        .filter(|(narrative, _)| near_names(case, narrative).is_empty())
        .map(|(narrative, part)| {
            let message = format!("{part} is missing: there is no {}", narrative.path);
            let help = "`mcred init` adds it with its headings and changes no other file";
            Finding::new(RULE, Place::file(&narrative.path), message).help(help)
        });
    let doubled = parts.into_iter().flat_map(|(narrative, part)| {
        narrative.others.iter().map(move |other| {
            let counted = &narrative.path;
            let message = format!("{part} lies in two files: {counted} counts, {other} does not");
            let help = "keep the one that you mean, and move the other out of narratives/";
            Finding::new(RULE, Place::file(other), message).help(help)
        })
    });
    let near = parts.into_iter().flat_map(|(narrative, part)| {
        near_names(case, narrative).into_iter().map(move |(path, help)| {
            let message = match narrative.state {
                NarrativeState::Missing => format!("{part} is missing: `{path}` is not read"),
                _ => format!("{part} has no words yet: `{path}` is not read"),
            };
            Finding::new(RULE, Place::file(path), message).help(help)
        })
    });
    missing.chain(doubled).chain(near).collect()
}

/// The files that may be meant for a narrative without words, and what to do with each.
fn near_names(case: &Case<'_>, narrative: &Narrative) -> Vec<(String, String)> {
    let has_words = narrative.words().strict > 0;
    let is_unreadable = matches!(narrative.state, NarrativeState::Unreadable(_));
    if has_words || is_unreadable {
        return Vec::new();
    }
    let Some((folder, usual)) = narrative.path.rsplit_once('/') else { return Vec::new() };
    let Some((stem, _)) = usual.rsplit_once('.') else { return Vec::new() };
    let portfolio = case.portfolio;
    let is_read =
        |path: &str| path == narrative.path || narrative.others.iter().any(|it| it == path);
    let beside = portfolio.other_files.iter().filter(|path| path.starts_with("narratives/"));
    let has_folder = beside.clone().next().is_some();
    let files = beside.chain(&portfolio.unread_files).filter(|path| !is_read(path));
    let near = files.filter_map(|path| {
        let (at, name) = path.rsplit_once('/').unwrap_or(("", path));
        let help = match near_narrative(name, stem)? {
            NearNarrative::Rename(extension) => {
                let target = format!("{folder}/{stem}.{extension}");
                let has_target = portfolio.other_files.contains(&target);
                match (at == folder, has_target) {
                    (false, true) => format!("copy its text into `{target}`"),
                    (false, false) if !at.is_empty() && !has_folder => {
                        format!("rename the folder `{at}` to `{folder}`")
                    }
                    (false, false) => format!("move it into {folder}/, as `{target}`"),
                    (true, true) => {
                        format!("rename it to `{target}`, in place of the file without words there")
                    }
                    (true, false) => format!("rename it to `{target}`"),
                }
            }
            NearNarrative::Download => format!(
                "it is only a stub: download it first (right-click it, then Download Now or Always \
                 Keep on This Device), as `{folder}/{stem}.docx`"
            ),
            NearNarrative::Export => format!(
                "it is only a shortcut: open it, choose File > Download > Microsoft Word (.docx), and \
                 put that file there as `{folder}/{stem}.docx`"
            ),
            NearNarrative::Save => {
                format!("open it and save it as a Word document, `{folder}/{stem}.docx`")
            }
        };
        Some((path.clone(), help))
    });
    near.collect()
}
