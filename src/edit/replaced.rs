//! A text with stretches of it replaced.

use crate::model::Span;

/// The text after these changes, which stand in its order. Of two that overlap, the first counts.
pub(super) fn replaced(text: &str, edits: &[(Span, String)]) -> String {
    let (mut new, mut done) = (String::with_capacity(text.len()), 0);
    for (span, replacement) in edits {
        if span.start >= done {
            new.push_str(text.get(done..span.start).unwrap_or_default());
            new.push_str(replacement);
            done = span.end;
        }
    }
    new + text.get(done..).unwrap_or_default()
}
