//! Words of frameworks in JSON, which may be pieces of web pages.

use crate::formats::visible_blocks;
use crate::model::normalize::one_line;

/// The words of a value.
pub(super) fn plain(text: &str) -> String {
    blocks(text).join(" ")
}

/// The words of a value, each paragraph and item of a list for itself.
pub(super) fn blocks(text: &str) -> Vec<String> {
    let is_html = text.contains('<') || text.contains("&amp;");
    let blocks = if is_html { visible_blocks(text) } else { vec![one_line(text)] };
    blocks.into_iter().filter(|block| !block.is_empty()).collect()
}

/// The number of an item in its list, from 1.
pub(super) fn numbered(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}
