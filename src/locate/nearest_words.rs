//! The words of an artifact that are nearest to a quote that is not in it.

use std::collections::HashMap;

use super::narrowest;
use crate::model::normalize::{Accents, one_line, word};
use crate::model::{Location, Passages, Unit};

/// Of more text than this nothing is said, in words: it is not worth the time.
const MOST_WORDS: usize = 2_000_000;
/// A quote of fewer words is near to anything.
const FEWEST_WORDS: usize = 3;
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
    if wanted.len() < FEWEST_WORDS {
        return None;
    }
    let mut left: HashMap<&str, i64> = HashMap::new();
    wanted.iter().for_each(|word| *left.entry(word).or_default() += 1);
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
            let key = left.get_key_value(normal(one).as_str()).map(|(key, _)| *key);
            words.push((number, one, key));
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
    if shared * 3 < wanted.len() * 2 {
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
    }
}
