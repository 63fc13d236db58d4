//! The artifacts are more, larger, longer or of more pages than the catalog file allows.
//!
//! ## Why it matters
//!
//! What an issuer limits, its upload form refuses, or the assessor does not read to the end. The limits stand in `[limits]` of the
//! catalog file of your portfolio: `maximum_total_mb`, `maximum_files`, `maximum_pages` (of a PDF) and `maximum_minutes` (of a
//! recording). A megabyte is 1,000,000 bytes here, the strictest way to count. `maximum_file_mb` is the bound of
//! `oversize-artifact`.
//!
//! ## How to mend it
//!
//! Keep what is cited: cut a recording to the minutes and a document to the pages that prove something, and take files away
//! that nothing cites. Where the issuer does not ask for it, change the limit in the catalog file.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, counted, grouped};

pub(super) const RULE: Rule = Rule::new("over-limit", Level::Error, include_str!("over_limit.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some((limits, source)) = case.limits() else { return Vec::new() };
    let mut findings = Vec::new();
    if let Some(most) = limits.maximum_files
        && case.portfolio.artifacts.len() > whole(most)
    {
        let there = counted(case.portfolio.artifacts.len(), "artifact");
        let message = format!("there are {there}, and {source} allows {most} (`maximum_files`)");
        let help = "remove files that nothing cites, or join documents that belong together";
        findings.push(Finding::new(RULE, Place::file(&source), message).help(help));
    }
    let bytes: u64 = case.portfolio.artifacts.iter().map(|artifact| artifact.bytes).sum();
    if let Some(most) = limits.maximum_total_mb
        && bytes > u64::from(most) * 1_000_000
    {
        let message = format!(
            "the artifacts have {} together, and {source} allows {most} MB (`maximum_total_mb`)",
            megabytes(bytes)
        );
        let help = "cut recordings to the part that is cited, and remove files that nothing cites";
        findings.push(Finding::new(RULE, Place::file(&source), message).help(help));
    }
    for artifact in case.readable_artifacts() {
        let path = &artifact.path;
        let Some(facts) = artifact.facts() else { continue };
        if let (Some(most), Some(pages)) = (limits.maximum_pages, facts.pages)
            && pages > most
        {
            let message = format!(
                "`{path}` has {}, and {source} allows {most} (`maximum_pages`)",
                counted(whole(pages), "page")
            );
            let help = "keep the pages that are cited";
            findings.push(Finding::new(RULE, Place::file(path), message).help(help));
        }
        if let (Some(most), Some(millis)) = (limits.maximum_minutes, facts.millis)
            && artifact.is_recording()
            && !facts.approximate
            && millis > u64::from(most) * 60_000
        {
            let message = format!(
                "`{path}` lasts {}:{:02} minutes, and {source} allows {most} (`maximum_minutes`)",
                millis / 60_000,
                millis / 1000 % 60
            );
            let help = "cut it to the part that is cited";
            findings.push(Finding::new(RULE, Place::file(path), message).help(help));
        }
    }
    findings
}

/// A size such as `12.3 MB`, rounded up so that it never reads as the limit itself.
pub(super) fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    let mega = usize::try_from(tenths / 10).unwrap_or(usize::MAX);
    format!("{}.{} MB", grouped(mega), tenths % 10)
}

fn whole(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
