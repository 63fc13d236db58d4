//! Redaction of removed text.

use std::ops::Range;

use crate::model::{Identity, KnownFrom, Private};
use crate::privacy::{Names, TextKind, personal_data};

/// Replaces redacted text.
const MASK: &str = "•••";

/// Redacts the names of private.toml and personal data. The names of this computer's user are left:
/// a bundle has the same bytes wherever it is packed.
pub(crate) struct Redaction {
    identities: Vec<Identity>,
}

impl Redaction {
    pub(crate) fn new(private: &Private) -> Redaction {
        let listed = |identity: &&Identity| identity.known_from == KnownFrom::PrivateFile;
        Redaction { identities: private.identities.iter().filter(listed).cloned().collect() }
    }

    /// The ranges of a text to redact, in order.
    pub(crate) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let names = Names::new(&self.identities);
        let mentions = names.find(text, TextKind::Text).into_iter().map(|mention| mention.span);
        let data = personal_data(text).into_iter().map(|datum| datum.span);
        let mut ranges: Vec<Range<usize>> = mentions.chain(data).collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges
    }

    /// A text, redacted.
    pub(crate) fn redact(&self, text: &str) -> String {
        redact_ranges(text, 0..text.len(), &self.ranges(text))
    }

    /// A path, with names redacted.
    pub(crate) fn redact_path(&self, path: &str) -> String {
        let names = Names::new(&self.identities);
        let mentions = names.find(path, TextKind::FileName);
        let ranges: Vec<_> = mentions.into_iter().map(|mention| mention.span).collect();
        redact_ranges(path, 0..path.len(), &ranges)
    }
}

/// A part of a text with these ranges of the whole text replaced where they overlap it.
pub(crate) fn redact_ranges(text: &str, part: Range<usize>, ranges: &[Range<usize>]) -> String {
    let mut shown = String::new();
    let mut from = part.start;
    for range in ranges {
        let (start, end) = (range.start.max(from), range.end.min(part.end));
        if start < end {
            shown.push_str(text.get(from..start).unwrap_or_default());
            shown.push_str(MASK);
            from = end;
        }
    }
    shown.push_str(text.get(from..part.end).unwrap_or_default());
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_redacted_where_they_overlap_the_part() {
        let text = "Ask Jane Doe of Lincoln, or Jane.";
        assert_eq!(
            redact_ranges(text, 0..text.len(), &[4..12, 6..12, 28..32]),
            "Ask ••• of Lincoln, or •••."
        );
        assert_eq!(redact_ranges(text, 9..24, &[4..12, 28..32]), "••• of Lincoln,");
        // A range that ends inside a character redacts all of it.
        assert_eq!(redact_ranges("éa", 0..3, &[1..2, 2..3]), "••••••");
    }
}
