//! The names of speakers, which a quote from a transcript may have or leave out.

use std::collections::BTreeSet;

use crate::model::{Passages, Unit};

/// The most speakers of one recording whose names are taken out of a quote.
const MOST: usize = 200;

/// A quote without the labels of speakers that the passages have; none where it has no such label.
pub(super) fn without(passages: &Passages, quote: &str) -> Option<String> {
    if !quote.contains([':', '>']) {
        return None;
    }
    let mut labels = BTreeSet::new();
    for passage in passages.iter().filter(|it| matches!(it.at, Unit::Cue { .. })) {
        let Some(words) = passage.stored else { continue };
        for (shown, said) in passage.text.lines().zip(words.split('\n')) {
            let label = shown.strip_suffix(said).map(str::trim);
            labels.extend(label.filter(|label| !label.is_empty() && labels.len() < MOST));
        }
    }
    let mut words = quote.to_owned();
    // A longer label may contain a shorter one.
    let mut labels: Vec<&str> = labels.into_iter().collect();
    labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
    labels.iter().for_each(|label| words = words.replace(label, " "));
    (words != quote).then_some(words)
}
