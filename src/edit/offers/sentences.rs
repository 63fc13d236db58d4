//! The sentences of a place that can be quoted.

use unicode_segmentation::UnicodeSegmentation;

use crate::locate::quote::{Found, find};
use crate::locate::text_at::has_unknown_text;
use crate::locate::{nearest_words, passages_at};
use crate::model::normalize::one_line;
use crate::model::{Artifact, Location, Passage, Passages, Unit};

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
fn blocks(passages: &Passages, at: &Location) -> Vec<(Unit, String)> {
    let mut blocks = Vec::new();
    let mut left = MOST_TEXT;
    for passage in passages_at(passages, at) {
        let text = passage.text.get(..passage.text.floor_char_boundary(left)).unwrap_or_default();
        if text.is_empty() && !passage.text.is_empty() {
            break;
        }
        left -= text.len();
        if matches!(passage.at, Unit::Cue { .. }) {
            add_cue(&mut blocks, &passage);
            continue;
        }
        // On a page a line ends where it is full; on a slide it is a paragraph.
        let separator = if matches!(passage.at, Unit::Slide(_)) { "\n" } else { "\n\n" };
        blocks.extend(text.split(separator).map(|part| (passage.at, one_line(part))));
    }
    blocks
}

/// Adds the words of a cue, without the name of the speaker. A sentence goes on in the next cue, unless
/// somebody else speaks there or nobody for a while.
fn add_cue(blocks: &mut Vec<(Unit, String)>, passage: &Passage<'_>) {
    const PAUSE: u32 = 3_000;
    let Unit::Cue { start, end } = passage.at else { return };
    let words = one_line(passage.stored.unwrap_or(passage.text));
    if let Some((Unit::Cue { end: last, .. }, text)) = blocks.last_mut()
        && passage.stored.is_none()
        && start <= last.saturating_add(PAUSE)
        && !ends_sentence(text)
        && text.split_whitespace().count() < MOST_WORDS
    {
        text.push(' ');
        text.push_str(&words);
        *last = end;
        return;
    }
    blocks.push((passage.at, words));
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '”', '"'])
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
