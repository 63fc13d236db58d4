//! An artifact has a format that neither browsers nor PDF readers show.
//!
//! ## Why it matters
//!
//! The assessor opens the bundle on a computer of their own. Pages, Keynote and Numbers open on a Mac alone, photos in
//! HEIC and films in AVI, WMV or MKV on few, and nobody installs a program to see one file. Of a PDF portfolio
//! browsers show the cover alone, of a dynamic form (XFA) "Please wait", and films in HEVC (H.265) play on some.
//!
//! ## How to mend it
//!
//! Export it with its own program, as the help says, and cite the exported file. Office files since 2007 (DOCX, PPTX,
//! XLSX) and OpenDocument files may stay. Where the assessor surely has the program, waive it:
//!
//! ```toml
//! [[waive]]
//! rule = "assessor-cannot-open"
//! path = "artifacts/plan.pages"
//! reason = "The assessor asked for the Pages file."
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::formats::{format_of_name, needed_export};
use crate::model::{Format, Place, Unshown};

pub(super) const RULE: Rule =
    Rule::new("assessor-cannot-open", Level::Warning, include_str!("assessor_cannot_open.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts()
        .filter_map(|artifact| {
            let seen = artifact.seen()?.format;
            let format = match seen {
                // What the bytes leave open, the name says.
                Format::Unknown | Format::CompoundFile | Format::Zip | Format::Tiff => {
                    let named = format_of_name(&artifact.path);
                    needed_export(named).map_or(seen, |_| named)
                }
                _ => seen,
            };
            let path = &artifact.path;
            let (message, export) = match artifact.facts().and_then(|facts| facts.unshown) {
                Some(unshown) => stand_in(unshown, path),
                None => (
                    format!("neither browsers nor PDF readers show `{path}`: {}", format.label()),
                    needed_export(format)?,
                ),
            };
            let help = format!("{export}; then cite that file");
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}

/// What browsers do with a file of a format that they show otherwise, and how it is exported.
fn stand_in(unshown: Unshown, path: &str) -> (String, &'static str) {
    match unshown {
        Unshown::Portfolio => (
            format!("browsers show the cover of `{path}` alone: it is a PDF portfolio"),
            "in Acrobat: open each file in it and save it, or File > Create > Combine Files into a \
             Single PDF",
        ),
        Unshown::DynamicForm => (
            format!(
                "browsers show \"Please wait\" in place of `{path}`: it is a dynamic form (XFA)"
            ),
            "in Acrobat Reader: File > Print, to the printer \"Microsoft Print to PDF\" or \"Save as \
             PDF\"",
        ),
        Unshown::Hevc => (
            format!("many browsers do not play `{path}`: its film is HEVC (H.265)"),
            "save it as MP4 (H.264), such as with HandBrake; for the next films, on the iPhone: \
             Settings > Camera > Formats > Most Compatible",
        ),
        Unshown::Film => (
            format!("browsers do not play `{path}`: its film is in an old or professional format"),
            "save it as MP4 (H.264), such as with HandBrake, or VLC: Media > Convert/Save",
        ),
    }
}
