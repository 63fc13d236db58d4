//! A struct of a format as JSON, in which no string tells a terminal anything.

use serde::Serialize;

use crate::model::sanitize_json;

/// A document of its own, indented.
pub(super) fn document(value: &impl Serialize) -> String {
    sanitize_json(serde_json::to_string_pretty(value).unwrap_or_default()) + "\n"
}

/// A document in one line.
pub(super) fn line(value: &impl Serialize) -> String {
    sanitize_json(serde_json::to_string(value).unwrap_or_default()) + "\n"
}
