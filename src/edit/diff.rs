//! The changes of an edit, line by line.

use similar::TextDiff;

use super::fix::{Fix, apply};
use crate::model::SourceText;

/// A unified diff of these fixes, without context lines.
pub fn diff(source: &SourceText, fixes: &[Fix]) -> String {
    text_diff(source, &apply(&source.text, fixes))
}

/// A unified diff of a file and its new text, without context lines.
pub fn text_diff(source: &SourceText, new: &str) -> String {
    let old = source.text.replace("\r\n", "\n");
    let new = new.replace("\r\n", "\n");
    let diff = TextDiff::from_lines(&old, &new);
    let mut diff = diff.unified_diff();
    diff.context_radius(0)
        .header(&source.path, &source.path)
        .missing_newline_hint(false)
        .to_string()
}
