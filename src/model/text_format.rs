//! Numbers, lists and lines of text, as people read them.

use std::fmt;
use std::path::Path;

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::normalize::one_line;

/// A number with its noun: "1 error", "2 errors".
pub fn counted(number: usize, noun: &str) -> String {
    format!("{} {}", grouped(number), plural(number, noun))
}

/// The noun for this number: "error", "errors".
pub fn plural(number: usize, noun: &str) -> String {
    format!("{noun}{}", if number == 1 { "" } else { "s" })
}

/// A list in a sentence: "a, b and c".
pub fn enumerated(items: &[String], conjunction: &str) -> String {
    match items {
        [others @ .., last] if !others.is_empty() => {
            format!("{} {conjunction} {last}", others.join(", "))
        }
        items => items.concat(),
    }
}

/// The first items of a list and the number of the others: "a, b and 3 more".
pub fn abridged<I: fmt::Display>(items: impl IntoIterator<Item = I>, most: usize) -> String {
    let mut items = items.into_iter();
    let first: Vec<String> = items.by_ref().take(most).map(|item| item.to_string()).collect();
    match items.count() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// A path as messages show it: with slashes, on every system.
pub fn shown_path(path: impl AsRef<Path>) -> String {
    let text = path.as_ref().display().to_string();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

/// A number with a comma at every third digit: "1,204".
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// A number as the letter of a list, in lower case: a to z, then aa, bb and so on as word processors have
/// it. Over 780 it stays in digits.
pub fn letters(number: u32) -> String {
    let place = number.wrapping_sub(1);
    match (char::from_u32(u32::from('a') + place % 26), usize::try_from(place / 26)) {
        (Some(letter), Ok(times @ 0..30)) => letter.to_string().repeat(times + 1),
        _ => number.to_string(),
    }
}

/// A number in roman figures, in lower case: "xiv". Over 10,000 it stays in digits.
pub fn roman(mut number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number > 10_000 {
        return number.to_string();
    }
    let mut roman = String::new();
    for (value, digit) in DIGITS {
        while number >= value {
            roman.push_str(digit);
            number -= value;
        }
    }
    roman
}

/// A size for people: "1.1 MB".
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

/// Wraps a text to this width. The first line keeps the leading space of the text, and the others are
/// indented. A longer word gets a line of its own.
pub fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let words = text.trim_start();
    let before = &text[..text.len() - words.len()];
    let (above, lead) = before.split_at(before.rfind('\n').map_or(0, |newline| newline + 1));
    let options = Options::new(width)
        .initial_indent(lead)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    format!("{above}{}\n", textwrap::fill(&one_line(words), options))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(counted(1, "error"), "1 error");
        assert_eq!(counted(1_204, "word"), "1,204 words");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(1_140_000), "1.1 MB");
    }

    #[test]
    fn lists_read_well() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(enumerated(&items, "and"), "a, b and c");
        assert_eq!(enumerated(&items[..1], "or"), "a");
        assert_eq!(enumerated(&[], "or"), "");
        assert_eq!(abridged(&items, 3), "a, b, c");
        assert_eq!(abridged(&items, 1), "a and 2 more");
    }

    #[test]
    fn lines_hold_whole_words() {
        assert_eq!(wrapped("\n  - one  two\nthree", "    ", 9), "\n  - one\n    two\n    three\n");
        assert_eq!(wrapped("a-much-too-long-word b", "", 8), "a-much-too-long-word\nb\n");
        assert_eq!(wrapped("学校 学校", " ", 6), "学校\n 学校\n");
    }
}
