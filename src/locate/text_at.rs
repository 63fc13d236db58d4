//! The text at a location.

use super::names::same_name;
use crate::model::normalize::one_line;
use crate::model::{CellRange, Facts, Location, Numbers, Passage, Passages, Unit};

/// The headings and the number of paragraphs of a document; unknown if it has too many.
pub(crate) fn facts_of(passages: &Passages) -> Facts {
    if passages.exceeded().is_some() {
        return Facts::default();
    }
    let mut headings = Vec::new();
    let mut paragraphs = 0_u32;
    passages.iter().for_each(|passage| {
        if passage.heading.is_some() {
            headings.push(one_line(passage.text));
        }
        if let Unit::Paragraph(number) = passage.at {
            // A very long paragraph is several passages.
            paragraphs = paragraphs.max(number);
        }
    });
    Facts { headings: Some(headings), paragraphs: Some(paragraphs), ..Facts::default() }
}

/// The text at a location; none if the passages have no such place.
pub fn text_at(passages: &Passages, at: &Location) -> Option<String> {
    let mut all: Option<String> = None;
    let mut before = None;
    for passage in passages_at(passages, at) {
        let all = all.get_or_insert_default();
        all.extend(separator(before.replace(passage.at), passage.at));
        all.push_str(passage.text);
    }
    all
}

/// The character that separates a passage in a text from the one before it, if there is one.
pub fn separator(before: Option<Unit>, at: Unit) -> Option<char> {
    before.map(|before| if same_row(before, at) { '\t' } else { '\n' })
}

/// Whether words may stand at a location, or anywhere, that could not be read.
pub(crate) fn has_unknown_text(passages: &Passages, at: Option<&Location>) -> bool {
    passages_at(passages, at.unwrap_or(&Location::Whole)).any(|passage| passage.has_unread)
}

/// The passages at a location in reading order; of a passage that is only partly there, the lines
/// that are.
///
/// A section reaches from its heading, which belongs to it, to the next heading of the same or a
/// higher rank; `rows` of a workbook are those of its first visible sheet.
pub fn passages_at<'a>(
    passages: &'a Passages,
    at: &'a Location,
) -> impl Iterator<Item = Passage<'a>> {
    let mut section = Section { open: None };
    let mut first_sheet = None;
    let mut named: Option<(u32, bool)> = None;
    let is_there = move |passage: &Passage<'a>| match at {
        Location::Whole => true,
        Location::Pages(wanted) => {
            matches!(passage.at, Unit::Page(page) if wanted.contains(page))
        }
        Location::Slides(wanted) => {
            matches!(passage.at, Unit::Slide(slide) if wanted.contains(slide))
        }
        Location::Paragraphs(wanted) => {
            matches!(passage.at, Unit::Paragraph(number) if wanted.contains(number))
        }
        Location::Lines(wanted) => {
            passage.lines.is_some_and(|(first, last)| wanted.touches(first, last))
        }
        Location::Rows(wanted) => in_rows(passage.at, wanted, &mut first_sheet),
        Location::Sheet { name, cells } => match passage.at {
            Unit::Cells { sheet, cells: own } if is_in(cells.as_ref(), own.as_ref()) => {
                // Comparing names is slow, and a sheet has many cells.
                let (_, is_meant) = match named.filter(|(known, _)| *known == sheet) {
                    Some(known) => known,
                    None => *named.insert((sheet, same_name(passages.sheet(sheet), name))),
                };
                is_meant
            }
            _ => false,
        },
        Location::Section(name) => section.contains(passage, name),
        Location::Time(times) => match passage.at {
            Unit::Cue { start, end } => {
                times.ranges().iter().any(|range| range.overlaps(start, end))
            }
            _ => false,
        },
        Location::Region { .. } => false,
    };
    passages.iter().filter(is_there).flat_map(move |passage| wanted_lines(passage, at))
}

