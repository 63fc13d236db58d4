//! JSON of the published formats. Control characters in its strings are escaped, so that a terminal
//! does not obey them.

use serde::Serialize;

use super::RenderError;
use crate::model::sanitize_json;

/// A document of its own, indented.
pub(super) fn document(value: &impl Serialize) -> Result<String, RenderError> {
    Ok(sanitize_json(serde_json::to_string_pretty(value)?) + "\n")
}

/// A document on one line.
pub(super) fn line(value: &impl Serialize) -> Result<String, RenderError> {
    Ok(sanitize_json(serde_json::to_string(value)?) + "\n")
}
