//! The search for quotes.

use memchr::memmem::Finder;

use super::narrowest;
use super::normalize::{Normalized, source_range};
use super::speakers;
use super::text_at::{passages_at, same_row};
use crate::model::{Location, Passage, Passages, Unit};

/// The most places that are reported for one quote.
const MAX_PLACES: usize = 20;

/// A quote does not span a longer pause between two cues of a transcript, in milliseconds.
const LONG_PAUSE: u32 = 60_000;

/// Where a quote was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// At the cited place.
    Here,
    /// Not at the cited place but at these narrowest places, in reading order.
    Elsewhere(Vec<Location>),
    /// Not in the artifact.
    Nowhere,
}

/// Searches a place for a quote, and the whole artifact if the quote is not there.
///
/// Without a place, every place of the quote is [`Found::Elsewhere`]. Matching ignores case, spaces
/// and line breaks, ligatures and other compatibility forms (NFKC), hyphens, and the style of
/// quotes and dashes. A number matches only as a whole: `45` is not found in `145`, in `4.5`, or in
/// two cells `4` and `5`. A space ends a number: `3` is found in `3, 4`. Values that a spreadsheet
/// displays in another form than it stores are found in both.
pub fn find(passages: &Passages, at: Option<&Location>, quote: &str) -> Found {
    match find_as_typed(passages, at, quote) {
        Found::Nowhere => match speakers::without(passages, quote) {
            Some(words) => find_as_typed(passages, at, &words),
            None => Found::Nowhere,
        },
        found => found,
    }
}

fn find_as_typed(passages: &Passages, at: Option<&Location>, quote: &str) -> Found {
    let quote = Normalized::of(quote);
    if quote.is_empty() {
        return Found::Nowhere;
    }
    if at.is_some_and(|at| !ranges(passages, at, &quote, 1).is_empty()) {
        return Found::Here;
    }
    let mut places: Vec<Location> = Vec::new();
    let ranges = ranges(passages, &Location::Whole, &quote, MAX_PLACES);
    if at.is_some_and(|at| ranges.iter().any(|range| begins_at(passages, at, range.0))) {
        return Found::Here;
    }
    for place in narrowest::places(passages, &ranges) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    match places.is_empty() {
        true => Found::Nowhere,
        false => Found::Elsewhere(places),
    }
}

/// Whether a moment is cited at which this passage is said: a quote may go on behind it.
fn begins_at(passages: &Passages, at: &Location, passage: usize) -> bool {
    let (Location::Time(times), Some(passage)) = (at, passages.get(passage)) else { return false };
    let Unit::Cue { start, end } = passage.at else { return false };
    times.ranges().iter().any(|range| range.end.is_none() && range.overlaps(start, end))
}

/// The first match among the passages at a location, in the form that a reader sees.
pub(crate) fn first_match(passages: &Passages, at: &Location, quote: &str) -> Option<Match> {
    let quote = Normalized::of(quote);
    let found = if quote.is_empty() {
        None
    } else {
        Some(matches(passages, at, &quote, 1, |passage| passage.text))
    };
    found?.into_iter().next()
}

/// A quote to search for in many single texts.
pub(crate) struct Quote(Normalized);

impl Quote {
    pub fn new(quote: &str) -> Quote {
        Quote(Normalized::of(quote))
    }

    /// Whether this text contains the quote.
    pub fn is_in(&self, text: &str) -> bool {
        !self.0.is_empty() && Normalized::of(text).as_str().contains(self.0.as_str())
    }
}

/// The first and last passage of each match, by their numbers among those at a location. The form
/// that a reader sees is searched first, then the stored form, then page breaks.
fn ranges(
    passages: &Passages,
    at: &Location,
    quote: &Normalized,
    most: usize,
) -> Vec<(usize, usize)> {
    let (mut is_stored, mut pages) = (false, 0);
    let mut found = matches(passages, at, quote, most, |passage| {
        is_stored |= passage.stored.is_some();
        pages += usize::from(matches!(passage.at, Unit::Page(_)));
        passage.text
    });
    if found.is_empty() && is_stored {
        found =
            matches(passages, at, quote, most, |passage| passage.stored.unwrap_or(passage.text));
    }
    if found.is_empty() && pages > 1 {
        return over_page_breaks(passages, at, quote);
    }
    found.iter().map(|found| (found.first, found.last)).collect()
}

/// A place of a quote: from one passage to another, by their numbers.
pub(crate) struct Match {
    pub first: usize,
    pub last: usize,
    /// The byte of the first passage's normalized text where it begins.
    start: usize,
    /// The byte of the last passage's normalized text where it ends.
    end: usize,
}

