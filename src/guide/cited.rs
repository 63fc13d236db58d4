//! From a cited place to what the guide shows of it.

use super::excerpt::Excerpt;
use super::media::Size;
use crate::model::{Artifact, CellRange, Kind, Location, Passage};
use crate::probe::{same_name, text_at};

/// What stands at a place of an artifact; none where it has no text, or was not looked into.
pub(super) fn excerpt(artifact: &Artifact, at: &Location, quote: Option<&str>) -> Option<Excerpt> {
    let passages = artifact.passages()?;
    match artifact.kind {
        Kind::Csv => Excerpt::of_cells(&fields(passages, at), quote),
        Kind::Spreadsheet => Excerpt::of_cells(&cells(passages, at), quote),
        // The beginning of a long file proves nothing; around a quote it does.
        _ if *at == Location::Whole => {
            Excerpt::of_text(&text_at(passages, at)?, quote).filter(Excerpt::holds_quote)
        }
        // Pages of a word processor's file are another program's business.
        Kind::Document if matches!(at, Location::Pages(_)) => {
            let text = text_at(passages, &Location::Whole)?;
            Excerpt::of_text(&text, quote).filter(Excerpt::holds_quote)
        }
        Kind::Pdf => Excerpt::of_text(&flowing(&text_at(passages, at)?), quote),
        Kind::Markdown | Kind::Html | Kind::Document if !matches!(at, Location::Lines(_)) => {
            // Where a paragraph breaks its lines in the source says nothing.
            let joined = |it: &Passage| Passage { text: one_line(&it.text), ..it.clone() };
            let passages: Vec<Passage> = passages.iter().map(joined).collect();
            Excerpt::of_text(&text_at(&passages, at)?, quote)
        }
        _ => Excerpt::of_text(&text_at(passages, at)?, quote),
    }
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

/// The cells of a workbook that are cited.
fn cells<'a>(passages: &'a [Passage], at: &Location) -> Vec<(CellRange, &'a str)> {
    let sheet_and_cells = |passage: &'a Passage| match &passage.at {
        Location::Sheet { name, cells: Some(cells) } => Some((name, *cells, passage.text.as_str())),
        _ => None,
    };
    let all = || passages.iter().filter_map(sheet_and_cells);
    let first_sheet = all().next().map(|(name, ..)| name);
    let cited = |name: &String, cells: &CellRange| match at {
        Location::Sheet { name: wanted, cells: range } => {
            same_name(name, wanted) && range.is_none_or(|range| overlap(&range, cells))
        }
        Location::Rows(rows) => {
            let holds =
                |&(first, last): &(u32, u32)| first <= cells.last_row && cells.first_row <= last;
            Some(name) == first_sheet && rows.ranges().iter().any(holds)
        }
        _ => Some(name) == first_sheet,
    };
    all().filter(|(name, cells, _)| cited(name, cells)).map(|(_, at, text)| (at, text)).collect()
}

/// The fields of the cited rows, below the first row, which most often names the columns.
fn fields<'a>(passages: &'a [Passage], at: &Location) -> Vec<(CellRange, &'a str)> {
    let cited = |passage: &Passage, row: u32| match at {
        Location::Rows(rows) => row == 1 || rows.contains(row),
        Location::Lines(lines) => {
            let (first, last) = passage.lines.unwrap_or((row, row));
            row == 1 || lines.ranges().iter().any(|&(from, to)| from <= last && first <= to)
        }
        _ => true,
    };
    let mut fields = Vec::new();
    for passage in passages {
        let Location::Rows(number) = &passage.at else { continue };
        let row = number.first();
        if cited(passage, row) {
            fields.extend((1..).zip(passage.text.split('\t')).map(|(column, text)| {
                let range = CellRange {
                    first_column: column,
                    first_row: row,
                    last_column: column,
                    last_row: row,
                };
                (range, text)
            }));
        }
    }
    fields
}

fn overlap(one: &CellRange, other: &CellRange) -> bool {
    one.first_row <= other.last_row
        && other.first_row <= one.last_row
        && one.first_column <= other.last_column
        && other.first_column <= one.last_column
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
}
