//! Text normalized for the search for quotes, with a way back to its source.
//!
//! Spaces and dashes are dropped, since PDFs split and join words. Numbers are delimited by marks,
//! so that `5` is not found in `4.5` or `45`, and `45` not in `4 5`.

use std::iter;
use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::model::normalize::{is_invisible, straight};

/// Delimits each number on both sides.
const NUMBER: char = '\u{1}';
/// Separates passages that no quote may span.
const BARRIER: char = '\0';
/// A dash between two numbers; all other dashes are dropped.
const DASH: char = '-';

/// The fewest bytes of each part of a quote that a page break splits.
const MINIMUM_PART: usize = 8;
/// The most bytes between a page break and such a part, for footers and headers.
const NEAR_BREAK: usize = 600;

/// What was dropped between two characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    Dash,
}

/// A normalized text: letters, digits and symbols in lower case, numbers between marks.
#[derive(Default)]
pub(crate) struct Normalized {
    text: String,
    /// The gap before the next character.
    gap: Option<Gap>,
    in_number: bool,
    /// A point or comma after a digit, which belongs to the number if another digit follows.
    point: Option<char>,
}

impl Normalized {
    /// Normalizes a text.
    pub fn of(text: &str) -> Normalized {
        let mut normalized = Normalized::default();
        normalized.push(text);
        normalized
    }

    /// Adds a text, after which no number goes on. Returns the byte at which it begins.
    pub fn push(&mut self, text: &str) -> usize {
        let start = self.text.len();
        for run in runs(text) {
            if run.is_ascii() {
                run.chars().for_each(|c| match c {
                    // A shortcut for most characters.
                    'a'..='z' if !self.in_number => {
                        self.gap = None;
                        self.text.push(c);
                    }
                    ' ' => self.space(),
                    c => self.push_char(c),
                });
            } else {
                run.nfkc().for_each(|c| self.push_char(c));
            }
        }
        self.end_number();
        let joined = self.text.get(start..).is_some_and(|own| own.starts_with(DASH));
        start + usize::from(joined)
    }

    fn push_char(&mut self, c: char) {
        match kept(c) {
            Kept::Char(c) if c.is_ascii() => self.keep(c.to_ascii_lowercase()),
            Kept::Char(c) => c.to_lowercase().for_each(|c| self.keep(c)),
            Kept::Gap(Gap::Dash) => self.gap = Some(Gap::Dash),
            Kept::Gap(Gap::Space) => self.space(),
            Kept::Nothing => {}
        }
    }

    /// Adds a space.
    pub fn space(&mut self) {
        self.gap = self.gap.or(Some(Gap::Space));
    }

    /// Adds a place that no quote may span.
    pub fn barrier(&mut self) {
        self.gap = None;
        self.text.push(BARRIER);
    }

    fn keep(&mut self, c: char) {
        let gap = self.gap.take();
        let is_digit = if c.is_ascii() { c.is_ascii_digit() } else { c.is_numeric() };
        if self.in_number {
            match c {
                _ if gap.is_some() => {}
                c if is_digit => {
                    self.text.extend(self.point.take());
                    return self.text.push(c);
                }
                '.' | ',' if self.point.is_none() => {
                    self.point = Some(c);
                    return;
                }
                _ => {}
            }
            self.end_number();
        }
        if is_digit {
            if gap == Some(Gap::Dash) && self.text.ends_with(NUMBER) {
                self.text.push(DASH);
            }
            self.text.push(NUMBER);
            self.in_number = true;
        }
        self.text.push(c);
    }

    fn end_number(&mut self) {
        if std::mem::take(&mut self.in_number) {
            self.text.push(NUMBER);
            self.text.extend(self.point.take());
        }
    }

    /// The normalized text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the text has no letter and no digit that could be searched for.
    pub fn is_empty(&self) -> bool {
        !self.text.chars().any(char::is_alphanumeric)
    }

    /// Whether this quote begins near the end of one page and goes on near the beginning of the
    /// next.
    pub fn is_split_over(&self, before: &Normalized, after: &Normalized) -> bool {
        let end = before.text.ceil_char_boundary(before.text.len().saturating_sub(NEAR_BREAK));
        let tail = before.text.get(end..).unwrap_or_default();
        let head = after.text.get(..after.text.floor_char_boundary(NEAR_BREAK)).unwrap_or_default();
        let splits = self.text.char_indices().map(|(at, _)| at);
        splits.filter_map(|at| self.text.split_at_checked(at)).any(|(start, rest)| {
            // Neither page has the dash between two numbers.
            let rest = rest.trim_start_matches(DASH);
            source_bytes(start) >= MINIMUM_PART
                && source_bytes(rest) >= MINIMUM_PART
                && tail.contains(start)
                && head.contains(rest)
        })
    }
}

