//! The changes since an earlier submission, for people and as JSON (`mcred.since/1`).

use serde::Serialize;

use super::sanitize;
use crate::diff::{
    ArtifactChange, ArtifactChangeKind, Changes, DetailChange, EvidenceChange, EvidenceLine,
    TextChange, summary,
};

/// The name and version of the format.
const SCHEMA: &str = "mcred.since/1";

/// For people: a line per part.
pub fn since_human(changes: &Changes) -> String {
    if changes.is_empty() {
        return "Since the last submission: nothing changed.\n".to_owned();
    }
    let lines = summary(changes).into_iter().map(|line| format!("  {line}\n"));
    sanitize(&format!("Since the last submission:\n{}", lines.collect::<String>()))
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
/// What changed since an earlier submission; what stayed as it was is left out.
pub(super) struct SinceJson {
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    /// Whether anything changed at all.
    changed: bool,
    /// Answers of Part 1, by question.
    overview: Vec<AnswerChangeJson>,
    details: Vec<DetailChangeJson>,
    /// Null where Part 3 stayed as it was.
    reflection: Option<WordsJson>,
    artifacts: Vec<ArtifactChangeJson>,
    /// Whether the portfolio's own file of the credential asks for something else.
    requirements: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AnswerChangeJson {
    /// Null for what stands outside of any answer.
    question: Option<u32>,
    #[serde(flatten)]
    words: WordsJson,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
/// By the strict count; both are 0 where only signs changed.
struct WordsJson {
    words_added: usize,
    words_removed: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DetailChangeJson {
    id: String,
    /// Null where the explanation stayed as it was.
    explanation: Option<WordsJson>,
    evidence: Vec<EvidenceChangeJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EvidenceChangeJson {
    #[cfg_attr(test, schemars(extend("enum" = ["added", "removed", "changed"])))]
    change: &'static str,
    /// As it is now; as it was where it was removed.
    #[serde(flatten)]
    line: LineJson,
    /// As it was, only where it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<LineJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LineJson {
    artifact: String,
    at: String,
    /// Null where nothing is quoted.
    quote: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ArtifactChangeJson {
    #[cfg_attr(test, schemars(extend("enum" = ["added", "removed", "changed", "moved"])))]
    change: &'static str,
    /// Where it is; where it was, if it was removed.
    path: String,
    /// Where the same bytes were, only where it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

pub(super) fn since_json(changes: &Changes) -> SinceJson {
    let answers = changes.overview.iter();
    SinceJson {
        schema: SCHEMA,
        changed: !changes.is_empty(),
        overview: answers
            .map(|answer| AnswerChangeJson {
                question: answer.question,
                words: words_json(&answer.text),
            })
            .collect(),
        details: changes.details.iter().map(detail_json).collect(),
        reflection: changes.reflection.as_ref().map(words_json),
        artifacts: changes.artifacts.iter().map(artifact_json).collect(),
        requirements: changes.requirements,
    }
}

fn words_json(text: &TextChange) -> WordsJson {
    WordsJson { words_added: text.added, words_removed: text.removed }
}

fn detail_json(detail: &DetailChange) -> DetailChangeJson {
    DetailChangeJson {
        id: detail.id.to_string(),
        explanation: detail.explanation.as_ref().map(words_json),
        evidence: detail.evidence.iter().map(evidence_json).collect(),
    }
}

fn evidence_json(change: &EvidenceChange) -> EvidenceChangeJson {
    match change {
        EvidenceChange::Added(line) => {
            EvidenceChangeJson { change: "added", line: line_json(line), was: None }
        }
        EvidenceChange::Removed(line) => {
            EvidenceChangeJson { change: "removed", line: line_json(line), was: None }
        }
        EvidenceChange::Changed(old, new) => EvidenceChangeJson {
            change: "changed",
            line: line_json(new),
            was: Some(line_json(old)),
        },
    }
}

fn line_json(line: &EvidenceLine) -> LineJson {
    let EvidenceLine { artifact, at, quote } = line.clone();
    LineJson { artifact, at, quote }
}

fn artifact_json(artifact: &ArtifactChange) -> ArtifactChangeJson {
    let (change, from) = match &artifact.kind {
        ArtifactChangeKind::Added => ("added", None),
        ArtifactChangeKind::Removed => ("removed", None),
        ArtifactChangeKind::Changed => ("changed", None),
        ArtifactChangeKind::Moved(from) => ("moved", Some(from.clone())),
    };
    ArtifactChangeJson { change, path: artifact.path.clone(), from }
}
