//! All text of an artifact, in little memory.

use std::ops::ControlFlow;

use super::location::Location;
use super::numbers::Numbers;
use super::packed::{Block, Packed};
use super::passage::{Passage, Unit};

/// A block is closed when it holds so much, in bytes.
const BLOCK: usize = 256 << 10;
/// So many closed blocks are kept as they are. Whatever is behind them is packed: the text of nearly
/// every artifact is shorter than this, and costs nothing.
const UNPACKED: usize = 4;
/// A longer text is several passages at one place, in bytes.
const LONGEST: usize = 2 << 20;

/// The text of an artifact in reading order, each piece with its place.
///
/// Of a text of many megabytes only the beginning is held as it is, the rest packed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passages {
    closed: Vec<Block>,
    packed: Vec<Packed>,
    open: Block,
    sheets: Vec<String>,
    count: usize,
}

impl Passages {
    /// How many passages these are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number by which passages name the sheet that begins here.
    pub fn begin_sheet(&mut self, name: impl Into<String>) -> u32 {
        self.sheets.push(name.into());
        u32::try_from(self.sheets.len() - 1).unwrap_or(u32::MAX)
    }

    /// The name of a sheet.
    pub fn sheet(&self, number: u32) -> &str {
        let name = usize::try_from(number).ok().and_then(|number| self.sheets.get(number));
        name.map_or("", String::as_str)
    }

    /// The place of a passage, as it is cited.
    pub fn location(&self, at: Unit) -> Location {
        match at {
            Unit::Whole => Location::Whole,
            Unit::Page(number) => Location::Pages(Numbers::one(number)),
            Unit::Slide(number) => Location::Slides(Numbers::one(number)),
            Unit::Row(number) => Location::Rows(Numbers::one(number)),
            Unit::Line(number) => Location::Lines(Numbers::one(number)),
            Unit::Paragraph(number) => Location::Paragraph(number),
            Unit::Cells { sheet, cells } => {
                Location::Sheet { name: self.sheet(sheet).to_owned(), cells }
            }
        }
    }

    /// Adds the next passage.
    pub fn push(&mut self, passage: Passage<'_>) {
        let mut rest = passage.text;
        while rest.len() > LONGEST {
            let (piece, after) = rest.split_at(end_of_piece(rest));
            self.push_short(Passage { text: piece, ..passage });
            rest = after;
        }
        self.push_short(Passage { text: rest, ..passage });
    }

    fn push_short(&mut self, passage: Passage<'_>) {
        self.open.push(passage);
        self.count += 1;
        if self.open.bytes() < BLOCK {
            return;
        }
        let full = std::mem::take(&mut self.open);
        match self.closed.len() < UNPACKED {
            true => self.closed.push(full),
            false => self.packed.push(Packed::of(&full)),
        }
    }

    /// Shows each passage, in reading order.
    pub fn each(&self, mut visit: impl FnMut(Passage<'_>)) {
        let _ = self.each_until(|passage| {
            visit(passage);
            ControlFlow::Continue(())
        });
    }

    /// The same, until the visitor has seen enough.
    pub fn each_until(
        &self,
        mut visit: impl FnMut(Passage<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.closed.iter().try_for_each(|block| block.each(&mut visit))?;
        self.packed.iter().try_for_each(|packed| packed.unpacked().each(&mut visit))?;
        self.open.each(&mut visit)
    }
}

impl<'a> FromIterator<Passage<'a>> for Passages {
    fn from_iter<I: IntoIterator<Item = Passage<'a>>>(passages: I) -> Passages {
        let mut all = Passages::default();
        passages.into_iter().for_each(|passage| all.push(passage));
        all
    }
}

/// Where a long text is parted: behind the last space of the most that one passage has, if there is
/// one.
fn end_of_piece(text: &str) -> usize {
    let most = text.floor_char_boundary(LONGEST);
    let space = text.get(..most).and_then(|piece| piece.rfind(char::is_whitespace));
    space.map_or(most, |space| text.ceil_char_boundary(space + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CellRange;

    fn shown(passages: &Passages) -> Vec<(String, String)> {
        let mut all = Vec::new();
        passages.each(|it| all.push((passages.location(it.at).to_string(), it.text.to_owned())));
        all
    }

    #[test]
    fn what_was_packed_comes_back_as_it_was() {
        let mut passages = Passages::default();
        let sheet = passages.begin_sheet("Résultats");
        let cells =
            |row| CellRange { first_column: 3, first_row: row, last_column: 4, last_row: row };
        let texts: Vec<String> = (0..200_000).map(|row| format!("{row} élèves")).collect();
        for (row, text) in (1_u32..).zip(&texts) {
            passages.push(Passage {
                stored: row.is_multiple_of(3).then_some("0.5"),
                heading: row.is_multiple_of(1_000).then_some(2),
                lines: None,
                ..Passage::new(Unit::Cells { sheet, cells: Some(cells(row)) }, text)
            });
        }
        passages.push(Passage { lines: Some((7, 9)), ..Passage::new(Unit::Line(7), "") });
        assert!(passages.packed.len() > 10, "{}", passages.packed.len());
        let mut seen = 0_u32;
        passages.each(|it| {
            seen += 1;
            if let Some(text) = texts.get(seen as usize - 1) {
                assert_eq!(it.at, Unit::Cells { sheet, cells: Some(cells(seen)) });
                assert_eq!(it.text, text);
                assert_eq!(it.stored, seen.is_multiple_of(3).then_some("0.5"));
                assert_eq!(it.heading, seen.is_multiple_of(1_000).then_some(2));
                assert_eq!(it.lines, None);
            } else {
                assert_eq!((it.at, it.text, it.lines), (Unit::Line(7), "", Some((7, 9))));
            }
        });
        assert_eq!((seen as usize, passages.len()), (200_001, 200_001));
        let held: usize = passages.packed.iter().map(Packed::bytes).sum();
        assert!(held < 2_000_000, "{held} bytes for 2.8 MB of text with its places");
    }

    #[test]
    fn a_visit_ends_when_the_visitor_has_seen_enough() {
        let texts: Vec<String> =
            (0..100_000).map(|line| format!("line {line}, and so on")).collect();
        let passages: Passages =
            (1..).zip(&texts).map(|(line, text)| Passage::new(Unit::Line(line), text)).collect();
        for last in [0, 99, 60_000] {
            let mut seen = 0;
            let end = passages.each_until(|_| {
                seen += 1;
                if seen > last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert_eq!((end, seen), (ControlFlow::Break(()), last + 1));
        }
    }

    #[test]
    fn a_very_long_text_is_parted_between_words() {
        let mut passages = Passages::default();
        let text = "wörter und so ".repeat(200_000);
        passages.push(Passage::new(Unit::Line(1), &text));
        let pieces = shown(&passages);
        assert_eq!(pieces.len(), 2);
        assert!(pieces.iter().all(|(at, piece)| at == "line 1" && piece.ends_with(' ')));
        assert_eq!(pieces.into_iter().map(|(_, piece)| piece).collect::<String>(), text);
        let mut passages = Passages::default();
        passages.push(Passage::new(Unit::Line(1), &"ü".repeat(LONGEST)));
        assert_eq!(shown(&passages).len(), 2);
    }
}
