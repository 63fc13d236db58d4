//! The words of a text in the form in which they are compared.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::normalize::{Accents, is_invisible, straight, word};

/// A hash of a normalized word.
pub(crate) type WordKey = u64;

/// The normalized words of a plain text, with their places in it.
pub(crate) fn normalized_words(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    let words = text.unicode_word_indices();
    // `3.5` and `U.S` are one word in UAX #29, but two in most other programs and here.
    let parts = words.flat_map(|(start, word)| {
        let mut at = start;
        word.split_inclusive(|c: char| !is_part(c)).map(move |piece| {
            let part = piece.trim_end_matches(|c: char| !is_part(c));
            at += piece.len();
            let start = at - piece.len();
            (start..start + part.len(), part)
        })
    });
    let normal = parts.map(|(range, part)| (range, word(part, Accents::Kept)));
    normal.filter(|(_, word)| !word.is_empty())
}

/// The key of a normalized word.
pub(crate) fn key_of(word: &str) -> WordKey {
    // `DefaultHasher` has fixed keys, and no hash is stored on disk.
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Whether a character belongs to words: letters, digits, combining marks, apostrophes, and
/// invisible characters.
fn is_part(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(straight(c), '\'' | '＇')
        || !c.is_ascii() && (is_invisible(c) || is_combining_mark(c))
}
