//! What may not be shown of what was taken out.

use std::ops::Range;

use crate::model::{Identity, KnownFrom, Private};
use crate::privacy::{Names, Where, personal_data};

/// Stands for what is not shown.
const HIDDEN: &str = "•••";

/// Finds what is not to be shown of an earlier text. Only what private.toml names, not what this
/// computer knows of its user: a bundle is the same wherever it is packed.
pub(crate) struct Redaction {
    identities: Vec<Identity>,
}

impl Redaction {
    pub(crate) fn new(private: &Private) -> Redaction {
        let listed = |identity: &&Identity| identity.known_from == KnownFrom::PrivateFile;
        Redaction { identities: private.identities.iter().filter(listed).cloned().collect() }
    }

    /// The stretches of a text that are not shown, in its order.
    pub(crate) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let names = Names::new(&self.identities);
        let mentions = names.find(text, Where::Text).into_iter().map(|mention| mention.span);
        let data = personal_data(text).into_iter().map(|datum| datum.span);
        let mut stretches: Vec<Range<usize>> = mentions.chain(data).collect();
        stretches.sort_by_key(|stretch| (stretch.start, stretch.end));
        stretches
    }

    /// A text without what is not shown.
    pub(crate) fn redact(&self, text: &str) -> String {
        redact_ranges(text, 0..text.len(), &self.ranges(text))
    }

    /// A path without it.
    pub(crate) fn redact_path(&self, path: &str) -> String {
        let names = Names::new(&self.identities);
        let mentions = names.find(path, Where::FileName);
        let stretches: Vec<_> = mentions.into_iter().map(|mention| mention.span).collect();
        redact_ranges(path, 0..path.len(), &stretches)
    }
}

/// A part of a text, each of these stretches of the whole hidden as far as it lies in it.
pub(crate) fn redact_ranges(text: &str, part: Range<usize>, stretches: &[Range<usize>]) -> String {
    let mut shown = String::new();
    let mut from = part.start;
    for stretch in stretches {
        let (start, end) = (stretch.start.max(from), stretch.end.min(part.end));
        if start < end {
            shown.push_str(text.get(from..start).unwrap_or_default());
            shown.push_str(HIDDEN);
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
    fn stretches_are_hidden_as_far_as_they_lie_in_the_part() {
        let text = "Ask Jane Doe of Lincoln, or Jane.";
        assert_eq!(
            redact_ranges(text, 0..text.len(), &[4..12, 6..12, 28..32]),
            "Ask ••• of Lincoln, or •••."
        );
        assert_eq!(redact_ranges(text, 9..24, &[4..12, 28..32]), "••• of Lincoln,");
        // Stretches are bytes; one that ends inside a sign takes all of it away.
        assert_eq!(redact_ranges("éa", 0..3, &[1..2, 2..3]), "••••••");
    }
}
