//! Cells of a sheet, as `B2:D9`, `B:B` or `rows 2-9`.

use std::fmt;

use super::parse_location_error::ParseLocationError;

/// The last column that a spreadsheet has (XFD, Excel's specifications and limits).
pub(crate) const LAST_COLUMN: u32 = 16_384;
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
    /// Reads `B2`, `B2:D9`, `B:D`, `row 2` or `rows 2-9`, with or without `$`. Corners may stand in
    /// either order.
    ///
    /// # Errors
    /// [`ParseLocationError`] says what is wrong.
    pub fn parse(text: &str) -> Result<CellRange, ParseLocationError> {
        let wrong = || {
            ParseLocationError::new(format!("`{text}` is not a range of cells, such as `B2:D9`"))
        };
        let lower = text.trim().to_ascii_lowercase();
        if let Some(rows) = lower.strip_prefix("rows ").or_else(|| lower.strip_prefix("row ")) {
            let ends = rows.split_once(['-', ':']).unwrap_or((rows, rows));
            let (first, last) = row(ends.0).zip(row(ends.1)).ok_or_else(wrong)?;
            return Ok(CellRange::rows(first.min(last), first.max(last)));
        }
        let ends = text.split_once([':', '-']);
        if let Some((first, last)) = ends.and_then(|(a, b)| column(a).zip(column(b))) {
            return Ok(CellRange::columns(first.min(last), first.max(last)));
        }
        let (first, last) = ends.unwrap_or((text, text));
        let (first, last) = cell(first).zip(cell(last)).ok_or_else(wrong)?;
        Ok(CellRange {
            first_column: first.0.min(last.0),
            first_row: first.1.min(last.1),
            last_column: first.0.max(last.0),
            last_row: first.1.max(last.1),
        })
    }

    /// All cells of these rows.
    pub fn rows(first_row: u32, last_row: u32) -> CellRange {
        CellRange { first_column: 1, first_row, last_column: LAST_COLUMN, last_row }
    }

    /// All cells of these columns.
    pub fn columns(first_column: u32, last_column: u32) -> CellRange {
        CellRange { first_column, first_row: 1, last_column, last_row: LAST_ROW }
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
        if (self.first_column, self.last_column) == (1, LAST_COLUMN) {
            return match self.first_row == self.last_row {
                true => write!(f, "row {}", self.first_row),
                false => write!(f, "rows {}-{}", self.first_row, self.last_row),
            };
        }
        if (self.first_row, self.last_row) == (1, LAST_ROW) {
            let [first, last] = [self.first_column, self.last_column].map(column_letters);
            return write!(f, "{first}:{last}");
        }
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
    let (letters, digits) = text.split_at(letters);
    column(letters).zip(row(digits))
}

/// The number of a column by its letters.
pub fn column(letters: &str) -> Option<u32> {
    let letters = letters.trim().trim_start_matches('$').to_ascii_uppercase();
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
    (column <= LAST_COLUMN).then_some(column)
}

fn row(digits: &str) -> Option<u32> {
    let row = digits.trim().trim_start_matches('$').parse().ok()?;
    (1..=LAST_ROW).contains(&row).then_some(row)
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

    #[test]
    fn rows_and_columns_are_printed_as_they_are_read() {
        for (typed, printed) in [
            ("rows 2-9", "rows 2-9"),
            ("row 4", "row 4"),
            ("B:B", "B:B"),
            ("$B:$D", "B:D"),
            ("D9:B2", "B2:D9"),
        ] {
            let range = CellRange::parse(typed).unwrap();
            assert_eq!(range.to_string(), printed);
            assert_eq!(CellRange::parse(printed), Ok(range));
        }
    }
}