impl Match {
    /// The byte where it begins, in the text of the first passage.
    pub fn start_in(&self, text: &str) -> usize {
        source_range(text, self.start..usize::MAX).start
    }

    /// The byte where it ends, in the text of the last passage.
    pub fn end_in(&self, text: &str) -> usize {
        source_range(text, 0..self.end).end
    }
}

/// The matches in one form of the text.
fn matches(
    passages: &Passages,
    at: &Location,
    quote: &Normalized,
    most: usize,
    mut form: impl for<'a> FnMut(&Passage<'a>) -> &'a str,
) -> Vec<Match> {
    let mut text = Normalized::default();
    // The byte at which each passage begins.
    let mut starts: Vec<usize> = Vec::new();
    let mut before: Option<Unit> = None;
    for passage in passages_at(passages, at) {
        match before.replace(passage.at) {
            Some(before) if follows(before, passage.at) => text.space(),
            Some(_) => text.barrier(),
            None => {}
        }
        starts.push(text.push(form(&passage)));
    }
    let passage_at = |byte: usize| {
        let number = starts.partition_point(|&start| start <= byte).saturating_sub(1);
        (number, byte.saturating_sub(starts.get(number).copied().unwrap_or(0)))
    };
    let length = quote.as_str().len();
    let finder = Finder::new(quote.as_str());
    let found = finder.find_iter(text.as_str().as_bytes()).take(most).map(|found| {
        let (first, start) = passage_at(found);
        let (last, end) = passage_at(found + length - 1);
        Match { first, last, start, end: end + 1 }
    });
    found.collect()
}

/// Matches that a page break splits, with a footer or header between the two parts.
fn over_page_breaks(passages: &Passages, at: &Location, quote: &Normalized) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut before: Option<(Unit, Normalized)> = None;
    for (number, passage) in passages_at(passages, at).enumerate() {
        let text = Normalized::of(passage.text);
        if let Some((page, before)) = &before
            && follows(*page, passage.at)
            && quote.is_split_over(before, &text)
        {
            found.push((number - 1, number));
        }
        before = Some((passage.at, text));
    }
    found
}

