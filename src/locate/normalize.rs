//! Text as a quote is matched against: without what print and typing change.
//!
//! Of the five ways to fold a text, this one has no words: a PDF tears and joins them, so spaces and
//! dashes count between digits alone. Signs stay, for a quote is to stand there as it is; all else
//! that makes words (`shared/fold.rs`, `privacy/tokens.rs`, `prose/question.rs`) lets them go.
//! `guide/excerpt.rs` marks in a text what was found by this one, and knows each byte's place.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::names::plain;

/// What stands between two signs that follow on each other in a folded text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gap {
    Space,
    Dash,
}

/// Letters, digits and signs in lower case, without spaces and dashes.
#[derive(Default)]
pub(crate) struct Folded {
    text: String,
    /// Where, in bytes, a gap stood between two digits: there it makes a difference.
    gaps: Vec<(usize, Gap)>,
    /// The gap before the next sign.
    pending: Option<Gap>,
}

/// Stands in a folded text where no quote may run over. No quote has it.
const BARRIER: char = '\0';

/// The parts of a quote that is split over two pages have at least this many bytes each, ...
const SHORTEST_PART: usize = 8;
/// ... and stand this near to the break: behind it comes a header, before it a footer.
const NEAR_BREAK: usize = 600;

/// A quote as it is looked for.
pub(crate) fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    folded.push(text);
    folded
}

impl Folded {
    /// Adds text.
    pub fn push(&mut self, text: &str) {
        // Most texts are of letters that have one form alone.
        if text.is_ascii() {
            text.chars().for_each(|sign| self.push_one(sign));
        } else {
            text.nfkc().for_each(|sign| self.push_one(sign));
        }
    }

    fn push_one(&mut self, sign: char) {
        match plain(sign) {
            // Soft hyphens and joiners of no width are not seen.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '-' => self.pending = Some(Gap::Dash),
            sign if sign.is_whitespace() || sign.is_control() => self.space(),
            '"' => self.sign('\''),
            sign if sign.is_ascii() => self.sign(sign.to_ascii_lowercase()),
            sign => sign.to_lowercase().for_each(|sign| self.sign(sign)),
        }
    }

    /// Adds a space.
    pub fn space(&mut self) {
        self.pending = self.pending.or(Some(Gap::Space));
    }

    /// Adds a place that no quote may run over.
    pub fn barrier(&mut self) {
        self.pending = None;
        self.text.push(BARRIER);
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Nothing is in it that could be looked for: no letter, no digit.
    pub fn is_empty(&self) -> bool {
        !self.text.chars().any(char::is_alphanumeric)
    }

    fn sign(&mut self, sign: char) {
        if let Some(gap) = self.pending.take()
            && sign.is_numeric()
            && self.text.ends_with(char::is_numeric)
        {
            self.gaps.push((self.text.len(), gap));
        }
        self.text.push(sign);
    }

    /// Where the quote stands in this text, as ranges of its bytes; at most so many.
    pub fn find(&self, quote: &Folded, most: usize) -> Vec<Range<usize>> {
        let ranges = self.text.match_indices(&quote.text);
        let ranges = ranges.map(|(start, found)| start..start + found.len());
        ranges.filter(|range| self.fits(range, quote)).take(most).collect()
    }

    /// Whether numbers are the same and whole.
    fn fits(&self, range: &Range<usize>, quote: &Folded) -> bool {
        let first = self.gaps.partition_point(|&(at, _)| at <= range.start);
        let inside = self.gaps.get(first..).unwrap_or_default();
        let inside = inside.iter().take_while(|&&(at, _)| at < range.end);
        let same = inside.map(|&(at, gap)| (at - range.start, gap)).eq(quote.gaps.iter().copied());
        let (before, after) = (self.text.get(..range.start), self.text.get(range.end..));
        let begins_inside = quote.text.starts_with(char::is_numeric)
            && !self.has_gap(range.start)
            && before.is_some_and(|before| goes_on(before.chars().rev()));
        let ends_inside = quote.text.ends_with(char::is_numeric)
            && !self.has_gap(range.end)
            && after.is_some_and(|after| goes_on(after.chars()));
        same && !begins_inside && !ends_inside
    }

    fn has_gap(&self, at: usize) -> bool {
        self.gaps.binary_search_by_key(&at, |&(at, _)| at).is_ok()
    }

    /// Whether this quote begins at the end of one page and goes on at the beginning of the next,
    /// with only little between its two parts.
    pub fn is_split_over(&self, before: &Folded, after: &Folded) -> bool {
        let tail = last(&before.text, NEAR_BREAK);
        let head = first(&after.text, NEAR_BREAK);
        let splits = self.text.char_indices().map(|(at, _)| at);
        splits.filter_map(|at| self.text.split_at_checked(at)).any(|(start, rest)| {
            start.len() >= SHORTEST_PART
                && rest.len() >= SHORTEST_PART
                && tail.contains(start)
                && head.contains(rest)
        })
    }
}

/// Whether a number goes on here: with a digit, or with a point or comma and a digit.
fn goes_on(mut signs: impl Iterator<Item = char>) -> bool {
    match signs.next() {
        Some('.' | ',') => signs.next().is_some_and(char::is_numeric),
        Some(sign) => sign.is_numeric(),
        None => false,
    }
}

fn last(text: &str, length: usize) -> &str {
    let start =
        (text.len().saturating_sub(length)..=text.len()).find(|&at| text.is_char_boundary(at));
    text.get(start.unwrap_or(0)..).unwrap_or(text)
}

fn first(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    text.get(..end.unwrap_or(0)).unwrap_or(text)
}
