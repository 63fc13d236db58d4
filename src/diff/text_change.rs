//! A word-by-word diff of two texts.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::redaction::{Redaction, redact_ranges};
use crate::narrative::{segments, strict_words};

/// The time that comparing takes grows with the product of the changed words of both texts. Beyond
/// this product, about a second, the whole text counts as replaced. (A limit of time would make
/// bundles differ between machines.)
const MAX_PAIRS: usize = 25_000_000;

/// Up to this many words between two changes may be equal by chance.
const CHANCE_WORDS: usize = 3;

/// How the words of a text changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// The new text and what was removed, in reading order.
    pub parts: Vec<DiffPart>,
    /// Strict count of the added words.
    pub added: usize,
    /// Strict count of the removed words.
    pub removed: usize,
}

/// A part of a text, with the spaces after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPart {
    /// Unchanged.
    Same(String),
    /// Removed, and redacted.
    Removed(String),
    /// Added.
    Added(String),
}

impl TextChange {
    /// Compares two plain texts; none if they differ at most in white space.
    pub(crate) fn between(then: &str, now: &str, redaction: &Redaction) -> Option<TextChange> {
        let (old, new) = (Split::of(then), Split::of(now));
        let steps = steps(&old.words, &new.words);
        if steps.iter().all(|step| step.is_same) {
            return None;
        }
        let hidden = redaction.ranges(then);
        let mut change = TextChange { parts: Vec::new(), added: 0, removed: 0 };
        for Step { is_same, old: before, new: after } in steps {
            let (taken, put) = (old.span(before), new.span(after));
            if !is_same && !taken.is_empty() {
                change.removed += strict_words(then.get(taken.clone()).unwrap_or_default());
                change.space(then, taken.start);
                let mut text = redact_ranges(then, taken, &hidden);
                if !put.is_empty() && text.ends_with('\n') {
                    // The replacement ends the paragraph.
                    text.truncate(text.trim_end().len());
                    text.push(' ');
                }
                change.parts.push(DiffPart::Removed(text));
            }
            if !put.is_empty() {
                change.space(now, put.start);
                let text = now.get(put).unwrap_or_default();
                if !is_same {
                    change.added += strict_words(text);
                }
                let part = if is_same { DiffPart::Same } else { DiffPart::Added };
                change.parts.push(part(text.to_owned()));
            }
        }
        Some(change)
    }

    /// Ends the last part with a space if the next one has a space before it in its text.
    fn space(&mut self, text: &str, start: usize) {
        let is_apart =
            text.get(..start).is_some_and(|before| before.ends_with(char::is_whitespace));
        if let (Some(DiffPart::Same(last) | DiffPart::Removed(last) | DiffPart::Added(last)), true) =
            (self.parts.last_mut(), is_apart)
            && !last.ends_with(char::is_whitespace)
        {
            last.push(' ');
        }
    }
}

/// A text split into words.
struct Split<'t> {
    length: usize,
    segments: Vec<Range<usize>>,
    words: Vec<&'t str>,
}

impl<'t> Split<'t> {
    fn of(text: &'t str) -> Split<'t> {
        let segments = segments(text);
        let words = segments.iter().filter_map(|segment| text.get(segment.clone())).collect();
        Split { length: text.len(), segments, words }
    }

    /// The bytes of these words, with the spaces after them.
    fn span(&self, words: Range<usize>) -> Range<usize> {
        let start =
            |word: usize| self.segments.get(word).map_or(self.length, |segment| segment.start);
        if words.is_empty() { 0..0 } else { start(words.start)..start(words.end) }
    }
}

/// A run of words that are equal in both texts, or that one text has in place of the other's.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    is_same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let same =
        |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let head = same(&mut old.iter().zip(new));
    let (old_rest, new_rest) = (old.get(head..).unwrap_or(&[]), new.get(head..).unwrap_or(&[]));
    let tail = same(&mut old_rest.iter().rev().zip(new_rest.iter().rev()));
    let (old_changed, new_changed) = (old_rest.len() - tail, new_rest.len() - tail);
    let mut steps: Vec<Step> = Vec::new();
    // Where the next step begins: the library's own positions are not reliable.
    let (mut old_at, mut new_at) = (0, 0);
    let mut go = |is_same: bool, old_words: usize, new_words: usize| {
        let step =
            Step { is_same, old: old_at..old_at + old_words, new: new_at..new_at + new_words };
        (old_at, new_at) = (step.old.end, step.new.end);
        if old_words + new_words > 0 {
            push(&mut steps, step);
        }
    };
    if old_changed.saturating_mul(new_changed) > MAX_PAIRS {
        go(true, head, head);
        go(false, old_changed, new_changed);
        go(true, tail, tail);
        return steps;
    }
    for operation in capture_diff_slices(Algorithm::Patience, old, new) {
        let is_same = matches!(operation, DiffOp::Equal { .. });
        go(is_same, operation.old_range().len(), operation.new_range().len());
    }
    steps
}

