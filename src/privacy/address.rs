//! Street addresses behind a label.

use std::ops::Range;

use super::label;
use super::signs::Signs;

/// How one is labelled.
pub(super) const LABELS: [&str; 16] = [
    "address",
    "home address",
    "mailing address",
    "street address",
    "residence",
    "lives at",
    "live at",
    "lived at",
    "living at",
    "resides at",
    "residing at",
    "reside at",
    "current address",
    "family address",
    "domicilio",
    "home",
];
/// The last words of US street names, and their short forms (USPS Publication 28, appendix C1).
const STREETS: [&str; 34] = [
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "lane",
    "ln",
    "drive",
    "dr",
    "court",
    "ct",
    "boulevard",
    "blvd",
    "way",
    "place",
    "pl",
    "circle",
    "cir",
    "terrace",
    "ter",
    "trail",
    "trl",
    "parkway",
    "pkwy",
    "highway",
    "hwy",
    "pike",
    "loop",
    "square",
    "sq",
    "run",
    "cove",
    "alley",
];
/// Words of sentences, which no street has: "we address 3 goals on the way".
const SENTENCE: [&str; 9] = ["on", "to", "in", "a", "for", "with", "at", "and", "is"];
/// A street has at most so many words before its last one.
const WORDS: usize = 5;

/// A number and a street behind a label.
pub(super) fn find(signs: &Signs) -> Vec<Range<usize>> {
    let starts = label::behind(signs, &LABELS);
    starts.into_iter().filter_map(|from| street(signs, from)).collect()
}

fn street(signs: &Signs, from: usize) -> Option<Range<usize>> {
    let mut index = from;
    while signs.get(index).is_some_and(|c| c.is_ascii_digit()) {
        index += 1;
    }
    if index == from || index - from > 6 {
        return None;
    }
    // `12B`, `12-14`
    while signs.get(index).is_some_and(|c| c.is_alphanumeric() || c == '-') {
        index += 1;
    }
    for word_number in 0..=WORDS {
        if signs.get(index) != Some(' ') {
            return None;
        }
        index = signs.behind_spaces(index);
        let start = index;
        while signs.get(index).is_some_and(|c| c.is_alphanumeric() || c == '\'' || c == '-') {
            index += 1;
        }
        let word = signs.text(start..index);
        if word.is_empty() || SENTENCE.contains(&word.as_str()) {
            return None;
        }
        if word_number > 0 && STREETS.contains(&word.as_str()) {
            return Some(from..index);
        }
        // `N. Main Street`
        if signs.get(index) == Some('.') {
            index += 1;
        }
    }
    None
}
