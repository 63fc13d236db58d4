//! What an edit changes, line by line.

use std::fmt::Write;

use crate::model::SourceText;

use super::fix::Fix;

/// A unified diff without context lines of what these fixes change.
pub fn diff(source: &SourceText, fixes: &[Fix]) -> String {
    let mut text = String::new();
    let _ = write!(text, "--- {0}\n+++ {0}\n", source.path);
    let mut rest = fixes;
    while let Some(first) = rest.first() {
        // Fixes of the same line are one change.
        let line = line_of(&source.text, first.span.start);
        let same = rest.iter().take_while(|fix| line_of(&source.text, fix.span.start) == line);
        let (now, later) = rest.split_at(same.count().max(1));
        let mut changed = source.text[line.clone()].to_owned();
        for fix in now.iter().rev() {
            let end = fix.span.end.min(line.end);
            changed.replace_range(fix.span.start - line.start..end - line.start, &fix.replacement);
        }
        let number = source.position(line.start).line;
        let (before, after) = (source.text[line].trim_end_matches('\r'), changed);
        let after = after.trim_end_matches('\r');
        let _ = write!(text, "@@ -{number} +{number} @@\n-{before}\n+{after}\n");
        rest = later;
    }
    text
}

/// The line in which a byte stands, without its end.
fn line_of(text: &str, byte: usize) -> std::ops::Range<usize> {
    let start = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |newline| byte + newline);
    start..end
}
