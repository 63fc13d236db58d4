//! An Office file or PDF has comments, attached or embedded files, speaker notes, hidden slides or hidden sheets.
//!
//! ## Why it matters
//!
//! They are not part of what you show, and everybody who opens the file can read them: a comment that names a colleague, a
//! hidden sheet with the names behind the averages. Nothing in them counts as evidence.
//!
//! ## How to mend it
//!
//! Delete them (in Word, Excel and PowerPoint: File > Info > Inspect Document; in a PDF reader, delete the comment or attachment), show what is meant to be seen, or export the file
//! to PDF. Where they are meant to be read, say so in a `[[waive]]`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Artifact, Format, Place, counted, enumerated};

pub(super) const RULE: Rule =
    Rule::new("hidden-content", Level::Warning, include_str!("hidden_content.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let narratives = case.portfolio.narratives().into_iter();
    let commented =
        narratives.filter(|narrative| narrative.metadata.comments > 0).map(|narrative| {
            let comments = usize::try_from(narrative.metadata.comments).unwrap_or(usize::MAX);
            let message = format!("`{}` has {}", narrative.path, counted(comments, "comment"));
            let help = "delete its comments: the document itself is in the bundle";
            Finding::new(RULE, Place::file(&narrative.path), message).help(help)
        });
    let artifacts = case.readable_artifacts();
    let hidden = artifacts.filter_map(|artifact| {
        let hidden = hidden(artifact);
        if hidden.is_empty() {
            return None;
        }
        let message = format!("`{}` has {}", artifact.path, enumerated(&hidden, "and"));
        let help = match artifact.seen().map(|seen| seen.format) {
            Some(Format::Pdf) => {
                "delete its comments and attachments in a PDF program, or export it anew"
            }
            _ => "delete what nobody is meant to read, or export the file to PDF",
        };
        Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
    });
    commented.chain(hidden).collect()
}

fn hidden(artifact: &Artifact) -> Vec<String> {
    let Some(seen) = artifact.seen() else { return Vec::new() };
    let slides = seen.facts.slides.iter().flatten().filter(|slide| slide.hidden).count();
    let sheets = seen.facts.sheets.iter().flatten().filter(|sheet| sheet.hidden).count();
    let partly = seen.facts.sheets.iter().flatten();
    let partly = partly.filter(|sheet| !sheet.hidden && !sheet.hidden_cells.is_empty()).count();
    let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let attached = number(seen.metadata.attached_files);
    let embedded = number(seen.metadata.embedded_files);
    let noted = number(seen.metadata.noted_slides);
    [
        (number(seen.metadata.comments), counted(number(seen.metadata.comments), "comment")),
        (noted, format!("speaker notes on {}", counted(noted, "slide"))),
        (attached, counted(attached, "attached file")),
        (embedded, counted(embedded, "embedded file")),
        (slides, counted(slides, "hidden slide")),
        (sheets, counted(sheets, "hidden sheet")),
        (partly, format!("hidden or filtered cells on {}", counted(partly, "sheet"))),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(_, said)| said)
    .collect()
}
