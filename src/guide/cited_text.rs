//! The text or cells of a cited place, as the guide shows them.

use std::borrow::Cow;
use std::ops::Range;

use super::excerpt::Excerpt;
use super::media::Size;
use super::sheet_frame::SheetFrame;
use crate::locate::quote::first_match;
use crate::locate::{passages_at, separator};
use crate::model::normalize::one_line;
use crate::model::{Artifact, CellRange, Kind, Location, Passage, Passages, Unit};

/// The excerpt of a place of an artifact of this kind with this text; none if the place has no text.
pub(super) fn excerpt(
    passages: &Passages,
    kind: Kind,
    at: &Location,
    quote: Option<&str>,
) -> Option<Excerpt> {
    let as_it_is = |at: &Location| CitedText::read(passages, at, quote, |text| text.into());
    match kind {
        Kind::Csv => Excerpt::of_cells(|show| fields(passages, at, show), quote),
        Kind::Spreadsheet => {
            let frame = SheetFrame::of(passages, at)?;
            Excerpt::of_cells(|show| frame.cells(passages, at, show), quote)
        }
        // What is said in the first minutes of a recording, which is cited whole where it is short.
        Kind::Video | Kind::Audio => as_it_is(at)?.excerpt(),
        // The beginning of a long file proves nothing; the surroundings of a quote do.
        _ if *at == Location::Whole => as_it_is(at)?.excerpt().filter(Excerpt::holds_quote),
        // mcred does not know the pages of a word processor's file.
        Kind::Document if matches!(at, Location::Pages(_)) => {
            as_it_is(&Location::Whole)?.excerpt().filter(Excerpt::holds_quote)
        }
        Kind::Pdf => {
            let CitedText { text, quote } = as_it_is(at)?;
            Excerpt::of_text(&flowing(&text), quote)
        }
        Kind::Markdown | Kind::Html | Kind::Document if !matches!(at, Location::Lines(_)) => {
            // Line breaks inside a paragraph of the source mean nothing.
            CitedText::read(passages, at, quote, |text| one_line(text).into())?.excerpt()
        }
        _ => as_it_is(at)?.excerpt(),
    }
}

/// Of a longer text, in bytes, only a part is used.
const LONG: usize = 1 << 20;
/// The bytes of such a part before and after the quote.
const AROUND: usize = 64 << 10;

/// The text of a place.
struct CitedText {
    text: String,
    /// The characters of the quote, white space not counted.
    quote: Option<Range<usize>>,
}

impl CitedText {
    /// The text of a place: of a long one the part around the quote, or the beginning if there is
    /// no quote. `form` may change only white space.
    fn read(
        passages: &Passages,
        at: &Location,
        quote: Option<&str>,
        form: fn(&str) -> Cow<'_, str>,
    ) -> Option<CitedText> {
        let found = quote.and_then(|quote| first_match(passages, at, quote));
        let mut all: Option<String> = None;
        let (mut start, mut end) = (None, None);
        let mut before = None;
        let mut enough = LONG;
        for (number, passage) in passages_at(passages, at).enumerate() {
            let all = all.get_or_insert_default();
            all.extend(separator(before.replace(passage.at), passage.at));
            let text = passage.text;
            if let Some(found) = &found {
                if number == found.first {
                    start = Some(characters(all) + characters_before(text, found.start_in(text)));
                }
                if number == found.last {
                    end = Some(characters(all) + characters_before(text, found.end_in(text)));
                    enough = enough.max(all.len() + text.len() + AROUND);
                }
            }
            all.push_str(&form(text));
            if all.len() < enough {
                continue;
            }
            if found.is_none() || end.is_some() {
                break;
            }
            if start.is_none() {
                all.drain(..all.floor_char_boundary(all.len().saturating_sub(AROUND)));
            }
        }
        Some(CitedText { text: all?, quote: start.zip(end).map(|(start, end)| start..end) })
    }

    fn excerpt(self) -> Option<Excerpt> {
        Excerpt::of_text(&self.text, self.quote)
    }
}

/// The number of characters in a text, white space not counted.
fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn characters_before(text: &str, end: usize) -> usize {
    characters(text.get(..end).unwrap_or(text))
}

/// The lines of a page joined to paragraphs: a line that is nearly as long as the longest goes on
/// in the next, unless a sentence ends there and a heading seems to follow.
fn flowing(page: &str) -> String {
    let length = |line: &str| line.chars().count();
    let longest = page.lines().map(length).max().unwrap_or(0);
    let mut text = String::with_capacity(page.len());
    let is_heading = |line: &str| length(line) * 2 < longest && !ends_sentence(line);
    let mut goes_on = false;
    for line in page.lines().map(str::trim).filter(|line| !line.is_empty()) {
        goes_on &= !(ends_sentence(&text) && is_heading(line));
        match text.chars().next_back() {
            None => {}
            // A hyphen at the end of a line may belong to the word.
            Some('-') if goes_on => {}
            Some(_) if goes_on => text.push(' '),
            Some(_) => text.push('\n'),
        }
        text.push_str(line);
        goes_on = length(line) * 4 >= longest * 3;
    }
    text
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', ':', '”', '"'])
}

/// Width and height of a picture.
pub(super) fn size(artifact: &Artifact) -> Option<Size> {
    let facts = artifact.facts()?;
    facts.width.zip(facts.height)
}

