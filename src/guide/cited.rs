//! From a cited place to what the guide shows of it.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::excerpt::Excerpt;
use super::media::Size;
use crate::locate::{each_at, read_at};
use crate::model::{Artifact, CellRange, Kind, Location, Passage, Passages, Unit};

/// What stands at a place of an artifact; none where it has no text, or was not looked into.
pub(super) fn excerpt(artifact: &Artifact, at: &Location, quote: Option<&str>) -> Option<Excerpt> {
    let passages = artifact.passages()?;
    let as_it_is = |at: &Location| text(passages, at, quote, |text| text.into());
    match artifact.kind {
        Kind::Csv => Excerpt::of_cells(|show| fields(passages, at, show), quote),
        Kind::Spreadsheet => Excerpt::of_cells(|show| cells(passages, at, show), quote),
        // The beginning of a long file proves nothing; around a quote it does.
        _ if *at == Location::Whole => {
            Excerpt::of_text(&as_it_is(at)?, quote).filter(Excerpt::holds_quote)
        }
        // Pages of a word processor's file are another program's business.
        Kind::Document if matches!(at, Location::Pages(_)) => {
            Excerpt::of_text(&as_it_is(&Location::Whole)?, quote).filter(Excerpt::holds_quote)
        }
        Kind::Pdf => Excerpt::of_text(&flowing(&as_it_is(at)?), quote),
        Kind::Markdown | Kind::Html | Kind::Document if !matches!(at, Location::Lines(_)) => {
            // Where a paragraph breaks its lines in the source says nothing.
            let joined = text(passages, at, quote, |text| one_line(text).into());
            Excerpt::of_text(&joined?, quote)
        }
        _ => Excerpt::of_text(&as_it_is(at)?, quote),
    }
}

/// A longer text is looked through a stretch at a time, in bytes, ...
const STRETCH: usize = 1 << 20;
/// ... of which so much at its end is looked at again with the next.
const AGAIN: usize = 64 << 10;

/// The text of a place, each passage in a form that suits; of a long one a stretch around the quote,
/// or its beginning where there is none.
fn text(
    passages: &Passages,
    at: &Location,
    quote: Option<&str>,
    form: fn(&str) -> Cow<'_, str>,
) -> Option<String> {
    let mut all: Option<String> = None;
    let mut enough = STRETCH;
    let mut is_cut = false;
    read_at(passages, at, |joint, text| {
        let all = all.get_or_insert_default();
        all.extend(joint.sign());
        all.push_str(&form(text));
        if all.len() < enough {
            return ControlFlow::Continue(());
        }
        // The quote was found in it, and by now what follows it stands here as well.
        if enough > STRETCH {
            return ControlFlow::Break(());
        }
        if quote.is_none_or(|quote| holds(all, quote)) {
            enough = all.len() + AGAIN;
        } else {
            is_cut = true;
            all.drain(..all.floor_char_boundary(all.len().saturating_sub(AGAIN)));
        }
        ControlFlow::Continue(())
    });
    match all {
        Some(end) if is_cut && !quote.is_some_and(|quote| holds(&end, quote)) => {
            text(passages, at, None, form)
        }
        all => all,
    }
}

