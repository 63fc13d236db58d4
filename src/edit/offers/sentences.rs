//! The sentences of a place that can be quoted.

use unicode_segmentation::UnicodeSegmentation;

use crate::locate::quote::{Found, find};
use crate::locate::text_at::has_unknown_text;
use crate::locate::{nearest_words, passages_at};
use crate::model::normalize::one_line;
use crate::model::{Artifact, Location, Passages, Unit};

/// So much text of a place is cut into sentences, in bytes.
const MOST_TEXT: usize = 64 << 10;
/// A quote of fewer words says little; a cell is short.
const FEWEST_WORDS: usize = 4;
/// The words of a quote that is easily found by a reader.
const MOST_WORDS: usize = 25;

/// The first sentences of a place, at most so many, each as it can be quoted: it is found there. Of a
/// long one the beginning.
pub fn sentences(artifact: &Artifact, at: &Location, most: usize) -> Vec<String> {
    let Some(passages) = artifact.passages() else { return Vec::new() };
    let mut sentences: Vec<String> = Vec::new();
    let mut left = MOST_TEXT;
    for (unit, text) in blocks(passages, at) {
        let fewest =
            if matches!(unit, Unit::Cells { .. } | Unit::Row(_)) { 1 } else { FEWEST_WORDS };
        for sentence in text.unicode_sentences() {
            if sentences.len() >= most || left < sentence.len() {
                return sentences;
            }
            left -= sentence.len();
            let words: Vec<&str> = sentence.split_whitespace().take(MOST_WORDS).collect();
            let quote = words.join(" ");
            let says_something = words.len() >= fewest && quote.chars().any(char::is_alphabetic);
            if says_something
                && !sentences.contains(&quote)
                && find(passages, Some(at), &quote) == Found::Here
            {
                sentences.push(quote);
            }
        }
    }
    sentences
}

/// Stretches of text that sentences do not leave, each on one line.
fn blocks<'a>(
    passages: &'a Passages,
    at: &'a Location,
) -> impl Iterator<Item = (Unit, String)> + 'a {
    passages_at(passages, at).flat_map(|passage| {
        // On a page a line ends where it is full; on a slide it is a paragraph.
        let separator = if matches!(passage.at, Unit::Slide(_)) { "\n" } else { "\n\n" };
        let text = passage.text.get(..passage.text.floor_char_boundary(MOST_TEXT));
        let parts = text.unwrap_or_default().split(separator);
        parts.map(move |part| (passage.at, one_line(part))).collect::<Vec<_>>()
    })
}

/// What becomes of words that are to be quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteAnswer {
    /// They stand at the place, or nothing can look.
    Good,
    /// They stand at these places of the file instead.
    Elsewhere(Vec<Location>),
    /// They stand nowhere in it; the words that are nearest, if any are near.
    Nowhere(Option<String>),
}

/// Looks for words that are to be quoted.
pub fn read_quote(words: &str, artifact: &Artifact, at: &Location) -> QuoteAnswer {
    let Some(passages) = artifact.passages() else { return QuoteAnswer::Good };
    match find(passages, Some(at), words) {
        Found::Here => QuoteAnswer::Good,
        Found::Elsewhere(places) => QuoteAnswer::Elsewhere(places),
        Found::Nowhere if has_unknown_text(passages, Some(at)) => QuoteAnswer::Good,
        Found::Nowhere => {
            QuoteAnswer::Nowhere(nearest_words(passages, words).map(|near| near.words))
        }
    }
}
