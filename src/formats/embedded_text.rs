//! What an embedded file says, as text beside that of the file that holds it.

use std::collections::HashMap;

use crate::model::{Passages, Unit};

/// How much text of one embedded file is kept.
const MOST: usize = 1 << 20;

/// All text, a line for each passage; a cell behind the first text of its column, which says what it
/// is.
pub(super) fn lines(passages: &Passages) -> String {
    let mut headings: HashMap<(u32, u32), String> = HashMap::new();
    let mut all = String::new();
    for passage in passages.iter() {
        if all.len() + passage.text.len() > MOST {
            break;
        }
        if let Unit::Cells { sheet, cells: Some(cells) } = passage.at {
            let heading = headings.entry((sheet, cells.first_column));
            let heading = heading.or_insert_with(|| passage.text.chars().take(60).collect());
            if heading != passage.text {
                all.push_str(heading.trim());
                all.push_str(": ");
            }
        }
        all.push_str(passage.text.trim());
        all.push('\n');
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CellRange, Passage};

    #[test]
    fn cells_stand_behind_the_head_of_their_column() {
        let mut passages = Passages::default();
        let sheet = passages.begin_sheet("A");
        for (cell, text) in
            [("A1", "Student ID"), ("B1", "Name"), ("A2", "9001234"), ("B2", "Rosa")]
        {
            let cells = CellRange::parse(cell).ok();
            passages.push(Passage::new(Unit::Cells { sheet, cells }, text));
        }
        assert_eq!(lines(&passages), "Student ID\nName\nStudent ID: 9001234\nName: Rosa\n");
    }
}
