//! Whether a quote stands where it is said to, and where it stands instead.

use std::ops::ControlFlow;

use super::narrowest;
use super::normalize::{Folded, fold};
use super::text_at::{each_at, same_row};
use crate::model::{Location, Passage, Passages, Unit};

/// The most places that are named for one quote.
const MOST_PLACES: usize = 20;

/// Where a quote was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// At the cited place.
    Here,
    /// Not at the cited place but at these, the narrowest that hold it, in reading order.
    Elsewhere(Vec<Location>),
    /// Not in the artifact.
    Nowhere,
}

/// Looks for a quote at a place, and in the whole artifact if it does not stand there.
///
/// What a spreadsheet shows another way than its file stores it is found in both forms.
///
/// Without a place, every place that holds the quote is [`Found::Elsewhere`]. Matching ignores
/// case, spaces and line breaks, ligatures and other printed variants (NFKC), hyphens and their
/// absence, and the style of quotes and dashes. A number matches only as a whole: `45` does not
/// stand in `145`, in `4.5`, or in two cells `4` and `5`.
pub fn find(passages: &Passages, at: Option<&Location>, quote: &str) -> Found {
    let quote = fold(quote);
    if quote.is_empty() {
        return Found::Nowhere;
    }
    if at.is_some_and(|at| !hits(passages, at, &quote, 1).is_empty()) {
        return Found::Here;
    }
    let mut places: Vec<Location> = Vec::new();
    for place in narrowest::places(passages, &hits(passages, &Location::Whole, &quote, MOST_PLACES))
    {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    match places.is_empty() {
        true => Found::Nowhere,
        false => Found::Elsewhere(places),
    }
}

/// The first and last passage of each place where the quote stands, by their numbers among those
/// that stand at a location: as a reader sees it, or as it is stored.
fn hits(passages: &Passages, at: &Location, quote: &Folded, most: usize) -> Vec<(usize, usize)> {
    let mut is_stored = false;
    let shown = hits_in(passages, at, quote, most, |passage| {
        is_stored |= passage.stored.is_some();
        passage.text
    });
    if !shown.is_empty() || !is_stored {
        return shown;
    }
    hits_in(passages, at, quote, most, |passage| passage.stored.unwrap_or(passage.text))
}

/// The same in one form of the text.
fn hits_in(
    passages: &Passages,
    at: &Location,
    quote: &Folded,
    most: usize,
    mut form: impl for<'a> FnMut(&Passage<'a>) -> &'a str,
) -> Vec<(usize, usize)> {
    let mut text = Folded::default();
    // Where each passage begins in the text.
    let mut starts: Vec<usize> = Vec::new();
    let mut before: Option<Unit> = None;
    let mut pages = 0;
    let _ = each_at(passages, at, |passage| {
        match before {
            Some(before) if follows(before, passage.at) => text.space(),
            Some(_) => text.barrier(),
            None => {}
        }
        before = Some(passage.at);
        pages += usize::from(matches!(passage.at, Unit::Page(_)));
        starts.push(text.len());
        text.push(form(&passage));
        ControlFlow::Continue(())
    });
    let number = |byte: usize| starts.partition_point(|&start| start <= byte).saturating_sub(1);
    let found = text.find(quote, most).into_iter();
    let exact: Vec<(usize, usize)> =
        found.map(|it| (number(it.start), number(it.end.saturating_sub(1)))).collect();
    if exact.is_empty() && pages > 1 { over_page_breaks(passages, at, quote) } else { exact }
}

/// Quotes that run from one page to the next, with a footer or header between their two parts.
fn over_page_breaks(passages: &Passages, at: &Location, quote: &Folded) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut before: Option<(Unit, Folded)> = None;
    let mut number = 0;
    let _ = each_at(passages, at, |passage| {
        let text = fold(passage.text);
        if let Some((page, before)) = &before
            && follows(*page, passage.at)
            && quote.is_split_over(before, &text)
        {
            found.push((number - 1, number));
        }
        before = Some((passage.at, text));
        number += 1;
        ControlFlow::Continue(())
    });
    found
}

/// Whether a quote may run from one passage on to the other.
fn follows(before: Unit, after: Unit) -> bool {
    let next = |a: u32, b: u32| a == b || a.checked_add(1) == Some(b);
    match (before, after) {
        (Unit::Page(a), Unit::Page(b))
        | (Unit::Slide(a), Unit::Slide(b))
        | (Unit::Row(a), Unit::Row(b))
        | (Unit::Line(a), Unit::Line(b))
        | (Unit::Paragraph(a), Unit::Paragraph(b)) => next(a, b),
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
    fn print_and_typing_differ_and_the_quote_is_found_all_the_same() {
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
    fn a_quote_may_run_over_neighbouring_pages_and_their_footers() {
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
    fn a_sheet_whose_name_cannot_be_typed_is_cited_as_a_whole() {
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
