//! A link stands where a file should be: an address as artifact, or a shortcut to one (`.url`, `.webloc`).
//!
//! ## Why it matters
//!
//! Artifacts are uploaded. A reviewer may not be able to open your drive, must not learn whose it is (review is
//! double-blind), and what stands behind a link may change after the review.
//!
//! ## How to mend it
//!
//! Download or export the document (in Google Docs: File, Download, PDF), put the file into `artifacts/` and cite that.

use super::case::Case;
use crate::coverage::ArtifactStatus;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, StandIn};

pub(super) const RULE: Rule =
    Rule::new("link-instead-of-file", Level::Error, include_str!("link_instead_of_file.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let help = "download or export the document into artifacts/ and cite that file";
    let addresses = case.citations().filter_map(|(entry, citation, status)| {
        let artifact = citation.artifact.as_ref()?;
        if status.artifact != ArtifactStatus::Address {
            return None;
        }
        let message = "an address of the web is no artifact: artifacts are uploaded as files";
        Some(case.of_entry(RULE, entry, artifact.span.clone(), message).help(help))
    });
    let shortcuts = case.portfolio.artifacts.iter().filter_map(|artifact| {
        let StandIn::WebShortcut(target) = artifact.stand_in.as_ref()? else { return None };
        let message = format!("`{}` is only a shortcut to {target}", artifact.path);
        Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
    });
    addresses.chain(shortcuts).collect()
}