/// Shows the fields of the cited rows and of the first row, which most often names the columns.
fn fields(passages: &Passages, at: &Location, show: &mut dyn FnMut(CellRange, &str)) {
    let cited = |passage: &Passage<'_>, row: u32| match at {
        Location::Rows(rows) => row == 1 || rows.contains(row),
        Location::Lines(lines) => {
            let (first, last) = passage.lines.unwrap_or((row, row));
            row == 1 || lines.touches(first, last)
        }
        _ => true,
    };
    for passage in passages.iter() {
        let Unit::Row(row) = passage.at else { continue };
        if cited(&passage, row) {
            for (column, text) in (1..).zip(passage.text.split('\t')) {
                let range = CellRange {
                    first_column: column,
                    first_row: row,
                    last_column: column,
                    last_row: row,
                };
                show(range, text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::test_portfolio;

    #[test]
    fn lines_of_a_page_become_paragraphs_and_headings() {
        let page = "Findings\nMost of the students in grade six felt safe at col-\nlege and at home \
                    and said so, to most of us.\nBut not all of them did: some were afraid and said it,\n\
                    or wrote it.\nThe staff was asked as well, and answered in a week.\nNext";
        let text = "Findings\nMost of the students in grade six felt safe at col-lege and at home \
                    and said so, to most of us. But not all of them did: some were afraid and said it, \
                    or wrote it.\nThe staff was asked as well, and answered in a week.\nNext";
        assert_eq!(flowing(page), text);
    }

    #[test]
    fn the_examples_show_what_they_cite() {
        let portfolio = test_portfolio::portfolio();
        let shown = |path: &str, at: &str, quote: Option<&str>| {
            let artifact = portfolio.artifact(path).expect(path);
            let at = Location::parse(at).expect(at);
            let text = artifact.passages();
            let excerpt = text.and_then(|text| excerpt(text, artifact.kind, &at, quote));
            excerpt.map(|excerpt| excerpt.markup("x").into_string()).unwrap_or_default()
        };
        let page = shown("artifacts/climate-survey.pdf", "page 3", Some("greet every student"));
        assert!(page.contains("<mark>greet every student</mark>"), "{page}");
        let sheet = "sheet \"Results\" B4:D5";
        let cells = shown("artifacts/survey-results.xlsx", sheet, Some("If I report something"));
        assert!(cells.contains(r#"<th scope="row">4</th>"#), "{cells}");
        assert!(cells.contains("<mark>If I report something"), "{cells}");
        let rows = shown("artifacts/incident-log.csv", "rows 21-31", None);
        for row in ["1", "21", "31"] {
            assert!(rows.contains(&format!(r#"<th scope="row">{row}</th>"#)), "{rows}");
        }
        assert!(!rows.contains(r#"<th scope="row">20</th>"#), "{rows}");
        let slide = shown("artifacts/staff-training.pptx", "slide 4", None);
        assert!(slide.contains("Choose one student"), "{slide}");
        let minutes = shown("artifacts/meeting-minutes.md", "section \"Monitoring\"", None);
        assert!(minutes.contains("Two rooms lack a timer"), "{minutes}");
        assert_eq!(shown("artifacts/calm-corner.png", "whole", None), "");
        let poster = portfolio.artifact("artifacts/hallway-poster.jpg").unwrap();
        assert_eq!(size(poster), Some((900, 1200)));
    }

    fn shown(passages: &Passages, at: &str, quote: &str) -> String {
        let at = Location::parse(at).expect(at);
        let excerpt = excerpt(passages, Kind::Text, &at, Some(quote));
        excerpt.map(|excerpt| excerpt.markup("x").into_string()).unwrap_or_default()
    }

    #[test]
    fn what_is_marked_is_what_the_check_found() {
        let lines = ["Of 145 and 4.5 points,", "we gave 45 and", "4 5", "to 5 of “us”. The"];
        let line = |number, text| Passage {
            lines: Some((number, number)),
            ..Passage::new(Unit::Line(number), text)
        };
        let passages: Passages =
            (1..).zip(lines).map(|(number, text)| line(number, text)).collect();
        for (at, quote, marked) in [
            ("lines 1-4", "5", "4 <mark>5</mark>\nto"),
            ("lines 1-4", "45", "gave <mark>45</mark> and"),
            ("lines 1-4", "4 5", "and\n<mark>4 5</mark>\nto"),
            ("lines 1-2", "4.5 points, we", "and <mark>4.5 points,\nwe</mark> gave"),
            ("lines 3-4", "of \"US\"", "5 <mark>of “us”</mark>. The"),
        ] {
            let shown = shown(&passages, at, quote);
            assert!(shown.contains(marked), "{quote}: {shown}");
        }
        // A quote does not run from line 1 to line 4.
        assert!(!shown(&passages, "lines 1, 4", "points, to 5").contains("<mark>"));
        assert!(!shown(&passages, "line 1", "5").contains("<mark>"));
    }

    #[test]
    fn a_quote_is_shown_with_its_surroundings_anywhere_in_a_long_text() {
        let line = "nothing of the kind is said in this line";
        let lines = 4 * LONG / line.len();
        for place in [3, LONG / (line.len() + 1), LONG / (line.len() + 1) + 1, lines - 3] {
            let text_of = |number| if number == place { "we felt safe at school" } else { line };
            let passages: Passages =
                (0..lines).map(|it| Passage::new(Unit::Line(it as u32 + 1), text_of(it))).collect();
            let read = |quote| {
                CitedText::read(&passages, &Location::Whole, quote, |text| text.into()).unwrap()
            };
            let around = read(Some("Felt safe"));
            assert!(around.text.len() < 2 * LONG);
            let page = around.excerpt().unwrap().markup("x").into_string();
            let shown = "line\nwe <mark>felt safe</mark> at school\nnothing";
            assert!(page.contains(shown), "{place}: {page}");
            assert!(read(Some("never said")).text == read(None).text);
        }
    }
}
