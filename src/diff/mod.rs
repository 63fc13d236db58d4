//! Floor 6: an earlier portfolio and this one -> what changed, for an assessor who has read the
//! earlier submission.
//!
//! Removed words are shown to reviewers, and review is blind: in them, the names of private.toml
//! and personal data are redacted.

mod artifacts;
mod change_summary;
mod evidence;
mod narratives;
mod redaction;
mod text_change;

use std::io;

pub use artifacts::{ArtifactChange, ArtifactChangeKind};
pub use change_summary::summary;
pub use evidence::{DetailChange, EvidenceChange, EvidenceLine};
pub use narratives::AnswerChange;
use redaction::Redaction;
pub use text_change::{DiffPart, TextChange};

use crate::load::Tree;
use crate::model::Portfolio;

/// What changed from an earlier portfolio to this one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The answers of Part 1 whose words changed: first the text outside of any answer, then by
    /// question.
    pub overview: Vec<AnswerChange>,
    /// Part 2: the details whose evidence or explanation changed, in the order of their ids.
    pub details: Vec<DetailChange>,
    /// The words of Part 3, where they changed.
    pub reflection: Option<TextChange>,
    /// The artifacts that changed, sorted by path.
    pub artifacts: Vec<ArtifactChange>,
    /// Whether the requirements of the credential changed.
    pub requirements: bool,
}

impl Changes {
    /// Compares two portfolios, each with the tree that it was read from.
    ///
    /// # Errors
    /// An artifact can't be read; the error names it.
    pub fn between(
        (then, earlier): (&Portfolio, &dyn Tree),
        (now, tree): (&Portfolio, &dyn Tree),
    ) -> io::Result<Changes> {
        let redaction = Redaction::new(&now.private);
        let artifacts = artifacts::changes((then, earlier), (now, tree))?;
        let details = evidence::changes(&then.evidence, &now.evidence, &artifacts, &redaction);
        Ok(Changes {
            overview: narratives::overview(&then.overview, &now.overview, &redaction),
            details,
            reflection: narratives::reflection(&then.reflection, &now.reflection, &redaction),
            artifacts: artifacts
                .into_iter()
                .map(|artifact| artifact.redacted(&redaction))
                .collect(),
            requirements: then.credential != now.credential,
        })
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}
