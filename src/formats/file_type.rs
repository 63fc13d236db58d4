//! What a file turned out to be.

use crate::model::{Format, Kind};

/// What the bytes of a file say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileType {
    /// Its format.
    pub format: Format,
    /// Which locations make sense in it. That of its format; where the bytes leave it open (an
    /// empty file, unknown bytes, a zip that is cut off), the one that its name promises.
    pub kind: Kind,
}

impl From<Format> for FileType {
    fn from(format: Format) -> FileType {
        FileType { format, kind: format.kind() }
    }
}
