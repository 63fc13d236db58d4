//! The cited cells of a sheet with the header row and the first column of their table: a number alone
//! says nothing.

use crate::locate::passages_at;
use crate::model::{CellRange, Location, Passages, Unit};

/// The cited cells and those that name them.
pub(super) struct SheetFrame {
    sheet: u32,
    /// The ranges outside the cited one whose cells name its columns and rows.
    naming: Vec<CellRange>,
}

impl SheetFrame {
    /// The frame of the cited cells of the first sheet that has any; none if it has none.
    pub fn of(passages: &Passages, at: &Location) -> Option<SheetFrame> {
        let mut found: Option<(u32, CellRange)> = None;
        for passage in passages_at(passages, at) {
            let Unit::Cells { sheet, cells: Some(cells) } = passage.at else { continue };
            match &mut found {
                None => found = Some((sheet, cells)),
                Some((first, all)) if *first == sheet => {
                    all.first_column = all.first_column.min(cells.first_column);
                    all.first_row = all.first_row.min(cells.first_row);
                    all.last_column = all.last_column.max(cells.last_column);
                    all.last_row = all.last_row.max(cells.last_row);
                }
                Some(_) => {}
            }
        }
        let (sheet, cited) = found?;
        let mut naming = Vec::new();
        if let Some((row, column)) = header(passages, sheet) {
            let above = CellRange { first_row: row, last_row: row, ..cited };
            let beside = CellRange { first_column: column, last_column: column, ..cited };
            let corner = CellRange { first_row: row, last_row: row, ..beside };
            let (is_above, is_beside) = (row < cited.first_row, column < cited.first_column);
            naming.extend(is_above.then_some(above));
            naming.extend(is_beside.then_some(beside));
            naming.extend((is_above && is_beside).then_some(corner));
        }
        Some(SheetFrame { sheet, naming })
    }

    /// Shows the cells that name the cited ones, then the cited cells.
    pub fn cells(&self, passages: &Passages, at: &Location, show: &mut dyn FnMut(CellRange, &str)) {
        if !self.naming.is_empty() {
            for (cells, text) in cells_of(passages, self.sheet) {
                if self.naming.iter().any(|range| range.overlaps(&cells)) {
                    show(cells, text);
                }
            }
        }
        for passage in passages_at(passages, at) {
            if let Unit::Cells { sheet, cells: Some(cells) } = passage.at
                && sheet == self.sheet
            {
                show(cells, passage.text);
            }
        }
    }
}

/// The header row of a sheet and the first column of its table: the first row with two cells or
/// more, since a title stands alone.
fn header(passages: &Passages, sheet: u32) -> Option<(u32, u32)> {
    let mut row: Option<(u32, u32)> = None;
    for (cells, text) in cells_of(passages, sheet) {
        if text.trim().is_empty() {
            continue;
        }
        match row {
            Some((number, first)) if number == cells.first_row => {
                return Some((number, first.min(cells.first_column)));
            }
            _ => row = Some((cells.first_row, cells.first_column)),
        }
    }
    None
}

fn cells_of(passages: &Passages, wanted: u32) -> impl Iterator<Item = (CellRange, &str)> {
    passages.iter().filter_map(move |passage| match passage.at {
        Unit::Cells { sheet, cells: Some(cells) } if sheet == wanted => Some((cells, passage.text)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Passage;

    fn shown(passages: &Passages, at: &str) -> Vec<String> {
        let at = Location::parse(at).expect(at);
        let mut shown = Vec::new();
        if let Some(frame) = SheetFrame::of(passages, &at) {
            frame.cells(passages, &at, &mut |_, text| shown.push(text.to_owned()));
        }
        shown
    }

    #[test]
    fn shown_cells_are_those_that_are_checked() {
        let mut passages = Passages::default();
        let empty = passages.begin_sheet("Notes");
        passages.push(Passage::new(Unit::Cells { sheet: empty, cells: None }, ""));
        for (name, number) in [("Results", 4), ("RESULTS", 5)] {
            let sheet = passages.begin_sheet(name);
            for (place, text) in [("A1", "asked"), ("B2", "answered")] {
                let at = Unit::Cells { sheet, cells: CellRange::parse(place).ok() };
                passages.push(Passage::new(at, &format!("{text} {number}")));
            }
        }
        assert_eq!(shown(&passages, "sheet \"Results\""), ["asked 4", "answered 4"]);
        assert_eq!(shown(&passages, "sheet \"Results\" B1:C3"), ["answered 4"]);
        assert_eq!(shown(&passages, "whole"), ["asked 4", "answered 4"]);
        // Rows are those of the first sheet, even if it is empty.
        assert_eq!(shown(&passages, "rows 1-2"), [""; 0]);
    }

    #[test]
    fn cited_cells_come_with_their_header_row_and_first_column() {
        let mut passages = Passages::default();
        let sheet = passages.begin_sheet("Results");
        for (place, text) in [
            ("A1", "Climate survey"),
            ("A3", "Question"),
            ("B3", "2023"),
            ("C3", "2024"),
            ("A4", "I feel safe"),
            ("B4", "61"),
            ("C4", "83"),
            ("A5", "I am heard"),
            ("C5", "70"),
        ] {
            let at = Unit::Cells { sheet, cells: CellRange::parse(place).ok() };
            passages.push(Passage::new(at, text));
        }
        let cell = shown(&passages, "sheet \"Results\" C4");
        assert_eq!(cell, ["Question", "2024", "I feel safe", "83"]);
        assert_eq!(shown(&passages, "sheet \"Results\" A3:B3"), ["Question", "2023"]);
        assert_eq!(shown(&passages, "sheet \"Results\" B5"), [""; 0]);
    }
}
