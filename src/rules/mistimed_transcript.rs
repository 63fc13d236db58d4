//! The times of a transcript do not fit its recording.
//!
//! ## Why it matters
//!
//! A transcript that goes on behind the end of its recording belongs to another one, or to the recording before it was cut; one
//! whose cues are out of order was put together by hand. Its quotes lead the assessor to the wrong second.
//!
//! ## How to mend it
//!
//! Export the transcript again from the recording that you hand in. Where the recording was cut at its beginning, all times of the
//! transcript have to move by as much: Subtitle Edit and Aegisub do that.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Artifact, Kind, Passages, Place, Unit, clock};

pub(super) const RULE: Rule =
    Rule::new("mistimed-transcript", Level::Warning, include_str!("mistimed_transcript.rs"));

/// A cue may stay on the screen a little longer, in milliseconds.
const OVERHANG: u64 = 1_000;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let help = "export the transcript again from the recording that you hand in";
    let finding = |artifact: &Artifact, message: String| {
        Finding::new(RULE, Place::file(&artifact.path), message).help(help)
    };
    let artifacts = &case.portfolio.artifacts;
    let transcripts = artifacts.iter().filter(|artifact| artifact.kind == Kind::Transcript);
    let disordered = transcripts.filter_map(|transcript| {
        let line = first_out_of_order(transcript.passages()?)?;
        let message =
            format!("the cues of `{}` are out of order from line {line} on", transcript.path);
        Some(finding(transcript, message))
    });
    let late = case.portfolio.transcripts.iter().flat_map(|pair| {
        let recording = artifacts.get(pair.recording);
        pair.transcripts.iter().filter_map(move |index| Some((recording?, artifacts.get(*index)?)))
    });
    let late = late.filter_map(|(recording, transcript)| {
        let facts = recording.facts().filter(|facts| !facts.approximate)?;
        let (length, end) = (facts.millis?, transcript.facts()?.millis?);
        let message = format!(
            "`{}` goes on to {}, but `{}` ends at {}",
            transcript.path,
            clock(end / 1_000 * 1_000),
            recording.path,
            clock(length / 1_000 * 1_000)
        );
        (end > length.saturating_add(OVERHANG)).then(|| finding(transcript, message))
    });
    disordered.chain(late).collect()
}

/// The line of the first cue that begins before one that stands above it. The passages are in the
/// order of time.
fn first_out_of_order(passages: &Passages) -> Option<u32> {
    let cues = passages.iter().filter(|passage| matches!(passage.at, Unit::Cue { .. }));
    let mut lines: Vec<(u32, u32)> = cues.filter_map(|passage| passage.lines).collect();
    let is_ordered = lines.is_sorted();
    if is_ordered {
        return None;
    }
    let in_time = lines.clone();
    lines.sort_unstable();
    let wrong = lines.iter().zip(&in_time).find(|(in_file, in_time)| in_file != in_time);
    wrong.map(|(in_file, _)| in_file.0)
}