/// The part of a text that is at this range of the normalized text.
pub(crate) fn source_range(text: &str, range: Range<usize>) -> Range<usize> {
    let normalized = Normalized::of(text);
    let before = |end: usize| source_bytes(normalized.text.get(..end).unwrap_or(&normalized.text));
    let (start, end) = (before(range.start), before(range.end));
    let mut found = text.len()..text.len();
    let mut bytes = 0;
    for unit in units(text) {
        if bytes >= end {
            break;
        }
        bytes += unit_bytes(text.get(unit.clone()).unwrap_or_default());
        if bytes > start {
            found = found.start.min(unit.start)..unit.end;
        }
    }
    found
}

/// The number of bytes without marks and dashes, which the source may have elsewhere.
fn source_bytes(text: &str) -> usize {
    text.chars().filter(|c| !matches!(*c, NUMBER | DASH)).map(char::len_utf8).sum()
}

/// The number of bytes of a unit in the normalized text, without marks.
fn unit_bytes(unit: &str) -> usize {
    let bytes = |c: char| match kept(c) {
        Kept::Char(c) => c.to_lowercase().map(char::len_utf8).sum(),
        Kept::Gap(_) | Kept::Nothing => 0,
    };
    unit.nfkc().map(bytes).sum()
}

/// What a character becomes.
enum Kept {
    Char(char),
    Gap(Gap),
    Nothing,
}

fn kept(c: char) -> Kept {
    match straight(c) {
        '-' => Kept::Gap(Gap::Dash),
        '"' => Kept::Char('\''),
        c if c.is_ascii_graphic() => Kept::Char(c),
        c if is_invisible(c) => Kept::Nothing,
        c if c.is_whitespace() || c.is_control() => Kept::Gap(Gap::Space),
        c => Kept::Char(c),
    }
}

/// Splits a text into runs that are ASCII or not and can be normalized one by one. (A character may
/// combine with a mark after it, so the last one before a mark belongs to the next run.)
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let ascii = bytes.iter().take_while(|byte| byte.is_ascii()).count();
        let end = match ascii {
            0 | 1 => {
                let others = bytes.iter().skip(ascii).take_while(|byte| !byte.is_ascii());
                ascii + others.count()
            }
            all if all == bytes.len() => all,
            some => some - 1,
        };
        let (run, after) = rest.split_at_checked(end).filter(|_| end > 0)?;
        rest = after;
        Some(run)
    })
}

/// Splits a text into the smallest units that can be normalized one by one.
fn units(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    iter::from_fn(move || {
        let (start, _) = chars.next()?;
        while chars.next_if(|&(_, c)| !begins_unit(c)).is_some() {}
        Some(start..chars.peek().map_or(text.len(), |&(at, _)| at))
    })
}

/// Whether a character never combines with one before it (UAX #15, section 9).
fn begins_unit(c: char) -> bool {
    c.is_ascii()
        || iter::once(c).nfkc().next().is_some_and(|first| {
            canonical_combining_class(first) == 0
                && is_nfkc_quick(iter::once(first)) == IsNormalized::Yes
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn form(text: &str) -> String {
        Normalized::of(text).text.replace(NUMBER, "|")
    }

    #[test]
    fn numbers_end_at_spaces_and_punctuation() {
        for (text, expected) in [
            ("May 3, 2024 and", "may|3|,|2024|and"),
            ("Grades 3, 4 and 5.", "grades|3|,|4|and|5|."),
            ("1,234.50 of 4.5.1", "|1,234.50|of|4.5.1|"),
            ("In 2023. 45 left..3.", "in|2023|.|45|left..|3|."),
            ("4 5-6 7–\n8 9a", "|4||5|-|6||7|-|8||9|a"),
            ("p. 4th ﬁfth-grade x²", "p.|4|thfifthgradex|2|"),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
    }

    #[test]
    fn a_range_leads_back_to_its_source() {
        for (text, quote, source) in [
            ("Most ﬁfth-\ngraders felt", "fifth graders", "ﬁfth-\ngraders"),
            ("Das Cafe\u{301}, ja", "CAFÉ,", "Cafe\u{301},"),
            ("in 3. Then 4", "3.", "3."),
            ("“a”\u{ad} b", "\"a\"", "“a”"),
            ("각 ㄱㅏ", "가", "ㄱㅏ"),
        ] {
            let quote = Normalized::of(quote);
            let start = Normalized::of(text).text.find(&quote.text).expect(text);
            assert_eq!(&text[source_range(text, start..start + quote.text.len())], source);
        }
    }

    proptest! {
        #[test]
        fn parts_are_normalized_as_the_whole(text in "([ -~]|\\PC|[\u{300}-\u{304}ㄱㅏ각가한\u{11a8}ﬁ½é]){0,12}") {
            let whole: String = text.nfkc().collect();
            prop_assert_eq!(&runs(&text).flat_map(|run| run.nfkc()).collect::<String>(), &whole);
            let parts = units(&text).map(|unit| text[unit].nfkc().collect::<String>());
            prop_assert_eq!(parts.collect::<String>(), whole);
            let all = source_range(&text, 0..Normalized::of(&text).text.len());
            prop_assert!(text.get(all).is_some());
        }
    }
}
