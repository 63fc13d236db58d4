//! A file of the practitioner's that proves something.

use super::kind::Kind;

/// A file below `artifacts/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Artifact {
    /// Path relative to the portfolio, with `/`.
    pub path: String,
    /// Length in bytes.
    pub bytes: u64,
    /// What sort of file it is.
    pub kind: Kind,
    /// What stands at that path.
    pub state: ArtifactState,
    /// SHA-256 of its bytes, where another file has the same length.
    pub digest: Option<[u8; 32]>,
    /// The address that it points to, where it is a shortcut and no document.
    pub shortcut: Option<String>,
}

/// Whether an artifact can be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArtifactState {
    /// A file that can be opened.
    Readable,
    /// A symbolic link to somewhere outside the portfolio.
    LeavesPortfolio,
    /// Something that can't be read; why, as a clause.
    Unreadable(String),
}

impl Artifact {
    /// Whether its bytes can be read.
    pub fn is_readable(&self) -> bool {
        self.state == ArtifactState::Readable
    }
}