/// Whether a quote may span two consecutive passages.
fn follows(before: Unit, after: Unit) -> bool {
    let next = |a: u32, b: u32| a == b || a.checked_add(1) == Some(b);
    match (before, after) {
        (Unit::Page(a), Unit::Page(b))
        | (Unit::Slide(a), Unit::Slide(b))
        | (Unit::Row(a), Unit::Row(b))
        | (Unit::Line(a), Unit::Line(b))
        | (Unit::Paragraph(a), Unit::Paragraph(b)) => next(a, b),
        (Unit::Cue { end, .. }, Unit::Cue { start, .. }) => start <= end.saturating_add(LONG_PAUSE),
        (Unit::Cells { .. }, Unit::Cells { .. }) => same_row(before, after),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CellRange;

    fn page(number: u32, text: &str) -> Passage<'_> {
        Passage::new(Unit::Page(number), text)
    }

    fn cell<'a>(name: &str, text: &'a str) -> Passage<'a> {
        Passage::new(Unit::Cells { sheet: 0, cells: CellRange::parse(name).ok() }, text)
    }

    fn found(passages: &[Passage<'_>], at: &str, quote: &str) -> String {
        let mut all: Passages = passages.iter().copied().collect();
        all.begin_sheet("Results");
        match find(&all, Location::parse(at).ok().as_ref(), quote) {
            Found::Here => "here".into(),
            Found::Nowhere => "nowhere".into(),
            Found::Elsewhere(places) => {
                places.iter().map(Location::to_string).collect::<Vec<_>>().join("; ")
            }
        }
    }

    #[test]
    fn typography_makes_no_difference() {
        let pages =
            [page(1, "Most ﬁfth-graders “felt\nsafe at col-\nlaborative schools” – always.")];
        for quote in [
            "most fifth-graders",
            "MOST FIFTH graders \"felt safe at collaborative schools\" - always",
            "collab\u{ad}orative",
            "'felt safe",
        ] {
            assert_eq!(found(&pages, "page 1", quote), "here", "{quote}");
        }
        assert_eq!(found(&pages, "page 1", "felt unsafe"), "nowhere");
        assert_eq!(found(&pages, "page 1", " – "), "nowhere");
    }

    #[test]
    fn a_match_has_its_place_in_the_source() {
        let texts = ["from 2023 to “the", "very", "end”, 4 of 5"];
        let all: Passages = (1..).zip(texts).map(|(number, text)| page(number, text)).collect();
        let found = first_match(&all, &Location::Whole, "2023 to \"the very end\", 4").unwrap();
        assert_eq!((found.first, found.last), (0, 2));
        assert_eq!(&texts[0][found.start_in(texts[0])..], "2023 to “the");
        assert_eq!(&texts[2][..found.end_in(texts[2])], "end”, 4");
    }

    #[test]
    fn a_quote_may_span_pages_and_their_footers() {
        let pages = [
            page(1, "We asked every teacher in the"),
            page(2, "building what they need.\nPage 2 of 3"),
            page(3, "Survey report\nAnd we listened. In the end"),
        ];
        assert_eq!(found(&pages, "pages 1-2", "every teacher in the building"), "here");
        assert_eq!(found(&pages, "page 2", "every teacher in the building"), "pages 1-2");
        assert_eq!(found(&pages, "page 1", "what they need. And we listened"), "pages 2-3");
        assert_eq!(found(&pages, "pages 1, 3", "in the survey"), "nowhere");
    }

    #[test]
    fn numbers_match_whole() {
        let cells = [cell("A1", "Total"), cell("B1", "4"), cell("C1", "5"), cell("B2", "145.5")];
        assert_eq!(found(&cells, "sheet \"Results\"", "45"), "nowhere");
        assert_eq!(found(&cells, "sheet \"Results\"", "145"), "nowhere");
        assert_eq!(found(&cells, "sheet \"Results\"", "5"), "here");
        assert_eq!(found(&cells, "sheet \"Results\" B2", "5"), "sheet \"Results\" C1");
        assert_eq!(found(&cells, "sheet \"Results\" B2", "total 4"), "sheet \"Results\" A1:B1");
    }

    #[test]
    fn a_number_ends_at_a_space() {
        let lines = [
            "The board met on March 8, 2023 and once more. Rooms 7, 8 and 9 were full.",
            "They won 1 11 times; 21 12 2 lost. In 2022. 38 stayed. Part 1. 4 came",
            "at 1,250.75 a head, 20-\n24 in all",
        ];
        let passages: Vec<_> =
            (1..).zip(lines).map(|(line, text)| Passage::new(Unit::Line(line), text)).collect();
        for quote in [
            "met on March 8",
            "2023 and once more",
            "8 and 9 were full",
            "Rooms 7",
            "11",
            "12 2",
            "in 2022",
            "38 stayed",
            "Part 1",
            "4 came",
            "1,250.75",
            "20–24 in all",
        ] {
            assert_eq!(found(&passages, "whole", quote), "here", "{quote}");
        }
        for quote in ["1 1", "2 12", "1,250", "250.75", "2022.38", "20 24", "2024", "1 12"] {
            assert_eq!(found(&passages, "whole", quote), "nowhere", "{quote}");
        }
    }

    #[test]
    fn a_sheet_with_a_name_that_cannot_be_typed_is_cited_as_whole() {
        for (name, place) in [("Results", "sheet \"Results\" A1"), ("", "whole")] {
            let mut passages = Passages::from_iter([cell("A1", "most felt safe")]);
            passages.begin_sheet(name);
            let Found::Elsewhere(places) = find(&passages, None, "felt safe") else {
                panic!("{name:?}: it is there");
            };
            assert_eq!(places.iter().map(Location::to_string).collect::<Vec<_>>(), [place]);
        }
    }

    #[test]
    fn a_document_is_cited_by_its_section() {
        let heading = |number, rank, text| Passage {
            heading: Some(rank),
            ..Passage::new(Unit::Paragraph(number), text)
        };
        let text = |number, text| Passage::new(Unit::Paragraph(number), text);
        let passages = [
            text(1, "before all"),
            heading(2, 1, "Plan"),
            heading(3, 2, "Steps"),
            text(4, "first we"),
            text(5, "listened"),
            heading(6, 1, "Findings"),
            heading(7, 2, "Steps"),
            text(8, "they spoke"),
        ];
        assert_eq!(found(&passages, "section \"Steps\"", "we listened"), "here");
        assert_eq!(found(&passages, "section \"Findings\"", "we listened"), "section \"Plan\"");
        assert_eq!(found(&passages, "section \"Plan\"", "they spoke"), "section \"Findings\"");
        assert_eq!(found(&passages, "section \"Plan\"", "before all"), "paragraph 1");
    }
}
