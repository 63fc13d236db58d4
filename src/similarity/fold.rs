//! Words in the form in which they are compared.
//!
//! Of the five ways to fold a text, this one makes words of whole texts that two people wrote:
//! boundaries as UAX #29 has them, so that scripts without spaces have words too, and accents kept,
//! which in prose make another word. `probe/fold.rs` drops the boundaries, which a PDF loses;
//! `privacy/tokens.rs` drops accents, which people leave out of names.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Equal for words that say the same.
pub(crate) type Key = u64;

/// The words of a plain text with their places in it, in the form that is compared.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    let words = text.unicode_word_indices();
    // `3.5` and `U.S` are words of UAX #29; other programs break them, and so does this one.
    let parts = words.flat_map(|(start, word)| {
        let mut at = start;
        word.split_inclusive(|sign: char| !is_part(sign)).map(move |piece| {
            let part = piece.trim_end_matches(|sign: char| !is_part(sign));
            at += piece.len();
            let start = at - piece.len();
            (start..start + part.len(), part)
        })
    });
    parts.map(|(range, part)| (range, fold(part))).filter(|(_, folded)| !folded.is_empty())
}

fn fold(part: &str) -> Cow<'_, str> {
    // Most words are as they are compared already, or of letters that have one form alone.
    if part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(part);
    }
    let seen = |sign: &char| !is_unseen(*sign);
    Cow::Owned(match part.is_ascii() {
        true => part.chars().filter(seen).map(|sign| sign.to_ascii_lowercase()).collect(),
        false => part.nfkc().filter(seen).flat_map(char::to_lowercase).collect(),
    })
}

/// What a word is compared by.
pub(crate) fn key_of(folded: &str) -> Key {
    // Its keys are fixed, and nothing of it is kept longer than a run.
    let mut hasher = DefaultHasher::new();
    folded.hash(&mut hasher);
    hasher.finish()
}

/// Whether a sign stands inside words: letters and digits, the marks on them, and what is not
/// written everywhere.
fn is_part(sign: char) -> bool {
    sign.is_alphanumeric()
        || is_unseen(sign)
        || (!sign.is_ascii() && unicode_normalization::char::is_combining_mark(sign))
}

/// Apostrophes of any style, soft hyphens and joiners of no width.
fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\'' | '’' | '‘' | 'ʼ' | '＇' | '\u{ad}' | '\u{200b}'
            ..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}