/// Appends a step. A few equal words between two longer changes count as changed too, so that a
/// rewritten sentence is read as a whole.
fn push(steps: &mut Vec<Step>, mut step: Step) {
    let length = |step: &Step| step.old.len().max(step.new.len());
    loop {
        let absorbed = match steps.as_slice() {
            _ if step.is_same => 0,
            [.., before] if !before.is_same => 1,
            [.., before, same] => {
                let few = length(same) <= CHANCE_WORDS;
                let less = length(same) <= length(before) && length(same) <= length(&step);
                if few && less { 2 } else { 0 }
            }
            _ => 0,
        };
        let Some(at) = steps.len().checked_sub(absorbed).filter(|_| absorbed > 0) else { break };
        if let Some(first) = steps.drain(at..).next() {
            step.old.start = first.old.start;
            step.new.start = first.new.start;
        }
    }
    steps.push(step);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Private;

    fn change(then: &str, now: &str) -> Option<TextChange> {
        TextChange::between(then, now, &Redaction::new(&Private::default()))
    }

    /// `[-removed-]{+added+}`, as word diffs are printed.
    fn shown(then: &str, now: &str) -> String {
        let parts = change(then, now).map(|change| change.parts).unwrap_or_default();
        let shown = parts.iter().map(|part| match part {
            DiffPart::Same(text) => text.clone(),
            DiffPart::Removed(text) => format!("[-{}-]", text.trim_end()),
            DiffPart::Added(text) => format!("{{+{text}+}}"),
        });
        shown.collect()
    }

    #[test]
    fn words_are_compared_without_spaces() {
        assert_eq!(change("One two.\nThree", " One  two.\n\nThree\n"), None);
        assert_eq!(
            shown("We greet every student.", "We greet each student at the door."),
            "We greet [-every student.-]{+each student at the door.+}"
        );
        assert_eq!(shown("一二三", "一四三"), "一[-二-]{+四+}三");
        assert_eq!(shown("", "New."), "{+New.+}");
        assert_eq!(shown("Old.", ""), "[-Old.-]");
    }

    #[test]
    fn a_rewritten_sentence_is_one_change() {
        let then = "Before. At first the team of teachers met on the first Monday. After.";
        let now = "Before. Now all of us meet in the library every week. After.";
        let whole = "Before. [-At first the team of teachers met on the first Monday.-]\
                     {+Now all of us meet in the library every week. +}After.";
        assert_eq!(shown(then, now), whole);
    }

    #[test]
    fn words_are_counted_as_the_minimum_counts_them() {
        let change = change("One – two", "One – two well-known things, 3/4 &").unwrap();
        assert_eq!((change.added, change.removed), (3, 0));
    }

    fn text() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec!["a", "b", "c", "d.", "–", "学校", "\n\n"]);
        prop::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn both_texts_can_be_rebuilt(then in text(), now in text()) {
            let words = |text: &str| segments(text).len();
            let Some(change) = change(&then, &now) else {
                prop_assert_eq!(
                    then.split_whitespace().collect::<Vec<_>>(),
                    now.split_whitespace().collect::<Vec<_>>()
                );
                return Ok(());
            };
            let (mut old, mut new) = (String::new(), String::new());
            for part in &change.parts {
                match part {
                    DiffPart::Same(text) => { old.push_str(text); new.push_str(text); }
                    DiffPart::Removed(text) => old.push_str(text),
                    DiffPart::Added(text) => new.push_str(text),
                }
            }
            prop_assert_eq!(new.trim(), now.trim());
            prop_assert_eq!(words(&old), words(&then));
            let difference = strict_words(&now) as i64 - strict_words(&then) as i64;
            prop_assert_eq!(change.added as i64 - change.removed as i64, difference);
        }

        #[test]
        fn identical_text_has_no_diff(text in text()) {
            prop_assert_eq!(change(&text, &text), None);
        }
    }
}
