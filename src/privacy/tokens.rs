//! A text as words without case and accents, each with its place.
//!
//! Each ideograph is a word, since names of two or three stand in running text, and `JaneDoe2` can be
//! split, as names of files have it.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::model::normalize::{Accents, word};

/// A word, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// Its letters and digits, in lower case and without accents.
    pub word: Cow<'t, str>,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// The words of a text: runs of letters and digits. In a file's name (`split_names`), `JaneDoe2`
/// is three words.
pub(super) fn tokens(text: &str, split_names: bool) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut end = 0;
    let ends_word = |sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric();
    for piece in text.split_inclusive(ends_word) {
        let start = end;
        end += piece.len();
        let piece = piece.trim_end_matches(ends_word);
        // Most pieces are one word.
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

/// Where the words of a text stand.
fn spans(text: &str, split_names: bool) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut before: Option<char> = None;
    for (at, sign) in text.char_indices() {
        let is_mark = is_combining_mark(sign);
        if !sign.is_alphanumeric() && !is_mark {
            before = None;
            continue;
        }
        let goes_on = before.is_some_and(|before| {
            is_mark
                || !(is_ideograph(sign)
                    || is_ideograph(before)
                    || (split_names && splits(before, sign)))
        });
        let end = at + sign.len_utf8();
        match spans.last_mut().filter(|_| goes_on) {
            Some(span) => span.end = end,
            None => spans.push(at..end),
        }
        before = Some(sign);
    }
    spans
}

/// The words of a name, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    tokens(text, false).into_iter().map(|token| token.word.into_owned()).collect()
}

fn splits(before: char, sign: char) -> bool {
    (before.is_lowercase() && sign.is_uppercase()) || before.is_numeric() != sign.is_numeric()
}

/// Scripts that are written without spaces: each sign is a word.
fn is_ideograph(sign: char) -> bool {
    matches!(sign, '\u{2e80}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
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
