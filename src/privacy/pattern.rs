//! Regular expressions for personal data. They take linear time on any text.

use std::ops::Range;

use regex_automata::Input;
use regex_automata::meta::Regex;

/// One space, line breaks excluded.
pub(super) const SPACE: &str = r"[\t\r \u{a0}\u{2000}-\u{200a}\u{202f}\u{3000}]";
/// A hyphen or a dash of any length.
pub(super) const DASH: &str = "[-‐-―−]";
/// The separator between the words of a label.
const SEPARATOR: &str = r"[\t _\u{a0}-]+";
/// The text between a label and its datum: spaces, punctuation and a few words.
const GAP: &str = r#"(?:[\t\r :#.=|()*_"'?/\u{a0}\u{2000}-\u{201f}\u{202f}\u{2212}\u{3000}-]|(?i-u:\b(?:is|was|of|no|number|num)\b))"#;

/// The most data of one kind that are found in one text.
const MOST: usize = 20_000;

/// A compiled pattern. `None` would be a malformed one, which the tests rule out; the program never
/// panics.
pub(super) struct Pattern(Option<Regex>);

impl Pattern {
    /// A pattern that counts anywhere. Its first group is the datum.
    pub(super) fn anywhere(pattern: &str) -> Pattern {
        // Extracting literals from the pattern would take longer than most searches.
        let config = Regex::config().auto_prefilter(false);
        Pattern(Regex::builder().configure(config).build(pattern).ok())
    }

    /// A pattern that counts only after one of these labels. A space in a label matches any number
    /// of spaces, underscores and dashes. The first group of the pattern is the datum.
    pub(super) fn labelled(labels: &[&str], pattern: &str) -> Pattern {
        let any = |labels: &mut dyn Iterator<Item = &&str>| {
            let words = |label: &&str| {
                let words =
                    label.split(' ').map(|word| format!("(?i-u:{})", word.replace('.', r"\.")));
                words.collect::<Vec<_>>().join(SEPARATOR)
            };
            labels.map(words).collect::<Vec<_>>().join("|")
        };
        let words = any(&mut labels.iter().filter(|label| !label.ends_with('#')));
        let hashes = any(&mut labels.iter().filter(|label| label.ends_with('#')));
        let labels = match hashes.as_str() {
            "" => format!("(?:{words}){GAP}+"),
            hashes => format!("(?:(?:{words}){GAP}+|(?:{hashes}){GAP}*)"),
        };
        Pattern::anywhere(&format!("{labels}{pattern}"))
    }

    /// The accepted matches in a text, in its order. `accept` gets the range of a datum and returns
    /// the part of it that counts. After a rejected match the search continues one character later,
    /// since another match may begin inside.
    pub(super) fn find(
        &self,
        text: &str,
        accept: impl Fn(Range<usize>) -> Option<Range<usize>>,
    ) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let Pattern(Some(regex)) = self else { return found };
        let mut groups = regex.create_captures();
        let mut from = 0;
        loop {
            regex.search_captures(&Input::new(text).range(from..), &mut groups);
            let (Some(whole), Some(datum)) = (groups.get_match(), groups.get_group(1)) else {
                return found;
            };
            let is_word = whole.start() == datum.start || begins_word(text, whole.start(), "");
            from = match is_word.then(|| accept(datum.into())).flatten() {
                Some(_) if found.len() >= MOST => return found,
                Some(range) => {
                    found.push(range.clone());
                    range.end
                }
                None => text.ceil_char_boundary(whole.start() + 1),
            };
        }
    }

    /// Every match in a text, in its order. No two overlap.
    pub(super) fn matches(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        self.0.iter().flat_map(move |regex| regex.find_iter(text)).map(|found| found.range())
    }
}

/// Whether a word or number begins here: the character before is no letter or digit, and none of
/// these joints of longer numbers.
pub(super) fn begins_word(text: &str, at: usize, joints: &str) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    before.is_none_or(|char| !char.is_alphanumeric() && !joints.contains(plain(char)))
}

/// Whether a word or number ends here. A joint continues it only if a letter or digit follows.
pub(super) fn ends_word(text: &str, at: usize, joints: &str) -> bool {
    let mut after = text.get(at..).unwrap_or_default().chars();
    match after.next() {
        Some(char) if joints.contains(plain(char)) => {
            after.next().is_none_or(|next| !next.is_alphanumeric())
        }
        after => after.is_none_or(|char| !char.is_alphanumeric()),
    }
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A dash of any length as `-`.
fn plain(char: char) -> char {
    if matches!(char, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { char }
}
