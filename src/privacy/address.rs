//! Street addresses after a label.

use std::ops::Range;
use std::sync::LazyLock;

use super::pattern::{DASH, Pattern, SPACE};

/// The labels in front of one, in lower case.
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
/// Words that occur in sentences and in no street name: "we address 3 goals on the way".
const SENTENCE: [&str; 9] = ["on", "to", "in", "a", "for", "with", "at", "and", "is"];
/// The most words of a street name, `Street` included.
const WORDS: usize = 6;

/// A house number (`12B`, `12-14`) and the words after it (`N. Main Street`).
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    let word = "[0-9A-Za-zÀ-ɏ'’‐-―−-]+";
    let number = format!("[0-9]{{1,6}}(?:[A-Za-z][0-9A-Za-z]{{0,5}}|{DASH}[0-9A-Za-z]{{1,6}})?");
    Pattern::labelled(&LABELS, &format!(r"({number}(?:{SPACE}+{word}\.?){{2,{WORDS}}})"))
});

/// A house number and a street, after a label.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    NUMBER.find(text, |range| {
        let (mut words, mut at) = (0, range.start);
        for part in text[range.clone()].split_inclusive(char::is_whitespace) {
            let start = at;
            at += part.len();
            let word = part.trim_end().trim_end_matches('.');
            let folded = word.to_lowercase();
            words += usize::from(!word.is_empty());
            if words > 1 && SENTENCE.contains(&folded.as_str()) {
                return None;
            }
            if words > 2 && STREETS.contains(&folded.as_str()) {
                return Some(range.start..start + word.len());
            }
        }
        None
    })
}