/// The wanted lines of a passage, one by one if it has a line for each line of its source;
/// otherwise the passage itself.
fn wanted_lines<'a>(passage: Passage<'a>, at: &'a Location) -> impl Iterator<Item = Passage<'a>> {
    let has_source_lines = |&(first, last): &(u32, u32)| {
        let lines = passage.text.bytes().filter(|byte| *byte == b'\n').count();
        first < last && u32::try_from(lines).ok() == Some(last - first)
    };
    let split = match at {
        Location::Lines(wanted) => passage.lines.filter(has_source_lines).zip(Some(wanted)),
        _ => None,
    };
    let lines = split.into_iter().flat_map(move |((first, _), wanted)| {
        let lines = (first..).zip(passage.text.split('\n'));
        let lines = lines.filter(|&(number, _)| wanted.contains(number));
        lines.map(move |(_, text)| Passage { text, ..passage })
    });
    split.is_none().then_some(passage).into_iter().chain(lines)
}

/// Whether cells overlap the wanted ones. No wanted cells mean the whole sheet.
fn is_in(wanted: Option<&CellRange>, cells: Option<&CellRange>) -> bool {
    match (wanted, cells) {
        (None, _) => true,
        (Some(wanted), Some(cells)) => wanted.overlaps(cells),
        (Some(_), None) => false,
    }
}

/// Whether two passages are cells of the same row.
pub(crate) fn same_row(a: Unit, b: Unit) -> bool {
    match (a, b) {
        (
            Unit::Cells { sheet: a, cells: Some(first) },
            Unit::Cells { sheet: b, cells: Some(second) },
        ) => a == b && first.first_row == second.first_row,
        _ => false,
    }
}

/// Whether a passage is in these rows of a table, or of the first sheet of a workbook.
fn in_rows(at: Unit, wanted: &Numbers, first_sheet: &mut Option<u32>) -> bool {
    match at {
        Unit::Row(row) => wanted.contains(row),
        Unit::Cells { sheet, cells } => {
            let first = *first_sheet.get_or_insert(sheet);
            let touches = |cells: CellRange| wanted.touches(cells.first_row, cells.last_row);
            sheet == first && cells.is_some_and(touches)
        }
        _ => false,
    }
}

/// All sections of one name, since a heading may be repeated.
struct Section {
    /// The rank of the section's heading while inside one.
    open: Option<u8>,
}

impl Section {
    /// Whether the next passage belongs to it.
    fn contains(&mut self, passage: &Passage<'_>, name: &str) -> bool {
        if let Some(rank) = passage.heading {
            if self.open.is_some_and(|open| rank <= open) {
                self.open = None;
            }
            if self.open.is_none() && same_name(passage.text, name) {
                self.open = Some(rank);
            }
        }
        self.open.is_some() && passage.at != Unit::Whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(rank: u8, number: u32, text: &str) -> Passage<'_> {
        Passage { heading: Some(rank), ..Passage::new(Unit::Paragraph(number), text) }
    }

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_rank_or_a_higher_one() {
        let text = |number, text| Passage::new(Unit::Paragraph(number), text);
        let passages = Passages::from_iter([
            heading(1, 1, "Plan"),
            text(2, "one"),
            heading(2, 3, "Steps"),
            text(4, "two"),
            heading(1, 5, "Findings"),
            text(6, "three"),
        ]);
        let at = |name: &str| text_at(&passages, &Location::Section(name.into()));
        assert_eq!(at("plan").as_deref(), Some("Plan\none\nSteps\ntwo"));
        assert_eq!(at("Steps").as_deref(), Some("Steps\ntwo"));
        assert_eq!(at("Finding"), None);
    }

    #[test]
    fn lines_of_a_paragraph_can_be_cited() {
        let paragraph = Passage::new(Unit::Paragraph(1), "a\nb\nc");
        let passages = Passages::from_iter([Passage { lines: Some((3, 5)), ..paragraph }]);
        let lines = |first, last| text_at(&passages, &Location::Lines(Numbers::range(first, last)));
        assert_eq!(lines(4, 9).as_deref(), Some("b\nc"));
        assert_eq!(lines(1, 2), None);
    }
}
