//! A video has no sound.
//!
//! ## Why it matters
//!
//! A staff meeting without sound proves little, and a missing sound track is most often an accident of recording or
//! export.
//!
//! ## How to mend it
//!
//! Export it again with sound. Where the point is what is seen, say so:
//!
//! ```toml
//! [[waive]]
//! rule = "silent-video"
//! path = "artifacts/hallway.mp4"
//! reason = "The camera has no microphone; the point is what is seen."
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;

pub(super) const RULE: Rule =
    Rule::new("silent-video", Level::Warning, include_str!("silent_video.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.readable_artifacts()
        .filter(|artifact| {
            let facts = artifact.facts();
            facts.is_some_and(|f| f.has_video == Some(true) && f.has_audio == Some(false))
        })
        .map(|artifact| {
            let message = format!("`{}` has no sound", artifact.path);
            let help = "export it with sound, or waive this and say that the point is what is seen";
            Finding::new(RULE, Place::file(&artifact.path), message).help(help)
        })
        .collect()
}
