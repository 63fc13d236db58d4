//! The cells of a sheet that hold something.

use std::collections::BTreeMap;

use super::names::same_name;
use crate::model::{CellRange, Facts, Sheet};

/// The most rectangles of filled cells that are kept; a sheet with more counts as filled in all of
/// its used range.
const MAX_RECTANGLES: usize = 200_000;

/// Collects cells in the order of the file, row by row.
#[derive(Default)]
pub(crate) struct Cells {
    used: Option<CellRange>,
    filled: Vec<CellRange>,
    /// Whether there were too many rectangles.
    scattered: bool,
}

impl Cells {
    /// Adds cells that hold something.
    pub fn add(&mut self, cells: CellRange) {
        self.used = Some(self.used.map_or(cells, |used| hull(&used, &cells)));
        self.fill(cells);
    }

    /// Fills these ranges where their first cell holds something; they are sorted by the row and
    /// column of that cell.
    pub fn extend_to(&mut self, ranges: &BTreeMap<(u32, u32), CellRange>) {
        let mut added = Vec::new();
        for filled in &self.filled {
            let rows = (filled.first_row, 0)..=(filled.last_row, u32::MAX);
            let begin_here =
                ranges.range(rows).filter(|((row, column), _)| filled.contains(*column, *row));
            added.extend(begin_here.map(|(_, range)| *range));
        }
        added.into_iter().for_each(|range| self.add(range));
    }

    /// The sheet with these cells.
    #[cfg(test)]
    pub fn sheet(self, name: String, hidden: bool) -> Sheet {
        let used = self.used;
        Sheet { name, hidden, used, filled: self.rectangles(), ..Sheet::default() }
    }

    /// The smallest range that holds all of them.
    pub fn used(&self) -> Option<CellRange> {
        self.used
    }

    /// The cells as rectangles.
    pub fn rectangles(mut self) -> Vec<CellRange> {
        self.merge_rows();
        match self.scattered {
            true => self.used.into_iter().collect(),
            false => self.filled,
        }
    }

    /// Extends the last rectangle, or begins another.
    fn fill(&mut self, cells: CellRange) {
        if self.scattered {
            return;
        }
        match self.filled.last_mut() {
            Some(last)
                if (last.first_row, last.last_row) == (cells.first_row, cells.last_row)
                    && last.last_column.checked_add(1) == Some(cells.first_column) =>
            {
                last.last_column = cells.last_column;
            }
            _ => self.filled.push(cells),
        }
        if self.filled.len() >= MAX_RECTANGLES {
            self.merge_rows();
            self.scattered = self.filled.len() >= MAX_RECTANGLES / 2;
        }
    }

    /// Joins rectangles of the same columns in consecutive rows, such as the rows of a table.
    fn merge_rows(&mut self) {
        self.filled.sort_by_key(|it| (it.first_column, it.last_column, it.first_row));
        self.filled.dedup_by(|next, kept| {
            let joins = (kept.first_column, kept.last_column)
                == (next.first_column, next.last_column)
                && kept.last_row.checked_add(1) == Some(next.first_row);
            if joins {
                kept.last_row = next.last_row;
            }
            joins
        });
    }
}

/// A range from its first cell and its size. Columns and rows count from 1.
pub(crate) fn cells_from(column: u32, row: u32, columns: u32, rows: u32) -> CellRange {
    CellRange {
        first_column: column,
        first_row: row,
        last_column: column.saturating_add(columns.saturating_sub(1)),
        last_row: row.saturating_add(rows.saturating_sub(1)),
    }
}

/// What is known of a range of cells, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Content {
    /// Some of its cells hold something.
    Cells,
    /// A chart, a picture or a text box lies on it.
    Drawing,
    /// What its cells hold is hidden.
    Hidden,
    Nothing,
}

/// What a range of a sheet shows, or the whole sheet.
pub(crate) fn content(sheet: &Sheet, range: Option<&CellRange>) -> Content {
    let any = |cells: &[CellRange]| match range {
        Some(range) => cells.iter().any(|cells| cells.overlaps(range)),
        None => !cells.is_empty(),
    };
    match sheet {
        sheet if any(&sheet.filled) => Content::Cells,
        sheet if any(&sheet.drawings) => Content::Drawing,
        sheet if any(&sheet.hidden_cells) => Content::Hidden,
        _ => Content::Nothing,
    }
}

/// Whether a sheet of this name shows cells in a range; what lies on them, such as a chart, is not
/// looked into.
pub(crate) fn shows_cells(facts: &Facts, name: &str, range: Option<&CellRange>) -> bool {
    let sheets = facts.sheets.iter().flatten();
    sheets
        .filter(|sheet| same_name(&sheet.name, name))
        .any(|it| content(it, range) == Content::Cells)
}

/// The smallest range that holds both.
pub(crate) fn hull(a: &CellRange, b: &CellRange) -> CellRange {
    CellRange {
        first_column: a.first_column.min(b.first_column),
        first_row: a.first_row.min(b.first_row),
        last_column: a.last_column.max(b.last_column),
        last_row: a.last_row.max(b.last_row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_one_rectangle_and_gaps_are_kept() {
        let mut cells = Cells::default();
        for row in 2..=50 {
            for column in 1..=4 {
                cells.add(cells_from(column, row, 1, 1));
            }
        }
        cells.add(cells_from(7, 60, 1, 1));
        let sheet = cells.sheet("A".into(), false);
        assert_eq!(sheet.filled.len(), 2);
        assert_eq!(sheet.used, CellRange::parse("A2:G60").ok());
        let holds =
            |range| content(&sheet, CellRange::parse(range).ok().as_ref()) == Content::Cells;
        assert!(holds("C50:F55"));
        assert!(!holds("E2:F60"));
        assert!(!holds("A1:G1"));
    }
}
