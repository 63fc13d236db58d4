//! Text with the place that it stands at.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::names::same_name;
use crate::model::normalize::one_line;
use crate::model::{CellRange, Facts, Location, Numbers, Passage, Passages, Unit};

/// Headings and paragraphs, counted over the passages of a document; unknown where it has too many.
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

/// What stands between a passage and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Nothing: it is the first.
    First,
    /// The border of two cells in a row.
    Cell,
    /// A line break.
    Line,
}

impl Joint {
    /// The sign that parts the two in a text.
    pub fn sign(self) -> Option<char> {
        match self {
            Joint::First => None,
            Joint::Cell => Some('\t'),
            Joint::Line => Some('\n'),
        }
    }
}

/// The text that stands at a location; none when there is no such place in the passages.
///
/// A section reaches from its heading (which belongs to it) to the next heading of the same or a
/// higher rank; `rows` of a workbook are those of its first visible sheet.
pub fn text_at(passages: &Passages, at: &Location) -> Option<String> {
    let mut all: Option<String> = None;
    read_at(passages, at, |joint, text| {
        let all = all.get_or_insert_default();
        all.extend(joint.sign());
        all.push_str(text);
        ControlFlow::Continue(())
    });
    all
}

/// Shows the text that stands at a location, one passage after the other, until the visitor has seen
/// enough.
pub fn read_at(
    passages: &Passages,
    at: &Location,
    mut visit: impl FnMut(Joint, &str) -> ControlFlow<()>,
) {
    let mut before: Option<Unit> = None;
    let _ = each_at(passages, at, |passage| {
        let joint = match before {
            None => Joint::First,
            Some(before) if same_row(before, passage.at) => Joint::Cell,
            Some(_) => Joint::Line,
        };
        before = Some(passage.at);
        visit(joint, passage.text)
    });
}

/// Shows the passages that stand at a location in reading order, each with the part of its text that
/// does, until the visitor has seen enough.
pub fn each_at(
    passages: &Passages,
    at: &Location,
    mut visit: impl FnMut(Passage<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut section = Section { open: None };
    let mut first_sheet = None;
    let mut named: Option<(u32, bool)> = None;
    passages.iter().try_for_each(|passage| {
        let stands = match at {
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
            Location::Rows(wanted) => in_rows(passage.at, wanted, &mut first_sheet),
            Location::Sheet { name, cells } => match passage.at {
                Unit::Cells { sheet, cells: own } if is_in(cells.as_ref(), own.as_ref()) => {
                    // Names take long to compare, and a sheet has many cells.
                    let (_, is_meant) = match named.filter(|(known, _)| *known == sheet) {
                        Some(known) => known,
                        None => *named.insert((sheet, same_name(passages.sheet(sheet), name))),
                    };
                    is_meant
                }
                _ => false,
            },
            Location::Section(name) => section.holds(&passage, name),
            Location::Lines(wanted) => {
                return match on_lines(&passage, wanted) {
                    Some(text) => visit(Passage { text: &text, ..passage }),
                    None => ControlFlow::Continue(()),
                };
            }
            Location::Time(_) | Location::Region { .. } => return ControlFlow::Break(()),
        };
        if stands { visit(passage) } else { ControlFlow::Continue(()) }
    })
}

/// Whether cells are among those that are wanted; none: the sheet itself.
fn is_in(wanted: Option<&CellRange>, cells: Option<&CellRange>) -> bool {
    match (wanted, cells) {
        (None, _) => true,
        (Some(wanted), Some(cells)) => wanted.overlaps(cells),
        (Some(_), None) => false,
    }
}

/// Whether the second of two passages is a cell that stands in the row of the first.
pub(crate) fn same_row(a: Unit, b: Unit) -> bool {
    match (a, b) {
        (
            Unit::Cells { sheet: a, cells: Some(first) },
            Unit::Cells { sheet: b, cells: Some(second) },
        ) => a == b && first.first_row == second.first_row,
        _ => false,
    }
}

/// Whether a passage stands in these rows of a table, or of the first sheet of a workbook.
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

/// All sections of one name: a heading may stand more than once.
struct Section {
    /// The rank of the heading below which the walk stands.
    open: Option<u8>,
}

impl Section {
    /// Whether the next passage belongs to it.
    fn holds(&mut self, passage: &Passage<'_>, name: &str) -> bool {
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

/// The part of a passage that stands on the wanted lines of its source.
fn on_lines<'a>(passage: &Passage<'a>, wanted: &Numbers) -> Option<Cow<'a, str>> {
    let (first, last) = passage.lines?;
    if !wanted.touches(first, last) {
        return None;
    }
    if first == last {
        return Some(Cow::Borrowed(passage.text));
    }
    let lines: Vec<&str> = passage.text.split('\n').collect();
    let as_in_source = u32::try_from(lines.len()).ok() == Some((last - first).saturating_add(1));
    if !as_in_source {
        return Some(Cow::Borrowed(passage.text));
    }
    let kept: Vec<&str> = (first..=last)
        .zip(lines)
        .filter(|&(number, _)| wanted.contains(number))
        .map(|(_, line)| line)
        .collect();
    Some(Cow::Owned(kept.join("\n")))
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
    fn lines_are_cut_out_of_a_paragraph() {
        let paragraph = Passage::new(Unit::Paragraph(1), "a\nb\nc");
        let passages = Passages::from_iter([Passage { lines: Some((3, 5)), ..paragraph }]);
        let lines = |first, last| text_at(&passages, &Location::Lines(Numbers::range(first, last)));
        assert_eq!(lines(4, 9).as_deref(), Some("b\nc"));
        assert_eq!(lines(1, 2), None);
    }
}
