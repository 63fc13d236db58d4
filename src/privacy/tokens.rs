//! A text as words without case and accents, each with its place.
//!
//! Of the five ways to fold a text, the only one that drops accents, since a name is written with
//! and without them, takes each ideograph for a word, since names of two or three stand in running
//! text, and splits `JaneDoe2`, as names of files have it. `shared/fold.rs` compares prose, where
//! each of these would find too much.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Its letters and digits, in lower case and without accents.
    pub word: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// The words of a text: runs of letters and digits. In a file's name (`split_names`), `JaneDoe2`
/// is three words.
pub(super) fn tokens(text: &str, split_names: bool) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut before: Option<char> = None;
    for (at, sign) in text.char_indices() {
        let is_mark = !sign.is_ascii() && is_combining_mark(sign);
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
        match tokens.last_mut().filter(|_| goes_on) {
            Some(token) => {
                fold(sign, &mut token.word);
                token.span.end = end;
            }
            None => {
                let mut word = String::new();
                fold(sign, &mut word);
                tokens.push(Token { word, span: at..end });
            }
        }
        before = Some(sign);
    }
    tokens
}

/// The words of a name, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    tokens(text, false).into_iter().map(|token| token.word).collect()
}

/// Adds a letter without its case and accents.
fn fold(sign: char, word: &mut String) {
    if sign.is_ascii() {
        word.push(sign.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(sign).nfkd().filter(|part| !is_combining_mark(*part)) {
        for part in part.to_lowercase() {
            match part {
                'ß' => word.push_str("ss"),
                'æ' => word.push_str("ae"),
                'œ' => word.push_str("oe"),
                'ø' => word.push('o'),
                'ł' => word.push('l'),
                'đ' | 'ð' => word.push('d'),
                'ı' => word.push('i'),
                // A combining dot may come out of lowering a letter.
                part if is_combining_mark(part) => {}
                part => word.push(part),
            }
        }
    }
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
        let split: Vec<_> = split.iter().map(|token| token.word.as_str()).collect();
        assert_eq!(split, ["jane", "doe", "2026", "plan"]);
    }
}
