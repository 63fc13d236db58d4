//! The extension of a file's name does not fit what is in the file.
//!
//! ## Why it matters
//!
//! Computers choose the program by the extension. A web page saved as `survey.pdf`, or a photo renamed from `.heic` to
//! `.jpg`, opens with an error on the assessor's machine.
//!
//! ## How to mend it
//!
//! Give the file the extension that the help names, and correct its citations; or export it with its own program to the
//! format that you want.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::formats;
use crate::model::{Format, Kind, Place};

pub(super) const RULE: Rule =
    Rule::new("mislabelled-artifact", Level::Error, include_str!("mislabelled_artifact.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts()
        .filter_map(|artifact| {
            let seen = artifact.seen()?;
            let name = artifact.path.rsplit('/').next().unwrap_or(&artifact.path);
            let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
            let extension = extension.to_ascii_lowercase();
            // A name that promises nothing is not broken, and what could be read is what it says.
            let is_open =
                formats::kind_of_name(name) == Kind::Other || seen.format == Format::Unknown;
            let fits = formats::extensions(seen.format).any(|suited| suited == extension);
            if is_open || fits {
                return None;
            }
            let message = format!(
                "`{}` is named .{extension} and is a {}",
                artifact.path,
                seen.format.label()
            );
            let endings: Vec<String> = formats::extensions(seen.format)
                .take(3)
                .map(|extension| format!(".{extension}"))
                .collect();
            let help = format!("rename it to {}, or export it anew", endings.join(" or "));
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}
