//! The words of an artifact that are nearest to a quote that is not in it.

use std::collections::HashMap;

use super::narrowest;
use crate::model::normalize::{Accents, one_line, word};
use crate::model::{Location, Passages, Unit};

/// Of more text than this nothing is said, in words: it is not worth the time.
const MOST_WORDS: usize = 2_000_000;
/// Of a quote of fewer words, each must be there or nearly there.
const FEWEST_WORDS: usize = 3;
/// A shorter word is near to many others.
const SHORTEST: usize = 4;
/// A longer word is no word.
const LONGEST: usize = 64;
/// So many different words are compared letter by letter.
const MOST_COMPARED: usize = 50_000;
/// The most characters of them that are shown.
const SHOWN: usize = 120;

/// Words that are nearly those of a quote, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearWords {
    /// The words on one line.
    pub words: String,
    /// Their place.
    pub at: Location,
}

/// The stretch of words that shares most words with a quote; none where it shares less than two
/// thirds of them.
pub fn nearest_words(passages: &Passages, quote: &str) -> Option<NearWords> {
    let normal = |text: &str| word(text, Accents::Dropped).into_owned();
    let wanted: Vec<String> =
        quote.split_whitespace().map(normal).filter(|word| !word.is_empty()).collect();
    if wanted.iter().all(|word| word.chars().count() < SHORTEST) {
        return None;
    }
    let mut left: HashMap<&str, i64> = HashMap::new();
    wanted.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let mut keys = NearKeys { wanted: left.keys().copied().collect(), known: HashMap::new() };
    // Every word of the text: its passage, itself, and the word of the quote that it is.
    let mut words: Vec<(usize, &str, Option<&str>)> = Vec::new();
    for (number, passage) in
        (0..passages.len()).filter_map(|number| Some((number, passages.get(number)?)))
    {
        // The names of speakers are no words of theirs.
        let text = match passage.at {
            Unit::Cue { .. } => passage.stored.unwrap_or(passage.text),
            _ => passage.text,
        };
        for one in text.split_whitespace() {
            words.push((number, one, keys.of(normal(one))));
        }
        if words.len() > MOST_WORDS {
            return None;
        }
    }
    let (mut shared, mut best) = (0, (0, 0));
    for end in 0..words.len() {
        if let Some(count) = words[end].2.and_then(|key| left.get_mut(key)) {
            shared += usize::from(*count > 0);
            *count -= 1;
        }
        if let Some(start) = end.checked_sub(wanted.len())
            && let Some(count) = words[start].2.and_then(|key| left.get_mut(key))
        {
            *count += 1;
            shared -= usize::from(*count > 0);
        }
        if shared > best.0 {
            best = (shared, end);
        }
    }
    let (shared, end) = best;
    let needed = match wanted.len() < FEWEST_WORDS {
        true => wanted.len() * 3,
        false => wanted.len() * 2,
    };
    if shared * 3 < needed {
        return None;
    }
    let near = words.get((end + 1).saturating_sub(wanted.len())..=end)?;
    let (first, last) = (near.first()?.0, near.last()?.0);
    let at = narrowest::places(passages, &[(first, last)]).into_iter().next()?;
    let text: Vec<&str> = near.iter().map(|(_, word, _)| *word).collect();
    let text = one_line(&text.join(" "));
    let words = match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    };
    Some(NearWords { words, at })
}

/// The words of a quote by the words of a text, slips of typing included.
struct NearKeys<'q> {
    wanted: Vec<&'q str>,
    known: HashMap<String, Option<&'q str>>,
}

impl<'q> NearKeys<'q> {
    /// The word of the quote that this one is, or nearly is.
    fn of(&mut self, word: String) -> Option<&'q str> {
        if let Some(known) = self.known.get(&word) {
            return *known;
        }
        let exact = self.wanted.iter().find(|wanted| **wanted == word).copied();
        let key = match self.known.len() < MOST_COMPARED {
            true => exact.or_else(|| self.near(&word)),
            false => return exact,
        };
        self.known.insert(word, key);
        key
    }

    /// A slip is a letter missing, added, wrong or swapped, one per four letters.
    fn near(&self, word: &str) -> Option<&'q str> {
        let length = word.chars().count();
        let allowed = length / SHORTEST;
        if !(SHORTEST..=LONGEST).contains(&length) {
            return None;
        }
        let near = |wanted: &&&str| {
            let other = wanted.chars().count();
            other >= SHORTEST
                && length.abs_diff(other) <= allowed
                && strsim::damerau_levenshtein(wanted, word) <= allowed
        };
        self.wanted.iter().find(near).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Passage;

    #[test]
    fn a_slip_of_typing_is_shown_beside_the_words_that_are_there() {
        let cue = |start: u32, text| Passage::new(Unit::Cue { start, end: start + 2_000 }, text);
        let passages = Passages::from_iter([
            cue(0, "Good morning to all of you."),
            cue(2_000, "Most of our students"),
            cue(4_000, "felt safe at school."),
        ]);
        let near = nearest_words(&passages, "most of our students feel safe").unwrap();
        assert_eq!(near.words, "Most of our students felt safe");
        assert_eq!(near.at.to_string(), "0:02-0:06");
        assert_eq!(nearest_words(&passages, "purple elephants fly over school"), None);
        assert_eq!(nearest_words(&passages, "good evening"), None);
        let words = |quote| nearest_words(&passages, quote).map(|near| near.words);
        assert_eq!(words("flet save at scholl").as_deref(), Some("felt safe at school."));
        assert_eq!(words("mornnig").as_deref(), Some("morning"));
        assert_eq!(words("at"), None);
    }
}
