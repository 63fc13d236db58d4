//! What an artifact turned out to be.

use crate::model::Kind;

/// What the bytes say the artifact is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Which locations make sense in it.
    pub kind: Kind,
    /// Its format, for sentences: "PDF", "Word document (DOCX)", "MP4 video", "plain text".
    pub format: &'static str,
    /// The extensions that suit these bytes, in lower case; none: any.
    pub extensions: &'static [&'static str],
}
