//! An artifact has a format that neither browsers nor PDF readers show.
//!
//! ## Why it matters
//!
//! The assessor opens the bundle on a computer of their own. Pages, Keynote and Numbers open on a Mac alone, photos in
//! HEIC and films in AVI, WMV or MKV on few, and nobody installs a program to see one file.
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
use crate::model::{Format, Place};

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
            let export = needed_export(format)?;
            let message = format!(
                "neither browsers nor PDF readers show `{}`: {}",
                artifact.path,
                format.label()
            );
            let help = format!("{export}; then cite that file");
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}
