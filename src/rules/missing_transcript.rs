//! A quote from a recording can't be looked up, since the recording has no transcript.
//!
//! ## Why it matters
//!
//! A reviewer who opens a recording of an hour hears the cited words only if the place is right, and one who is deaf, or has no
//! sound at work, can't at all. With a transcript mcred verifies the quote to the second, and the guide shows the words
//! beside the player.
//!
//! ## How to mend it
//!
//! Put the transcript beside the recording, under the same name: `meeting.mp4` and `meeting.vtt` (or `.srt`). Zoom: Recordings >
//! the meeting > Audio transcript > Download. Teams: Recap > Transcript > Download > .vtt. YouTube: Studio > Subtitles > Download.
//! Word for the web makes one of any recording (Transcribe), and so does Clipchamp, which comes with Windows. A file of
//! another name is named in the citation:
//!
//! ```toml
//! evidence = [
//!     { artifact = "artifacts/meeting.mp4", at = "7:45-8:03", quote = "we felt safe",
//!       transcript = "artifacts/words-of-the-meeting.vtt" },
//! ]
//! ```

use super::case::Case;
use crate::coverage::QuoteStatus;
use crate::finding::{Finding, Level, Rule};

pub(super) const RULE: Rule =
    Rule::new("missing-transcript", Level::Note, include_str!("missing_transcript.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.citations()
        .filter(|(_, _, status)| status.quote == QuoteStatus::Unchecked)
        .filter_map(|(entry, citation, status)| {
            let (quote, artifact) = (citation.quote.as_ref()?, case.found(status)?);
            if !artifact.is_recording() || artifact.seen().is_none() {
                return None;
            }
            let path = &artifact.path;
            let message =
                format!("`{path}` has no transcript, in which this quote could be looked up");
            let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
            let help = format!(
                "download it from Zoom, Teams or YouTube and save it as {stem}.vtt; \
                 `mcred explain missing-transcript` says where it is"
            );
            let finding = case.of_entry(RULE, entry, quote.span.clone(), message);
            Some(finding.help(help).about(path))
        })
        .collect()
}
