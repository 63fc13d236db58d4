//! Whether a quote stands where it is said to, and where it stands instead.

use super::Passage;
use super::cells::hull;
use super::fold::{Folded, fold};
use super::headings::same_name;
use super::passage::{Chosen, chosen, one_line, same_row};
use crate::model::{Location, Numbers};

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
pub fn find(passages: &[Passage], at: Option<&Location>, quote: &str) -> Found {
    let quote = fold(quote);
    if quote.is_empty() {
        return Found::Nowhere;
    }
    if let Some(at) = at {
        let there = chosen(passages, at);
        if !hits_in_either_form(there, &quote, 1).is_empty() {
            return Found::Here;
        }
    }
    let everything: Vec<Chosen<'_>> = chosen(passages, &Location::Whole);
    let mut places: Vec<Location> = Vec::new();
    for (first, last) in hits_in_either_form(everything, &quote, MOST_PLACES) {
        let place = place(passages, first, last);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    match places.is_empty() {
        true => Found::Nowhere,
        false => Found::Elsewhere(places),
    }
}

/// The same as [`hits`], in what is stored where what is shown has none.
fn hits_in_either_form(
    mut passages: Vec<Chosen<'_>>,
    quote: &Folded,
    most: usize,
) -> Vec<(usize, usize)> {
    let shown = hits(&passages, quote, most);
    if !shown.is_empty() || passages.iter().all(|it| it.passage.stored.is_none()) {
        return shown;
    }
    for it in &mut passages {
        if let Some(stored) = &it.passage.stored {
            it.text = stored.as_ref().into();
        }
    }
    hits(&passages, quote, most)
}

/// The first and last passage of each place where the quote stands, by their indices.
fn hits(passages: &[Chosen<'_>], quote: &Folded, most: usize) -> Vec<(usize, usize)> {
    let mut all = Folded::default();
    let mut starts = Vec::with_capacity(passages.len());
    let mut before: Option<&Passage> = None;
    for Chosen { passage, text } in passages {
        match before {
            Some(before) if follows(before, passage) => all.space(),
            Some(_) => all.barrier(),
            None => {}
        }
        starts.push(all.len());
        all.push(text);
        before = Some(passage);
    }
    let index = |byte: usize| starts.partition_point(|&start| start <= byte).saturating_sub(1);
    let found = all.find(quote, most);
    let exact: Vec<(usize, usize)> = found
        .into_iter()
        .map(|range| (index(range.start), index(range.end.saturating_sub(1))))
        .collect();
    if exact.is_empty() { over_page_breaks(passages, quote) } else { exact }
}

/// Quotes that run from one page to the next, with a footer or header between their two parts.
fn over_page_breaks(passages: &[Chosen<'_>], quote: &Folded) -> Vec<(usize, usize)> {
    passages
        .windows(2)
        .enumerate()
        .filter_map(|(index, pair)| {
            let [before, after] = pair else { return None };
            let pages = matches!(before.passage.at, Location::Pages(_));
            let neighbours = pages && follows(before.passage, after.passage);
            let split = || quote.is_split_over(&fold(&before.text), &fold(&after.text));
            (neighbours && split()).then_some((index, index + 1))
        })
        .collect()
}

/// Whether a quote may run from one passage on to the other.
fn follows(before: &Passage, after: &Passage) -> bool {
    let next = |a: &Numbers, b: &Numbers| {
        let (a, b) = (a.largest(), b.first());
        a == b || a.checked_add(1) == Some(b)
    };
    match (&before.at, &after.at) {
        (Location::Pages(a), Location::Pages(b))
        | (Location::Slides(a), Location::Slides(b))
        | (Location::Rows(a), Location::Rows(b))
        | (Location::Lines(a), Location::Lines(b)) => next(a, b),
        (Location::Paragraph(a), Location::Paragraph(b)) => a.checked_add(1) == Some(*b),
        (Location::Sheet { .. }, Location::Sheet { .. }) => same_row(before, after),
        _ => false,
    }
}

/// The narrowest place that holds these passages and can be cited.
fn place(passages: &[Passage], first: usize, last: usize) -> Location {
    let (Some(from), Some(to)) = (passages.get(first), passages.get(last)) else {
        return Location::Whole;
    };
    let range = |a: &Numbers, b: &Numbers| Numbers::range(a.first(), b.largest());
    match (&from.at, &to.at) {
        (Location::Pages(a), Location::Pages(b)) => Location::Pages(range(a, b)),
        (Location::Slides(a), Location::Slides(b)) => Location::Slides(range(a, b)),
        (Location::Rows(a), Location::Rows(b)) => Location::Rows(range(a, b)),
        (Location::Lines(a), Location::Lines(b)) => Location::Lines(range(a, b)),
        (Location::Sheet { name, cells: a }, Location::Sheet { cells: b, .. }) => {
            let cells = a.zip(*b).map(|(a, b)| hull(&a, &b));
            Location::Sheet { name: name.clone(), cells }
        }
        (Location::Paragraph(_), Location::Paragraph(_)) => {
            match section_around(passages, first, last) {
                Some(name) => Location::Section(name),
                None if first == last => from.at.clone(),
                None => Location::Whole,
            }
        }
        _ => Location::Whole,
    }
}

/// The nearest heading whose section holds these passages, if its name leads to it: a heading that
/// stands more than once may lead elsewhere.
fn section_around(passages: &[Passage], first: usize, last: usize) -> Option<String> {
    let mut reaches = u8::MAX;
    // A lower heading between the passages does not end the section; one that is as high does.
    let between = passages.get(first + 1..=last)?.iter().filter_map(|it| it.heading).min();
    for passage in passages.get(..=first)?.iter().rev() {
        let Some(rank) = passage.heading.filter(|&rank| rank < reaches) else { continue };
        reaches = rank;
        if between.is_some_and(|between| between <= rank) {
            continue;
        }
        let name = one_line(&passage.text);
        let headings = passages.iter().filter(|it| it.heading.is_some());
        let alone = headings.filter(|it| same_name(&it.text, &name)).count() == 1;
        if alone && Location::parse(&format!("section \"{name}\"")).is_ok() {
            return Some(name);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CellRange;

    fn page(number: u32, text: &str) -> Passage {
        Passage::new(Location::Pages(Numbers::one(number)), text)
    }

    fn cell(name: &str, text: &str) -> Passage {
        let at = Location::Sheet { name: "Results".into(), cells: CellRange::parse(name).ok() };
        Passage::new(at, text)
    }

    fn found(passages: &[Passage], at: &str, quote: &str) -> String {
        match find(passages, Location::parse(at).ok().as_ref(), quote) {
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
    fn a_document_is_cited_by_its_section() {
        let heading = |number, rank, text| Passage {
            heading: Some(rank),
            ..Passage::new(Location::Paragraph(number), text)
        };
        let text = |number, text| Passage::new(Location::Paragraph(number), text);
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
