//! The two counts of words (design section 4).

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Words;

/// Both counts of a plain text.
pub fn words_of(text: &str) -> Words {
    Words { strict: strict_words(text), generous: generous_words(text) }
}

/// The strict count of a plain text: whitespace-separated tokens with at least
/// one letter or digit, never split at punctuation inside them, without bare
/// addresses of web pages. Text in scripts written without spaces counts by Unicode
/// word (UAX #29).
pub fn strict_words(text: &str) -> usize {
    tokens(text).map(strict_words_of_token).sum()
}

/// The generous count of a plain text: what a word processor counts, which
/// breaks at spaces and long dashes and counts punctuation that stands alone.
pub fn generous_words(text: &str) -> usize {
    text.split_whitespace().map(generous_words_of_token).sum()
}

/// The tokens of a text between spaces, tabs and line ends. Word processors do
/// not end a word at a no-break space or a typographic space, so the strict
/// count does not either.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split_ascii_whitespace()
}

/// The strict count of one token.
pub(crate) fn strict_words_of_token(token: &str) -> usize {
    if is_address(token) {
        return 0;
    }
    if token.is_ascii() {
        return usize::from(token.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    }
    runs(token)
        .map(|(spaceless, run)| match spaceless {
            true => unicode_words(run),
            false => usize::from(run.chars().any(char::is_alphanumeric)),
        })
        .sum()
}

fn generous_words_of_token(token: &str) -> usize {
    if token.is_ascii() {
        return 1;
    }
    let counted: usize = token
        .split(['—', '–'])
        .flat_map(runs)
        .map(|(spaceless, run)| match spaceless {
            true => run.chars().filter(|c| c.is_alphanumeric()).count(),
            false => usize::from(!run.is_empty()),
        })
        .sum();
    counted.max(1)
}

/// Whether a token is the bare address of a web page, which is not prose.
fn is_address(token: &str) -> bool {
    let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    ["http://", "https://", "ftp://", "mailto:", "www."].iter().any(|start| {
        token.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    })
}

/// Words by UAX #29, in scripts where it needs no dictionary. South-East Asian
/// scripts need one (UAX #29, section 4, "complex context"); a whole run of
/// them counts as one word, so that no other counter finds fewer.
fn unicode_words(run: &str) -> usize {
    let needs_dictionary = run.chars().any(needs_dictionary);
    match needs_dictionary {
        true => usize::from(run.chars().any(char::is_alphanumeric)),
        false => run.unicode_words().count(),
    }
}

/// A token split where scripts written without spaces begin and end.
pub(crate) fn runs(token: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = token;
    std::iter::from_fn(move || {
        let spaceless = is_spaceless(rest.chars().next()?);
        let end = rest.find(|c| is_spaceless(c) != spaceless).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some((spaceless, run))
    })
}

/// Whether a character belongs to a script written without spaces between words.
fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}'     // iteration mark, number zero
        | '\u{3040}'..='\u{30FF}'   // Hiragana, Katakana
        | '\u{31F0}'..='\u{31FF}'   // Katakana extensions
        | '\u{3400}'..='\u{4DBF}'   // Han, extension A
        | '\u{4E00}'..='\u{9FFF}'   // Han
        | '\u{F900}'..='\u{FAFF}'   // Han, compatibility
        | '\u{FF66}'..='\u{FF9F}'   // half-width Katakana
        | '\u{20000}'..='\u{3FFFF}' // Han, further extensions
    ) || needs_dictionary(c)
}

/// Thai, Lao, Myanmar, Khmer, Tai scripts: line breaking class SA of UAX #14.
fn needs_dictionary(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{1950}'..='\u{19DF}'
        | '\u{1A20}'..='\u{1AAF}'
        | '\u{A9E0}'..='\u{A9FF}'
        | '\u{AA60}'..='\u{AADF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strict_count_splits_only_at_spaces() {
        for (text, words) in [
            ("well-known and/or 3.5 U.S. o’clock a@b.org", 6),
            ("one—two – three", 2),
            ("• – & …", 0),
            ("see https://example.org/a?b=c, (www.example.org) now", 2),
            ("学校安全", 4),
            ("ABC学校", 3),
            ("", 0),
        ] {
            assert_eq!(strict_words(text), words, "{text}");
            assert!(strict_words(text) <= generous_words(text), "{text}");
        }
    }
}
