//! Evidence, or a link, leads to a file that is not packed.
//!
//! ## Why it matters
//!
//! Of your files only those in `artifacts/` are packed. A path such as `../Desktop/plan.pdf`, or a link to it, exists
//! on your machine alone, and it would tell the assessor how your folders are named. A link to `private.toml` would
//! hand in what reviewers must not learn.
//!
//! ## How to mend it
//!
//! Copy the file itself into `artifacts/` and cite it there. `mcred check --fix` at a terminal offers to move a file of
//! that name that lies in the portfolio's folder or one above.

use super::case::Case;
use super::missing_artifact::move_in;
use crate::coverage::ArtifactStatus;
use crate::finding::{Finding, Level, Rule};
use crate::model::{ArtifactState, Place, nearly_folder};

pub(super) const RULE: Rule = Rule::new(
    "artifact-outside-portfolio",
    Level::Error,
    include_str!("artifact_outside_portfolio.rs"),
);

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let help = "copy the file itself into artifacts/ and cite it there";
    let cited = case.citations().filter_map(|(entry, citation, status)| {
        let artifact = citation.artifact.as_ref()?;
        if status.artifact != ArtifactStatus::Outside {
            return None;
        }
        let message =
            format!("`{}` is not in artifacts/, the folder that is packed", artifact.value);
        let misplaced = case.portfolio.misplaced(&artifact.value);
        let help = misplaced.map_or_else(|| help.to_owned(), move_in);
        Some(case.of_entry(RULE, entry, artifact.span.clone(), message).help(help))
    });
    let links = case.portfolio.artifacts.iter();
    let links = links.filter(|artifact| artifact.state == ArtifactState::LeavesPortfolio);
    let linked = links.map(|artifact| {
        let message = format!("`{}` is a link that leads out of artifacts/", artifact.path);
        Finding::new(RULE, Place::file(&artifact.path), message).help(help)
    });
    cited.chain(linked).chain(other_links(case)).chain(near_folders(case)).collect()
}

/// Folders whose names are nearly artifacts/: none of their files is read.
fn near_folders(case: &Case<'_>) -> Vec<Finding> {
    let folders = case.portfolio.unread_files.iter().filter_map(|path| path.split_once('/'));
    let mut folders: Vec<&str> = folders.map(|(folder, _)| folder).collect();
    folders.retain(|folder| nearly_folder(folder) == Some("artifacts"));
    folders.dedup();
    let finding = |folder: &str| {
        let message = format!("the folder `{folder}` is not read: only artifacts/ is packed");
        let help = match case.portfolio.artifacts.is_empty() {
            true => "rename it to `artifacts`",
            false => "move its files into artifacts/",
        };
        Finding::new(RULE, Place::file(folder), message).help(help)
    };
    folders.into_iter().map(finding).collect()
}

/// Links in the other folders. What is wrong with a text that must be read is reported where it is
/// missing.
fn other_links(case: &Case<'_>) -> impl Iterator<Item = Finding> {
    let portfolio = case.portfolio;
    let is_reported = |path: &str| {
        let texts = [&portfolio.overview.path, &portfolio.reflection.path];
        texts.iter().any(|text| *text == path)
            || portfolio.problems.iter().any(|problem| problem.place.path == path)
    };
    let links = portfolio.outside_links.iter().filter(move |path| !is_reported(path));
    links.map(|path| {
        let message = format!("`{path}` is a link to something that is no part of the portfolio");
        Finding::new(RULE, Place::file(path), message)
            .help("put the file itself there, or remove the link")
    })
}
