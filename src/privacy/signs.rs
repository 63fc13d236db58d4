//! A text as signs that can be looked at from any place, dashes and spaces made plain.

use std::ops::Range;

/// The signs of a text, and the byte at which each stands.
pub(super) struct Signs {
    plain: Vec<char>,
    at: Vec<usize>,
    /// Where words of letters begin; every label is looked for at each.
    words: Vec<usize>,
    length: usize,
}

impl Signs {
    /// The signs of this text: every dash is `-`, every space ` `, letters are in lower case.
    pub fn of(text: &str) -> Signs {
        let (at, plain): (Vec<usize>, Vec<char>) = text
            .char_indices()
            .map(|(at, sign)| match sign {
                '\u{2010}'..='\u{2015}' | '\u{2212}' => (at, '-'),
                '\u{2018}' | '\u{2019}' => (at, '\''),
                '\n' => (at, '\n'),
                sign if sign.is_whitespace() => (at, ' '),
                sign => (at, sign.to_ascii_lowercase()),
            })
            .unzip();
        let mut words = Vec::new();
        let mut inside = false;
        for (index, sign) in plain.iter().enumerate() {
            let letter = sign.is_alphabetic();
            if letter && !inside {
                words.push(index);
            }
            inside = letter || sign.is_alphanumeric();
        }
        Signs { plain, at, words, length: text.len() }
    }

    /// Where words of letters begin.
    pub fn words(&self) -> impl Iterator<Item = usize> {
        self.words.iter().copied()
    }

    /// The sign at a place.
    pub fn get(&self, index: usize) -> Option<char> {
        self.plain.get(index).copied()
    }

    /// Where such signs stand.
    pub fn places_of(&self, such: impl Fn(char) -> bool) -> impl Iterator<Item = usize> {
        let signs = self.plain.iter().enumerate();
        signs.filter(move |(_, sign)| such(**sign)).map(|(index, _)| index)
    }

    /// The sign before a place.
    pub fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|index| self.get(index))
    }

    /// The signs between two places, as a text.
    pub fn text(&self, range: Range<usize>) -> String {
        self.plain.get(range).unwrap_or_default().iter().collect()
    }

    /// The bytes of the text between two places.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let byte = |index: usize| self.at.get(index).copied().unwrap_or(self.length);
        byte(range.start)..byte(range.end)
    }

    /// Where a pattern that begins here ends: `d` is a digit, every other sign itself.
    pub fn matches(&self, from: usize, pattern: &str) -> Option<usize> {
        let mut index = from;
        for wanted in pattern.chars() {
            let sign = self.get(index)?;
            let fits = if wanted == 'd' { sign.is_ascii_digit() } else { sign == wanted };
            if !fits {
                return None;
            }
            index += 1;
        }
        Some(index)
    }

    /// The digits between two places.
    pub fn digits(&self, range: Range<usize>) -> String {
        self.text(range).chars().filter(char::is_ascii_digit).collect()
    }

    /// Whether a word or number begins here: what stands before is neither a letter or digit nor a
    /// sign that holds numbers together.
    pub fn begins(&self, index: usize, joints: &str) -> bool {
        self.before(index).is_none_or(|sign| !sign.is_alphanumeric() && !joints.contains(sign))
    }

    /// Whether a word or number ends here; a joint counts only if a letter or digit follows it.
    pub fn ends(&self, index: usize, joints: &str) -> bool {
        match self.get(index) {
            None => true,
            Some(sign) if sign.is_alphanumeric() => false,
            Some(sign) if joints.contains(sign) => {
                self.get(index + 1).is_none_or(|next| !next.is_alphanumeric())
            }
            Some(_) => true,
        }
    }

    /// The place behind spaces.
    pub fn behind_spaces(&self, mut index: usize) -> usize {
        while self.get(index) == Some(' ') {
            index += 1;
        }
        index
    }
}
