//! Files that are known and can't be looked into.

use crate::io::{ProbeError, Source};
use crate::model::Facts;

/// An Office file behind a password.
pub(super) fn encrypted(_: &mut dyn Source) -> Result<Facts, ProbeError> {
    Err(ProbeError::Encrypted)
}

/// A zip whose end is missing.
pub(super) fn truncated(_: &mut dyn Source) -> Result<Facts, ProbeError> {
    Err(ProbeError::damaged("its list of contents, which stands at its end, is missing"))
}

/// Bytes of no known format, under a name that promises one.
pub(super) fn not_as_named(_: &mut dyn Source) -> Result<Facts, ProbeError> {
    Err(ProbeError::damaged("its bytes are not those of the file that its name promises"))
}
