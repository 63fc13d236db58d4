//! The words of a text without case and accents, each with its bytes.
//!
//! Each ideograph is a word, since names are written without spaces between others. `JaneDoe2` can be
//! split, as it occurs in file names.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::model::normalize::{Accents, word};

/// A word and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// Its letters and digits, in lower case and without accents.
    pub word: Cow<'t, str>,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// The words of a text: runs of letters and digits. With `split_names`, for file names, `JaneDoe2`
/// is three words.
pub(super) fn tokens(text: &str, split_names: bool) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut end = 0;
    let ends_word = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    for piece in text.split_inclusive(ends_word) {
        let start = end;
        end += piece.len();
        let piece = piece.trim_end_matches(ends_word);
        // The usual case: the piece is one word.
        if piece.is_ascii() && !split_names {
            if !piece.is_empty() {
                tokens.push(Token {
                    word: word(piece, Accents::Dropped),
                    span: start..start + piece.len(),
                });
            }
        } else {
            tokens.extend(spans(piece, split_names).into_iter().filter_map(|span| {
                let word = word(piece.get(span.clone())?, Accents::Dropped);
                Some(Token { word, span: start + span.start..start + span.end })
            }));
        }
    }
    tokens
}

/// The ranges of the words of a text.
fn spans(text: &str, split_names: bool) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let is_mark = is_combining_mark(c);
        if !c.is_alphanumeric() && !is_mark {
            before = None;
            continue;
        }
        let goes_on = before.is_some_and(|before| {
            is_mark
                || !(is_ideograph(c) || is_ideograph(before) || (split_names && splits(before, c)))
        });
        let end = at + c.len_utf8();
        match spans.last_mut().filter(|_| goes_on) {
            Some(span) => span.end = end,
            None => spans.push(at..end),
        }
        before = Some(c);
    }
    spans
}

/// The words of a name, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    tokens(text, false).into_iter().map(|token| token.word.into_owned()).collect()
}

fn splits(before: char, c: char) -> bool {
    (before.is_lowercase() && c.is_uppercase()) || before.is_numeric() != c.is_numeric()
}

/// Whether each character of its script is a word: scripts without spaces.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_without_case_and_accents() {
        assert_eq!(words("José ÅNGSTRÖM-Łoś, Weiß"), ["jose", "angstrom", "los", "weiss"]);
        assert_eq!(words("Jose\u{301}"), ["jose"]);
        let split = tokens("JaneDoe2026_plan", true);
        let split: Vec<_> = split.iter().map(|token| token.word.as_ref()).collect();
        assert_eq!(split, ["jane", "doe", "2026", "plan"]);
    }
}
