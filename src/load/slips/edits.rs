//! The changes that mend a text, and where that which stands in the mended text stood before.

use super::kind::SlipKind;
use crate::model::Span;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The bytes that are replaced; empty for an insertion.
    pub span: Span,
    pub text: String,
    pub kind: SlipKind,
    /// Where the slip is reported.
    pub anchor: Span,
    /// Whether only this can be meant.
    pub sure: bool,
}

/// A text after these changes.
pub(super) struct Mended {
    pub text: String,
    /// What was replaced: where it is now, and where it was. In order.
    pieces: Vec<(Span, Span)>,
}

impl Mended {
    /// Applies changes in the order of the text. Of two that overlap, the first counts.
    pub(super) fn new(original: &str, edits: &[Edit]) -> Mended {
        let mut text = String::with_capacity(original.len() + 64);
        let (mut pieces, mut done) = (Vec::new(), 0);
        for edit in edits {
            if edit.span.start < done {
                continue;
            }
            text.push_str(original.get(done..edit.span.start).unwrap_or_default());
            let start = text.len();
            text.push_str(&edit.text);
            pieces.push((start..text.len(), edit.span.clone()));
            done = edit.span.end;
        }
        text.push_str(original.get(done..).unwrap_or_default());
        Mended { text, pieces }
    }

    /// Where a stretch of the mended text stood in the original.
    pub(super) fn original(&self, span: &Span) -> Span {
        let start = self.back(span.start, false);
        start..self.back(span.end, true).max(start)
    }

    fn back(&self, at: usize, is_end: bool) -> usize {
        let next = self.pieces.partition_point(|(now, _)| match is_end {
            true => now.start < at,
            false => now.start <= at,
        });
        match next.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some((now, before)) if at < now.end || is_end && at == now.end => match is_end {
                true => before.end,
                false => before.start,
            },
            Some((now, before)) => before.end + (at - now.end),
            None => at,
        }
    }

    /// Where a byte of the original stands in the mended text, behind what was inserted there.
    pub(super) fn now(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(_, before)| before.start <= at);
        match next.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some((now, before)) if at < before.end => now.start,
            Some((now, before)) => now.end + (at - before.end),
            None => at,
        }
    }
}
