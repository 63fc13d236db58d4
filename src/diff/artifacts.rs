//! The changes of the artifacts, by their bytes.

use std::collections::{BTreeMap, HashMap};
use std::io;

use unicode_normalization::UnicodeNormalization;

use super::redaction::Redaction;
use crate::load::{Tree, digest};
use crate::model::{Artifact, Portfolio};

/// An artifact that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArtifactChange {
    /// Its path; for a removed one the path that it had.
    pub path: String,
    /// How it changed.
    pub kind: ArtifactChangeKind,
}

/// How an artifact changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArtifactChangeKind {
    /// It is new.
    Added,
    /// It was removed.
    Removed,
    /// Its bytes differ (SHA-256).
    Changed,
    /// It had another path, this one, and the same bytes.
    Moved(String),
}

/// The artifacts that changed, sorted by path.
pub(crate) fn changes(
    (then, earlier): (&Portfolio, &dyn Tree),
    (now, tree): (&Portfolio, &dyn Tree),
) -> io::Result<Vec<ArtifactChange>> {
    let (mut old, new) = (by_path(then), by_path(now));
    let mut changes = Vec::new();
    let mut added = Vec::new();
    for (key, artifact) in new {
        let Some(before) = old.remove(&key) else {
            added.push(artifact);
            continue;
        };
        if before.bytes != artifact.bytes
            || hash(earlier, &before.path)? != hash(tree, &artifact.path)?
        {
            changes.push(ArtifactChange {
                path: artifact.path.clone(),
                kind: ArtifactChangeKind::Changed,
            });
        }
    }
    // Only files of equal length can be equal; no other is read.
    let mut removed: HashMap<u64, Vec<&Artifact>> = HashMap::new();
    for artifact in old.into_values() {
        removed.entry(artifact.bytes).or_default().push(artifact);
    }
    for artifact in added {
        let candidates = removed.get_mut(&artifact.bytes);
        let from = match candidates.filter(|candidates| !candidates.is_empty()) {
            Some(candidates) => moved(earlier, candidates, &hash(tree, &artifact.path)?)?,
            None => None,
        };
        let kind = match from {
            Some(from) => ArtifactChangeKind::Moved(from.path.clone()),
            None => ArtifactChangeKind::Added,
        };
        changes.push(ArtifactChange { path: artifact.path.clone(), kind });
    }
    changes.extend(removed.into_values().flatten().map(|artifact| ArtifactChange {
        path: artifact.path.clone(),
        kind: ArtifactChangeKind::Removed,
    }));
    changes.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(changes)
}

impl ArtifactChange {
    /// The change with its earlier path redacted.
    pub(crate) fn redacted(self, redaction: &Redaction) -> ArtifactChange {
        match self.kind {
            ArtifactChangeKind::Moved(from) => ArtifactChange {
                kind: ArtifactChangeKind::Moved(redaction.redact_path(&from)),
                ..self
            },
            ArtifactChangeKind::Removed => {
                ArtifactChange { path: redaction.redact_path(&self.path), ..self }
            }
            ArtifactChangeKind::Added | ArtifactChangeKind::Changed => self,
        }
    }
}

/// The artifacts that a bundle holds, by path. Composed and decomposed accents make one name.
fn by_path(portfolio: &Portfolio) -> BTreeMap<String, &Artifact> {
    // A folder that is a document has no bytes of its own to compare.
    let is_file = |artifact: &&Artifact| artifact.is_readable() && artifact.parts.is_empty();
    let artifacts = portfolio.artifacts.iter().filter(is_file);
    artifacts.map(|artifact| (artifact.path.nfc().collect(), artifact)).collect()
}

/// Removes the artifact with this digest from the candidates.
fn moved<'a>(
    earlier: &dyn Tree,
    candidates: &mut Vec<&'a Artifact>,
    wanted: &[u8; 32],
) -> io::Result<Option<&'a Artifact>> {
    for index in 0..candidates.len() {
        let Some(candidate) = candidates.get(index) else { break };
        if hash(earlier, &candidate.path)? == *wanted {
            return Ok(Some(candidates.remove(index)));
        }
    }
    Ok(None)
}

fn hash(tree: &dyn Tree, path: &str) -> io::Result<[u8; 32]> {
    digest(tree, path).map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("{path} can't be read: {}", crate::load::error_clause(&error)),
        )
    })
}
