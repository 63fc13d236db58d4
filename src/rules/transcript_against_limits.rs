//! A recording has no transcript where the catalog file requires one, or has one where it forbids it.
//!
//! ## Why it matters
//!
//! Some issuers read a recording by its transcript alone; others want the recording and nothing beside it. Which of the two holds
//! stands in `transcripts` of `[limits]` in the catalog file of your portfolio: `"required"` or `"forbidden"`.
//!
//! ## How to mend it
//!
//! Put the transcript beside the recording, under the same name: `meeting.mp4` and `meeting.vtt` (or `.srt`);
//! `mcred explain missing-transcript` says where to get one. Where transcripts are forbidden, take the file out of `artifacts/`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, Transcript, TranscriptLimit};

pub(super) const RULE: Rule = Rule::new(
    "transcript-against-limits",
    Level::Error,
    include_str!("transcript_against_limits.rs"),
);

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some((limits, source)) = case.limits() else { return Vec::new() };
    let Some(limit) = limits.transcripts else { return Vec::new() };
    // A recording that can't be looked into may carry its own.
    let recordings =
        case.readable_artifacts().filter(|it| it.is_recording() && it.seen().is_some());
    let finding = |path: &str, message: String, help: String| {
        Finding::new(RULE, Place::file(path), message).help(help)
    };
    recordings
        .filter_map(|artifact| {
            let path = &artifact.path;
            match (limit, artifact.transcript()) {
                (TranscriptLimit::Required, None) => {
                    let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
                    let message = format!(
                        "`{path}` has no transcript, and {source} requires one (`transcripts`)"
                    );
                    Some(finding(path, message, format!("save it as {stem}.vtt")))
                }
                (TranscriptLimit::Forbidden, Some(transcript)) => {
                    let (what, help) = match transcript {
                        Transcript::File(file) => (format!("`{file}`"), format!("remove {file}")),
                        Transcript::Track => {
                            let help = "export the recording without subtitles";
                            ("a text track".to_owned(), help.to_owned())
                        }
                    };
                    let message = format!(
                        "`{path}` has {what} as its transcript, and {source} forbids one (`transcripts`)"
                    );
                    Some(finding(path, message, help))
                }
                _ => None,
            }
        })
        .collect()
}
