//! Pairs recordings with the transcripts beside them, whose words become theirs.

use std::collections::HashMap;
use std::sync::Arc;

use super::transcript_name::{key, stem};
use crate::model::{Artifact, Inside, Kind, Portfolio, RecordingTranscripts};

/// Gives each recording the words of its transcript: the first that a citation names, or one of its name.
pub(super) fn pair(portfolio: &mut Portfolio) {
    let named = named(portfolio);
    let known = Known::of(&portfolio.artifacts);
    let mut pairs = Vec::new();
    for (recording, artifact) in portfolio.artifacts.iter().enumerate() {
        if !artifact.is_recording() {
            continue;
        }
        let mut transcripts = named.get(&recording).cloned().unwrap_or_default();
        let is_named = !transcripts.is_empty();
        for of_name in known.of_name(&artifact.path) {
            if !transcripts.contains(&of_name) {
                transcripts.push(of_name);
            }
        }
        if !transcripts.is_empty() {
            pairs.push(RecordingTranscripts { recording, transcripts, is_named });
        }
    }
    for pair in &pairs {
        let first = pair.transcripts.first().and_then(|index| portfolio.artifacts.get(*index));
        let Some((path, seen)) = first.and_then(|it| Some((it.path.clone(), it.seen()?))) else {
            continue;
        };
        let Some(words) = seen.passages.as_ref().map(Arc::clone) else { continue };
        if let Some(Artifact { inside: Inside::Seen(seen), .. }) =
            portfolio.artifacts.get_mut(pair.recording)
        {
            seen.passages = Some(words);
            seen.transcript = Some(path);
        }
    }
    portfolio.transcripts = pairs;
}

/// The transcripts that citations name for each recording, each once.
fn named(portfolio: &Portfolio) -> HashMap<usize, Vec<usize>> {
    let mut named: HashMap<usize, Vec<usize>> = HashMap::new();
    for citation in portfolio.evidence.entries.iter().flat_map(|entry| &entry.evidence) {
        let (Some(recording), Some(path)) = (&citation.artifact, &citation.transcript) else {
            continue;
        };
        let recording = portfolio.artifact_index(&recording.value);
        let transcript = portfolio.artifact_index(&path.value);
        let is_transcript = |index: &usize| {
            portfolio.artifacts.get(*index).is_some_and(|it| it.kind == Kind::Transcript)
        };
        if let (Some(recording), Some(transcript)) =
            (recording, transcript.filter(|index| is_transcript(index)))
        {
            let known = named.entry(recording).or_default();
            if !known.contains(&transcript) {
                known.push(transcript);
            }
        }
    }
    named
}

/// The transcripts of a portfolio by their names.
struct Known<'p> {
    by_stem: HashMap<String, Vec<(&'p str, usize)>>,
    by_key: HashMap<String, Vec<(&'p str, usize)>>,
}

impl<'p> Known<'p> {
    fn of(artifacts: &'p [Artifact]) -> Known<'p> {
        let mut known = Known { by_stem: HashMap::new(), by_key: HashMap::new() };
        for (index, artifact) in artifacts.iter().enumerate() {
            if artifact.kind == Kind::Transcript && artifact.has_content() {
                let (folder, stem) = stem(&artifact.path);
                let key = key(&stem).to_owned();
                known.by_key.entry(key).or_default().push((folder, index));
                known.by_stem.entry(stem).or_default().push((folder, index));
            }
        }
        known
    }

    /// The transcripts of a recording of this path: those of exactly its name before those of nearly
    /// its name, and those in its folder before others.
    fn of_name(&self, path: &str) -> Vec<usize> {
        let (folder, stem) = stem(path);
        let same_name = self.by_stem.get(&stem).or_else(|| self.by_key.get(key(&stem)));
        let Some(found) = same_name else { return Vec::new() };
        let here = found.iter().filter(|(own, _)| *own == folder).map(|(_, index)| *index);
        let here: Vec<usize> = here.collect();
        match here.is_empty() {
            true => found.iter().map(|(_, index)| *index).collect(),
            false => here,
        }
    }
}
