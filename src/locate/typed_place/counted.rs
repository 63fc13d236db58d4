//! What is counted: pages, slides, rows, lines and paragraphs.

use crate::model::{Facts, Location, Numbers, ParseLocationError, TypedPlace};

type Read = Option<Result<TypedPlace, ParseLocationError>>;

/// What a list of numbers may be called, and what its units are called in the file.
struct Counted<'f> {
    noun: &'static str,
    /// Words for the unit.
    words: &'static [&'static str],
    /// How many there are, where that is known.
    total: Option<u32>,
    /// What the file calls each of its units, in their order; empty where it does not.
    labels: &'f [String],
    location: fn(Numbers) -> Location,
}

pub(super) fn pages(text: &str, facts: &Facts) -> Read {
    let counted = Counted {
        noun: "page",
        words: &["page", "pages", "p", "pp", "pg", "pgs", "slide", "slides"],
        total: facts.pages,
        labels: facts.page_labels.as_deref().unwrap_or_default(),
        location: Location::Pages,
    };
    let text = text.to_lowercase().replace("#page=", "page ");
    let read = counted.read(&text)?;
    let is_slide = text.contains("slide");
    Some(read.map(|place| match place.note {
        None if is_slide => {
            let note = format!("a PDF has pages: this is read as {}", place.location);
            TypedPlace { note: Some(note), ..place }
        }
        _ => place,
    }))
}

pub(super) fn slides(text: &str, facts: &Facts) -> Read {
    let total = facts.slides.as_ref().and_then(|slides| u32::try_from(slides.len()).ok());
    let words = &["slide", "slides", "page", "pages", "p", "pp"];
    let counted = Counted { noun: "slide", words, total, labels: &[], location: Location::Slides };
    let text = text.to_lowercase();
    let read = counted.read(&text)?;
    Some(match read {
        Err(error) if text.contains("note") => Err(ParseLocationError {
            message: "speaker notes are not shown to an assessor".to_owned(),
            ..error
        }),
        read => read,
    })
}

pub(super) fn rows(text: &str, facts: &Facts) -> Read {
    let words = &["row", "rows"];
    let total = facts.rows;
    Counted { noun: "row", words, total, labels: &[], location: Location::Rows }
        .read(&text.to_lowercase())
}

pub(super) fn lines(text: &str, facts: &Facts) -> Read {
    let words = &["line", "lines", "l", "ll"];
    let total = facts.lines;
    Counted { noun: "line", words, total, labels: &[], location: Location::Lines }
        .read(&text.to_lowercase())
}

pub(super) fn paragraphs(text: &str, facts: &Facts) -> Read {
    let words = &["paragraph", "paragraphs", "para", "paras", "par"];
    let total = facts.paragraphs;
    Counted { noun: "paragraph", words, total, labels: &[], location: Location::Paragraphs }
        .read(&text.to_lowercase())
}

impl Counted<'_> {
    /// Reads a text in lower case; none where it names no number.
    fn read(&self, text: &str) -> Read {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        let mut note = None;
        let (mut is_range, mut of_total, mut stated) = (false, false, None);
        let mut rest: Vec<&str> = Vec::new();
        if is_clock(text) {
            return None;
        }
        let spaced = spaced(text);
        for token in spaced.split_whitespace() {
            match token {
                "-" | "to" | "through" | "thru" | "until" | "till" if !ranges.is_empty() => {
                    is_range = true;
                }
                "of" if !ranges.is_empty() => of_total = true,
                "," | ";" | "&" | "and" | "#" | ":" | "." | "no" | "number" | "from" | "on"
                | "at" | "the" | "see" => {}
                token if self.words.contains(&token) => {}
                token => match self.number(token, &mut note) {
                    Some(number) if of_total => {
                        stated = Some(number);
                        of_total = false;
                    }
                    Some(number) if is_range => {
                        if let Some(last) = ranges.last_mut() {
                            last.1 = number;
                        }
                        is_range = false;
                    }
                    Some(number) => ranges.push((number, number)),
                    None => rest.push(token),
                },
            }
        }
        if ranges.is_empty() {
            return None;
        }
        let location = match Numbers::of(ranges) {
            Some(numbers) => (self.location)(numbers),
            None => return Some(Err(ParseLocationError::new(format!("`{text}` runs backwards")))),
        };
        let offered = |message: String| {
            Some(Err(ParseLocationError::new(message).offering([location.to_string()])))
        };
        let noun = self.noun;
        match (stated, self.total) {
            _ if is_range => {
                return offered(format!("`{text}` does not say which {noun} is the last one"));
            }
            _ if !rest.is_empty() => {
                let rest = rest.join(" ");
                return offered(format!("`{rest}` after the {noun} is not understood"));
            }
            (Some(stated), Some(total)) if stated != total => {
                return offered(format!("it has {total} {noun}s, not {stated}"));
            }
            _ => {}
        }
        Some(Ok(TypedPlace { location, note }))
    }

    /// The number that a word stands for: in digits or letters, `last`, or a label of the file.
    fn number(&self, token: &str, note: &mut Option<String>) -> Option<u32> {
        if let Ok(number) = token.parse::<u32>() {
            return (number > 0).then_some(number);
        }
        if token == "last" {
            return self.total;
        }
        if token == "first" {
            return Some(1);
        }
        if let Some(number) = WORDS.iter().position(|word| *word == token) {
            return u32::try_from(number + 1).ok();
        }
        let position = self.labels.iter().position(|label| label.to_lowercase() == token)?;
        let number = u32::try_from(position + 1).ok()?;
        let noun = self.noun;
        *note =
            Some(format!("the {noun} that viewers call {token} is {noun} {number} of the file"));
        Some(number)
    }
}

/// Whether a colon or a point stands between digits, as in a time.
fn is_clock(text: &str) -> bool {
    let is_clock = |it: &[u8]| matches!(it, [b'0'..=b'9', b':' | b'.', b'0'..=b'9']);
    text.as_bytes().windows(3).any(is_clock)
}

/// Numbers in letters, from one.
const WORDS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The text with spaces around punctuation, and between letters and digits.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    for c in text.chars() {
        let is_border = before.is_alphabetic() && c.is_ascii_digit()
            || before.is_ascii_digit() && c.is_alphabetic();
        if is_border {
            spaced.push(' ');
        }
        if ",;&#:.-".contains(c) {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
        before = c;
    }
    spaced
}
