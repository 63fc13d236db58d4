//! A passage that two texts share, found by a fingerprint and extended to its ends.

use super::compared_text::ComparedText;
use super::winnow::MINIMUM_WORDS;
use super::words::{Authorship, Word};
use crate::model::Span;

/// A run of words that two texts have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPassage {
    /// The number of words, without those that are quoted or official.
    pub words: usize,
    /// Its place in one portfolio.
    pub here: Occurrence,
    /// The number of the other portfolio.
    pub other: usize,
    /// Its place there.
    pub there: Occurrence,
}

/// A place in a portfolio's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The number of the text.
    pub text: usize,
    /// Its place in the file.
    pub span: Span,
    /// The range of its words.
    pub(crate) words: std::ops::Range<usize>,
}

impl Occurrence {
    /// Whether another occurrence lies in this one.
    pub fn contains(&self, other: &Occurrence) -> bool {
        self.text == other.text
            && self.words.start <= other.words.start
            && other.words.end <= self.words.end
    }
}

/// The longest run of equal words around two equal words. Both writers' own words begin and end it.
/// None if too few of its words are their own.
pub(crate) fn extended(
    here: &ComparedText,
    there: &ComparedText,
    (at_here, at_there): (usize, usize),
) -> Option<Run> {
    let pairs =
        |from: usize, to: usize| here.words.iter().skip(from).zip(there.words.iter().skip(to));
    let ahead = pairs(at_here, at_there).take_while(|(one, other)| one.key == other.key).count();
    let before =
        here.words.get(..at_here)?.iter().rev().zip(there.words.get(..at_there)?.iter().rev());
    let behind = before.take_while(|(one, other)| one.key == other.key).count();
    let (from, to, length) = (at_here - behind, at_there - behind, behind + ahead);
    let own = |(one, other): (&Word, &Word)| {
        one.authorship == Authorship::Own && other.authorship == Authorship::Own
    };
    let own: Vec<bool> = pairs(from, to).take(length).map(own).collect();
    let longest = own.split(|own| !own).map(<[bool]>::len).max().unwrap_or(0);
    let (first, last) = (own.iter().position(|own| *own)?, own.iter().rposition(|own| *own)?);
    (longest >= MINIMUM_WORDS).then(|| Run {
        words: own.iter().filter(|own| **own).count(),
        here: from + first..from + last + 1,
        there: to + first..to + last + 1,
        end: from + length,
    })
}

/// A run of equal words in two texts.
pub(crate) struct Run {
    /// The number of words that are both writers' own.
    pub words: usize,
    pub here: std::ops::Range<usize>,
    pub there: std::ops::Range<usize>,
    /// The index after the last equal word, here.
    pub end: usize,
}
