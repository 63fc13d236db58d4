//! A photo, film or recording says where on earth it was taken.
//!
//! ## Why it matters
//!
//! Phones write the place into every picture. It leads a reviewer to your school, which breaks the double-blind review, and anybody
//! who gets hold of the file to the pupils on it.
//!
//! ## How to mend it
//!
//! `mcred pack --strip-metadata` packs a copy without it, leaves your own file alone, and says what it could not remove. Or remove
//! the place in the original: on an iPhone when sharing (Options, Location off), on Android in the details of the picture, on Windows with
//! Properties > Details > Remove Properties, on a Mac in Preview (Tools > Show Inspector > GPS > Remove Location Info).

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;

pub(super) const RULE: Rule =
    Rule::new("photo-location", Level::Warning, include_str!("photo_location.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let placed = case.readable_artifacts().filter(|it| it.metadata().is_some_and(|t| t.has_place));
    placed
        .map(|artifact| {
            let message = format!("`{}` says where on earth it was taken", artifact.path);
            let help = "type `mcred pack --strip-metadata`, which packs a copy without it; or remove the place \
                        (GPS) from the file's properties";
            Finding::new(RULE, Place::file(&artifact.path), message).help(help)
        })
        .collect()
}
