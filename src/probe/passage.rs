//! Text with the place that it stands at.

use std::borrow::Cow;

use super::headings::same_name;
use crate::model::{CellRange, Facts, Location, Numbers, Passage};

/// Headings and paragraphs, counted over the passages of a document.
pub(super) fn facts_of(passages: &[Passage]) -> Facts {
    let headings = passages.iter().filter(|passage| passage.heading.is_some());
    let headings = headings.map(|passage| one_line(&passage.text)).collect();
    let counted = |passage: &&Passage| matches!(passage.at, Location::Paragraph(_));
    let paragraphs = passages.iter().filter(counted).count();
    Facts {
        headings: Some(headings),
        paragraphs: u32::try_from(paragraphs).ok(),
        ..Facts::default()
    }
}

/// A heading as it is cited: on one line, without doubled spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text that stands at a location; none when there is no such place in the passages.
///
/// A section reaches from its heading (which belongs to it) to the next heading of the same or a
/// higher rank; `rows` of a workbook are those of its first visible sheet.
pub fn text_at(passages: &[Passage], at: &Location) -> Option<String> {
    let chosen = chosen(passages, at);
    if chosen.is_empty() {
        return None;
    }
    let mut all = String::new();
    let mut before: Option<&Passage> = None;
    for Chosen { passage, text } in &chosen {
        if let Some(before) = before {
            all.push(if same_row(before, passage) { '\t' } else { '\n' });
        }
        all.push_str(text);
        before = Some(passage);
    }
    Some(all)
}

/// A passage that stands at a location, and the part of its text that does.
pub(super) struct Chosen<'a> {
    pub passage: &'a Passage,
    pub text: Cow<'a, str>,
}

/// The passages that stand at a location, in reading order.
pub(super) fn chosen<'a>(passages: &'a [Passage], at: &Location) -> Vec<Chosen<'a>> {
    let within = |matches: &dyn Fn(&Passage) -> bool| {
        passages.iter().filter(|passage| matches(passage)).map(whole).collect()
    };
    match at {
        Location::Whole => passages.iter().map(whole).collect(),
        Location::Pages(wanted) => within(
            &|passage| matches!(&passage.at, Location::Pages(page) if wanted.contains(page.first())),
        ),
        Location::Slides(wanted) => within(
            &|passage| matches!(&passage.at, Location::Slides(slide) if wanted.contains(slide.first())),
        ),
        Location::Paragraph(_) => within(&|passage| passage.at == *at),
        Location::Rows(wanted) => rows(passages, wanted),
        Location::Sheet { name, cells } => within(&|passage| match &passage.at {
            Location::Sheet { name: sheet, cells: cell } => {
                same_name(sheet, name)
                    && match (cells, cell) {
                        (None, _) => true,
                        (Some(wanted), Some(cell)) => overlap(wanted, cell),
                        (Some(_), None) => false,
                    }
            }
            _ => false,
        }),
        Location::Section(name) => section(passages, name),
        Location::Lines(wanted) => passages.iter().filter_map(|it| on_lines(it, wanted)).collect(),
        Location::Time(_) | Location::Region { .. } => Vec::new(),
    }
}

fn whole(passage: &Passage) -> Chosen<'_> {
    Chosen { passage, text: Cow::Borrowed(&passage.text) }
}

/// Whether two ranges share a cell.
pub(super) fn overlap(a: &CellRange, b: &CellRange) -> bool {
    a.first_row <= b.last_row
        && b.first_row <= a.last_row
        && a.first_column <= b.last_column
        && b.first_column <= a.last_column
}

/// Whether the second of two passages is a cell that stands in the row of the first.
pub(super) fn same_row(a: &Passage, b: &Passage) -> bool {
    match (&a.at, &b.at) {
        (
            Location::Sheet { name: a, cells: Some(first) },
            Location::Sheet { name: b, cells: Some(second) },
        ) => a == b && first.first_row == second.first_row,
        _ => false,
    }
}

/// Rows of a table, or of the first sheet of a workbook.
fn rows<'a>(passages: &'a [Passage], wanted: &Numbers) -> Vec<Chosen<'a>> {
    let first_sheet = passages.iter().find_map(|passage| match &passage.at {
        Location::Sheet { name, .. } => Some(name),
        _ => None,
    });
    let stands = |passage: &&Passage| match &passage.at {
        Location::Rows(row) => wanted.contains(row.first()),
        Location::Sheet { name, cells: Some(cells) } => {
            Some(name) == first_sheet
                && wanted
                    .ranges()
                    .iter()
                    .any(|&(first, last)| first <= cells.last_row && cells.first_row <= last)
        }
        _ => false,
    };
    passages.iter().filter(stands).map(whole).collect()
}

/// All sections of this name: a heading may stand more than once.
fn section<'a>(passages: &'a [Passage], name: &str) -> Vec<Chosen<'a>> {
    let mut open: Option<u8> = None;
    let mut found = Vec::new();
    for passage in passages {
        if let Some(rank) = passage.heading {
            if open.is_some_and(|open| rank <= open) {
                open = None;
            }
            if open.is_none() && same_name(&passage.text, name) {
                open = Some(rank);
            }
        }
        if open.is_some() && passage.at != Location::Whole {
            found.push(whole(passage));
        }
    }
    found
}

/// The part of a passage that stands on the wanted lines of its source.
fn on_lines<'a>(passage: &'a Passage, wanted: &Numbers) -> Option<Chosen<'a>> {
    let (first, last) = passage.lines?;
    let touched = wanted.ranges().iter().any(|&(from, to)| from <= last && first <= to);
    if !touched {
        return None;
    }
    let lines: Vec<&str> = passage.text.split('\n').collect();
    let as_in_source = u32::try_from(lines.len()).ok() == Some((last - first).saturating_add(1));
    if !as_in_source {
        return Some(whole(passage));
    }
    let kept: Vec<&str> = (first..=last)
        .zip(lines)
        .filter(|&(number, _)| wanted.contains(number))
        .map(|(_, line)| line)
        .collect();
    Some(Chosen { passage, text: Cow::Owned(kept.join("\n")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(rank: u8, number: u32, text: &str) -> Passage {
        Passage { heading: Some(rank), ..Passage::new(Location::Paragraph(number), text) }
    }

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_rank_or_a_higher_one() {
        let text = |number, text| Passage::new(Location::Paragraph(number), text);
        let passages = [
            heading(1, 1, "Plan"),
            text(2, "one"),
            heading(2, 3, "Steps"),
            text(4, "two"),
            heading(1, 5, "Findings"),
            text(6, "three"),
        ];
        let at = |name: &str| text_at(&passages, &Location::Section(name.into()));
        assert_eq!(at("plan").as_deref(), Some("Plan\none\nSteps\ntwo"));
        assert_eq!(at("Steps").as_deref(), Some("Steps\ntwo"));
        assert_eq!(at("Finding"), None);
    }

    #[test]
    fn lines_are_cut_out_of_a_paragraph() {
        let passages =
            [Passage { lines: Some((3, 5)), ..Passage::new(Location::Paragraph(1), "a\nb\nc") }];
        let lines = |first, last| text_at(&passages, &Location::Lines(Numbers::range(first, last)));
        assert_eq!(lines(4, 9).as_deref(), Some("b\nc"));
        assert_eq!(lines(1, 2), None);
    }
}
