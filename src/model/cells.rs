//! Cells of a sheet, as `B2:D9`.

use std::fmt;

/// The last column that a spreadsheet has (XFD, Excel's specifications and limits).
const LAST_COLUMN: u32 = 16_384;
/// The last row that a spreadsheet has (Excel's specifications and limits).
const LAST_ROW: u32 = 1_048_576;

/// A rectangle of cells; columns and rows count from 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellRange {
    /// First column: A is 1.
    pub first_column: u32,
    /// First row.
    pub first_row: u32,
    /// Last column.
    pub last_column: u32,
    /// Last row.
    pub last_row: u32,
}

impl CellRange {
    /// Reads `B2` or `B2:D9`, with or without `$`.
    ///
    /// # Errors
    /// A sentence for the person who typed it.
    pub fn parse(text: &str) -> Result<CellRange, String> {
        let wrong = || format!("`{text}` is not a range of cells, such as `B2:D9`");
        let (first, last) = match text.split_once([':', '-']) {
            Some((first, last)) => (cell(first).ok_or_else(wrong)?, cell(last).ok_or_else(wrong)?),
            None => {
                let only = cell(text).ok_or_else(wrong)?;
                (only, only)
            }
        };
        if first.0 > last.0 || first.1 > last.1 {
            return Err(format!("`{text}` runs backwards: name the upper left cell first"));
        }
        Ok(CellRange {
            first_column: first.0,
            first_row: first.1,
            last_column: last.0,
            last_row: last.1,
        })
    }

    /// Whether the cell in this column and row is inside.
    pub fn contains(&self, column: u32, row: u32) -> bool {
        (self.first_column..=self.last_column).contains(&column)
            && (self.first_row..=self.last_row).contains(&row)
    }

    /// Whether the two share a cell.
    pub fn overlaps(&self, other: &CellRange) -> bool {
        self.first_row <= other.last_row
            && other.first_row <= self.last_row
            && self.first_column <= other.last_column
            && other.first_column <= self.last_column
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.first_column), self.first_row)?;
        if (self.first_column, self.first_row) != (self.last_column, self.last_row) {
            write!(f, ":{}{}", column_letters(self.last_column), self.last_row)?;
        }
        Ok(())
    }
}

/// The column and row of one cell's name, such as `B2` or `$B$2`.
pub fn cell(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().replace('$', "");
    let letters = text.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = text.split_at(letters);
    if column.is_empty() || column.len() > 3 || !column.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let column = column
        .to_ascii_uppercase()
        .bytes()
        .fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
    let row: u32 = row.parse().ok()?;
    (column <= LAST_COLUMN && (1..=LAST_ROW).contains(&row)).then_some((column, row))
}

/// The letters of a column: 1 is A, 27 is AA.
pub fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_carry_like_a_number_without_zero() {
        for (letters, column) in [("A", 1), ("Z", 26), ("AA", 27), ("AZ", 52), ("XFD", LAST_COLUMN)]
        {
            assert_eq!(column_letters(column), letters);
            assert_eq!(cell(&format!("{letters}7")), Some((column, 7)));
        }
        assert_eq!(cell("XFE1"), None);
        assert_eq!(cell("A0"), None);
        assert_eq!(cell("A1048577"), None);
    }
}
