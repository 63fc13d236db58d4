//! A transcript and its recording do not find each other.
//!
//! ## Why it matters
//!
//! A transcript without its recording proves nothing that the assessor could hear, and of two for one recording mcred reads only one.
//!
//! ## How to mend it
//!
//! Give it the name of its recording (`meeting.mp4` and `meeting.vtt`), or name it in the citation of the recording:
//!
//! ```toml
//! evidence = [
//!     { artifact = "artifacts/meeting.mp4", at = "7:45", transcript = "artifacts/words.vtt" },
//! ]
//! ```
//!
//! Names that Zoom, Teams and Google Meet give belong together, and so do those with a language behind them (`meeting.en.vtt`).

use super::case::Case;
use crate::coverage::ArtifactStatus;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Kind, Place, enumerated, nearest};

pub(super) const RULE: Rule =
    Rule::new("unpaired-transcript", Level::Warning, include_str!("unpaired_transcript.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = named(case);
    findings.extend(alone(case));
    findings.extend(several(case));
    findings
}

/// Citations whose `transcript` is none.
fn named(case: &Case<'_>) -> Vec<Finding> {
    let portfolio = case.portfolio;
    let transcripts = || portfolio.artifacts.iter().filter(|it| it.kind == Kind::Transcript);
    let wrong = case.citations().filter_map(|(entry, citation, status)| {
        let typed = citation.transcript.as_ref()?;
        let recording = citation.artifact.as_ref().map_or("", |artifact| artifact.value.as_str());
        let is_other = |index: usize| {
            portfolio.artifacts.get(index).is_some_and(|artifact| !artifact.is_recording())
        };
        let message = match portfolio.artifact(&typed.value) {
            None => format!("there is no `{}`", typed.value),
            Some(found) if found.kind != Kind::Transcript => {
                format!("`{}` is no transcript but {}", typed.value, found.kind.noun())
            }
            Some(_) if matches!(status.artifact, ArtifactStatus::Found(index) if is_other(index)) =>
            {
                format!("`{recording}` is no recording, and has no transcript")
            }
            Some(_) => return None,
        };
        let near = nearest(&typed.value, transcripts().map(|it| it.path.as_str()));
        let help = match near {
            Some(near) if near != typed.value => format!("did you mean `{near}`?"),
            _ => "a transcript is a .vtt or .srt file below artifacts/".to_owned(),
        };
        Some(case.of_entry(RULE, entry, typed.span.clone(), message).help(help))
    });
    wrong.collect()
}

/// Transcripts without a recording, which nothing cites or links to.
fn alone(case: &Case<'_>) -> Vec<Finding> {
    let portfolio = case.portfolio;
    if !portfolio.evidence.well_formed || portfolio.credential.is_none() {
        return Vec::new();
    }
    let linked = case.linked_files();
    let artifacts = portfolio.artifacts.iter().enumerate().filter(|(index, artifact)| {
        artifact.kind == Kind::Transcript
            && artifact.seen().is_some()
            && !portfolio.is_of_recording(*index)
            && !case.coverage.cites(*index)
            && !linked.contains(artifact.path.as_str())
    });
    artifacts
        .map(|(_, transcript)| {
            let path = &transcript.path;
            let message = format!("`{path}` is the transcript of no recording here");
            let recordings = portfolio.artifacts.iter().filter(|it| it.is_recording());
            let help = match recordings.map(|it| it.path.as_str()).next() {
                Some(recording) => format!(
                    "give it the name of its recording, or name it where that is cited: \
                     {{ artifact = \"{recording}\", transcript = \"{path}\" }}"
                ),
                None => "put its recording beside it, under the same name".to_owned(),
            };
            Finding::new(RULE, Place::file(path), message).help(help)
        })
        .collect()
}

/// Recordings with more than one transcript, of which no citation names one.
fn several(case: &Case<'_>) -> Vec<Finding> {
    let artifacts = &case.portfolio.artifacts;
    let pairs = case.portfolio.transcripts.iter();
    let pairs = pairs.filter(|pair| pair.transcripts.len() > 1 && !pair.is_named);
    pairs
        .filter_map(|pair| {
            let recording = &artifacts.get(pair.recording)?.path;
            let paths = pair.transcripts.iter().filter_map(|index| artifacts.get(*index));
            let paths: Vec<String> = paths.map(|it| format!("`{}`", it.path)).collect();
            let message = format!(
                "`{recording}` has {} transcripts, {}; the guide shows the first",
                paths.len(),
                enumerated(&paths, "and")
            );
            let help =
                "name the right one where the recording is cited: transcript = \"artifacts/…\"";
            Some(Finding::new(RULE, Place::file(recording), message).help(help))
        })
        .collect()
}
