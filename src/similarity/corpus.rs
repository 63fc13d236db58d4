//! The texts of several portfolios, with an index of their fingerprints.

use std::collections::HashMap;

use rayon::prelude::*;

use super::compared_text::ComparedText;
use super::shared_passage::{Occurrence, SharedPassage, extended};
use super::winnow::Fingerprint;

/// The texts of several portfolios, in which shared passages are found.
pub struct Corpus {
    portfolios: Vec<Vec<ComparedText>>,
    /// Every fingerprint of every text, sorted by hash.
    index: Vec<Entry>,
}

/// A fingerprint and its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    hash: u64,
    portfolio: usize,
    text: usize,
    first: usize,
}

impl Corpus {
    /// A corpus of these portfolios.
    pub fn new(portfolios: Vec<Vec<ComparedText>>) -> Corpus {
        let entries = |(portfolio, texts): (usize, &Vec<ComparedText>)| {
            let mut entries = Vec::new();
            for (text, it) in texts.iter().enumerate() {
                let of_text = it.fingerprints().iter();
                entries.extend(of_text.map(|&Fingerprint { hash, first }| Entry {
                    hash,
                    portfolio,
                    text,
                    first,
                }));
            }
            entries
        };
        let mut index: Vec<Entry> =
            portfolios.par_iter().enumerate().flat_map_iter(entries).collect();
        index.par_sort_unstable();
        Corpus { portfolios, index }
    }

    /// The texts of a portfolio, by its number.
    pub fn texts(&self, portfolio: usize) -> &[ComparedText] {
        self.portfolios.get(portfolio).map_or(&[], Vec::as_slice)
    }

    /// The passages that these texts share with the wanted portfolios, in the order of these texts.
    pub fn shared(
        &self,
        texts: &[ComparedText],
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<SharedPassage> {
        let mut passages: Vec<SharedPassage> = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            passages.extend(self.shared_by(number, text, &wanted));
        }
        passages.sort_by_key(|passage| {
            let SharedPassage { here, there, .. } = passage;
            (passage.other, here.text, here.words.start, there.text, there.words.start)
        });
        passages
    }

    /// The passages that each two portfolios share, once for each pair, with the smaller number
    /// first.
    pub fn pairs(&self) -> Vec<(usize, Vec<SharedPassage>)> {
        let of_one = |number: usize| {
            let passages = self.shared(self.texts(number), |other| other > number);
            let pairs = passages.chunk_by(|one, other| one.other == other.other);
            pairs.map(|pair| (number, pair.to_vec())).collect::<Vec<_>>()
        };
        (0..self.portfolios.len()).into_par_iter().flat_map_iter(of_one).collect()
    }

    fn shared_by(
        &self,
        number: usize,
        text: &ComparedText,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<SharedPassage> {
        let mut passages: Vec<SharedPassage> = Vec::new();
        // The word here at which the last run ended, for each alignment with another text (the
        // place there beside the first word here): runs are not compared twice.
        let mut followed: HashMap<(usize, usize, usize), usize> = HashMap::new();
        for &Fingerprint { hash, first } in text.fingerprints() {
            let from = self.index.partition_point(|entry| entry.hash < hash);
            let alike = self.index.iter().skip(from).take_while(|entry| entry.hash == hash);
            for entry in alike.filter(|entry| wanted(entry.portfolio)) {
                let Some(there) = self.texts(entry.portfolio).get(entry.text) else { continue };
                let beside = text.words.len() + entry.first - first;
                let followed = followed.entry((entry.portfolio, entry.text, beside)).or_default();
                if first < *followed {
                    continue;
                }
                let Some(run) = extended(text, there, (first, entry.first)) else { continue };
                *followed = run.end;
                let occurrence =
                    |text: usize, of: &ComparedText, words: std::ops::Range<usize>| Occurrence {
                        text,
                        span: of.span(words.start, words.end.saturating_sub(1)),
                        words,
                    };
                passages.push(SharedPassage {
                    words: run.words,
                    here: occurrence(number, text, run.here),
                    other: entry.portfolio,
                    there: occurrence(entry.text, there, run.there),
                });
            }
        }
        without_parts(passages)
    }
}

/// The passages that are not part of a longer one in both texts.
fn without_parts(mut passages: Vec<SharedPassage>) -> Vec<SharedPassage> {
    passages.sort_by_key(|passage| std::cmp::Reverse(passage.words));
    let mut of_other: HashMap<usize, Vec<SharedPassage>> = HashMap::new();
    for passage in passages {
        let longer = of_other.entry(passage.other).or_default();
        let is_part = |whole: &SharedPassage| {
            whole.here.contains(&passage.here) && whole.there.contains(&passage.there)
        };
        if !longer.iter().any(is_part) {
            longer.push(passage);
        }
    }
    of_other.into_values().flatten().collect()
}
