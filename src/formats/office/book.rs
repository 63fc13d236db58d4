//! What is gathered of a workbook while it is read: its sheets, and the text of its cells.

use crate::locate::cells::Cells;
use crate::model::{CellRange, Facts, Passage, Passages, Sheet, Unit};

/// The sheets of a workbook, one after the other.
pub(crate) struct Book {
    /// Whether texts are taken down at all.
    reads: bool,
    sheets: Vec<Sheet>,
    texts: Passages,
    open: Option<Open>,
}

/// The sheet that is being read.
struct Open {
    name: String,
    hidden: bool,
    cells: Cells,
    /// Its number among those whose text is taken down; none where nobody sees it.
    number: Option<u32>,
    /// How many passages there were before it.
    before: usize,
}

impl Book {
    /// One of which only the facts are wanted.
    pub fn measured() -> Book {
        Book { reads: false, sheets: Vec::new(), texts: Passages::default(), open: None }
    }

    /// One of which the text is wanted as well.
    pub fn read() -> Book {
        Book { reads: true, ..Book::measured() }
    }

    /// Begins the next sheet; the text of a hidden one is not taken down.
    pub fn begin(&mut self, name: String, hidden: bool) {
        self.end();
        let number = (self.reads && !hidden).then(|| self.texts.begin_sheet(name.as_str()));
        let cells = Cells::default();
        self.open = Some(Open { name, hidden, cells, number, before: self.texts.len() });
    }

    /// Whether the text of the sheet is taken down.
    pub fn takes_text(&self) -> bool {
        let is_shown = self.open.as_ref().is_some_and(|open| open.number.is_some());
        is_shown && self.texts.exceeded().is_none()
    }

    /// Adds cells of this sheet that hold something: their text as a reader sees it, and as the file
    /// stores it where that is something else.
    pub fn add(&mut self, cells: CellRange, text: &str, stored: Option<&str>) {
        let Some(open) = &mut self.open else { return };
        open.cells.add(cells);
        let Some(sheet) = open.number else { return };
        let at = Unit::Cells { sheet, cells: Some(cells) };
        self.texts.push(Passage { stored, ..Passage::new(at, text) });
    }

    fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        // An empty sheet has a passage without text, so that it is there.
        if let Some(sheet) = open.number
            && self.texts.len() == open.before
        {
            self.texts.push(Passage::new(Unit::Cells { sheet, cells: None }, ""));
        }
        self.sheets.push(open.cells.sheet(open.name, open.hidden));
    }

    /// All that is known of it.
    pub fn finish(mut self, macros: bool) -> (Facts, Passages) {
        self.end();
        (Facts { sheets: Some(self.sheets), macros, ..Facts::default() }, self.texts)
    }
}
