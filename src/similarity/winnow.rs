//! The fingerprints of a text.

use rustc_hash::FxHashMap;

use super::word_keys::WordKey;
use super::words::{Authorship, Word};

/// A common run of at least this many own words is always found: the guarantee threshold `t` of the
/// paper. Two people who answer the same question independently share up to eight or nine words; a
/// sentence has about twenty.
pub const MINIMUM_WORDS: usize = 12;

/// The words of a shingle, the `k` of the paper: shorter runs are noise.
const SHINGLE: usize = 8;

/// The shingles of a window, of which one is kept.
const WINDOW: usize = MINIMUM_WORDS - SHINGLE + 1;

/// The most fingerprints of one hash that are kept of a text. Prose has no such repetition; it
/// bounds the time for texts that repeat one word.
const MAX_REPEATS: usize = 32;

/// One kept shingle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fingerprint {
    pub hash: u64,
    /// The index of its first word.
    pub first: usize,
}

/// The fingerprints of a text, in its order.
pub(crate) fn fingerprints(words: &[Word]) -> Vec<Fingerprint> {
    let mut kept: Vec<Fingerprint> = Vec::new();
    let mut start = 0;
    for run in words.chunk_by(|one, other| one.authorship == other.authorship) {
        if run.first().is_some_and(|word| word.authorship == Authorship::Own) {
            winnow(run, start, &mut kept);
        }
        start += run.len();
    }
    let mut times: FxHashMap<u64, usize> = FxHashMap::default();
    kept.retain(|fingerprint| {
        let times = times.entry(fingerprint.hash).or_default();
        *times += 1;
        *times <= MAX_REPEATS
    });
    kept
}

/// Keeps the shingle with the smallest hash of each window, the last one of equals. The choice
/// depends on the window alone, so two texts with the same window keep the same shingle.
fn winnow(run: &[Word], start: usize, kept: &mut Vec<Fingerprint>) {
    let shingles: Vec<Fingerprint> = run
        .windows(SHINGLE)
        .enumerate()
        .map(|(at, words)| Fingerprint { hash: hash(words), first: start + at })
        .collect();
    // A run too short for a window has no fingerprint.
    for window in shingles.windows(WINDOW) {
        let smallest =
            window.iter().copied().min_by_key(|it| (it.hash, std::cmp::Reverse(it.first)));
        kept.extend(smallest.filter(|smallest| kept.last() != Some(smallest)));
    }
}

/// A hash of the words of a shingle in their order.
fn hash(words: &[Word]) -> u64 {
    // The mixing constants of splitmix64 (Steele, Lea, Flood 2014).
    let mixed = |hash: u64, key: WordKey| {
        let hash = (hash ^ key).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (hash ^ (hash >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb)
    };
    words.iter().fold(0, |hash, word| mixed(hash, word.key))
}