/// Whether a quote stands in a text.
fn holds(text: &str, quote: &str) -> bool {
    Excerpt::of_text(text, Some(quote)).is_some_and(|it| it.holds_quote())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines of a page as paragraphs: a line that is nearly as long as the longest goes on in the
/// next, unless a sentence ends there and a heading seems to follow.
fn flowing(page: &str) -> String {
    let signs = |line: &str| line.chars().count();
    let longest = page.lines().map(signs).max().unwrap_or(0);
    let mut text = String::with_capacity(page.len());
    let is_heading = |line: &str| signs(line) * 2 < longest && !ends_sentence(line);
    let mut goes_on = false;
    for line in page.lines().map(str::trim).filter(|line| !line.is_empty()) {
        goes_on &= !(ends_sentence(&text) && is_heading(line));
        match text.chars().next_back() {
            None => {}
            // A hyphen at the end of a line may belong to the word: it stays.
            Some('-') if goes_on => {}
            Some(_) if goes_on => text.push(' '),
            Some(_) => text.push('\n'),
        }
        text.push_str(line);
        goes_on = signs(line) * 4 >= longest * 3;
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

/// Shows the cells of a workbook that are cited, of the first sheet that has some of them.
fn cells(passages: &Passages, at: &Location, show: &mut dyn FnMut(CellRange, &str)) {
    let mut first_sheet = None;
    let _ = each_at(passages, at, |passage| {
        if let Unit::Cells { sheet, cells: Some(cells) } = passage.at
            && *first_sheet.get_or_insert(sheet) == sheet
        {
            show(cells, passage.text);
        }
        ControlFlow::Continue(())
    });
}

/// Shows the fields of the cited rows, below the first row, which most often names the columns.
fn fields(passages: &Passages, at: &Location, show: &mut dyn FnMut(CellRange, &str)) {
    let cited = |passage: &Passage<'_>, row: u32| match at {
        Location::Rows(rows) => row == 1 || rows.contains(row),
        Location::Lines(lines) => {
            let (first, last) = passage.lines.unwrap_or((row, row));
            row == 1 || lines.touches(first, last)
        }
        _ => true,
    };
    passages.iter().for_each(|passage| {
        let Unit::Row(row) = passage.at else { return };
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
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::sample;

    #[test]
    fn lines_of_a_page_flow_and_headings_stand_apart() {
        let page = "Findings\nMost of the students in grade six felt safe at col-\nlege and at home \
                    and said so, to most of us.\nBut not all of them did: some were afraid and said it,\n\
                    or wrote it.\nThe staff was asked as well, and answered in a week.\nNext";
        let text = "Findings\nMost of the students in grade six felt safe at col-lege and at home \
                    and said so, to most of us. But not all of them did: some were afraid and said it, \
                    or wrote it.\nThe staff was asked as well, and answered in a week.\nNext";
        assert_eq!(flowing(page), text);
    }

    #[test]
    fn cells_are_those_that_the_check_looks_at() {
        let mut passages = Passages::default();
        let cell = |place| CellRange::parse(place).expect(place);
        let empty = passages.begin_sheet("Notes");
        passages.push(Passage::new(Unit::Cells { sheet: empty, cells: None }, ""));
        for (name, number) in [("Results", 4), ("RESULTS", 5)] {
            let sheet = passages.begin_sheet(name);
            for (place, text) in [("A1", "asked"), ("B2", "answered")] {
                let at = Unit::Cells { sheet, cells: Some(cell(place)) };
                passages.push(Passage::new(at, &format!("{text} {number}")));
            }
        }
        let shown = |at: &str| {
            let mut shown = Vec::new();
            let at = Location::parse(at).expect(at);
            cells(&passages, &at, &mut |_, text| shown.push(text.to_owned()));
            shown
        };
        assert_eq!(shown("sheet \"Results\""), ["asked 4", "answered 4"]);
        assert_eq!(shown("sheet \"Results\" B1:C3"), ["answered 4"]);
        assert_eq!(shown("whole"), ["asked 4", "answered 4"]);
        // Rows are those of the first sheet, be it empty.
        assert_eq!(shown("rows 1-2"), [""; 0]);
    }

    #[test]
    fn the_examples_show_what_they_cite() {
        let portfolio = sample::portfolio();
        let shown = |path: &str, at: &str, quote: Option<&str>| {
            let artifact = portfolio.artifact(path).expect(path);
            let excerpt = excerpt(artifact, &Location::parse(at).expect(at), quote);
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

    #[test]
    fn a_quote_is_shown_with_its_surroundings_wherever_it_stands_in_a_long_text() {
        let line = "nothing of the sort is said in this line";
        let lines = 4 * STRETCH / line.len();
        for place in [3, STRETCH / (line.len() + 1), STRETCH / (line.len() + 1) + 1, lines - 3] {
            let text_of = |number| if number == place { "we felt safe at school" } else { line };
            let passages: Passages =
                (0..lines).map(|it| Passage::new(Unit::Line(it as u32 + 1), text_of(it))).collect();
            let quote = Some("Felt safe");
            let around = text(&passages, &Location::Whole, quote, |text| text.into()).unwrap();
            assert!(around.len() < 2 * STRETCH);
            let excerpt = Excerpt::of_text(&around, quote).unwrap();
            assert!(excerpt.holds_quote());
            let page = excerpt.markup("x").into_string();
            let shown = "line\nwe <mark>felt safe</mark> at school\nnothing";
            assert!(page.contains(shown), "{place}: {page}");
            let beginning =
                text(&passages, &Location::Whole, Some("never said"), |text| text.into());
            assert!(beginning == text(&passages, &Location::Whole, None, |text| text.into()));
        }
    }
}
