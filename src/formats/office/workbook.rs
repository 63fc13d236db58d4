//! A workbook as it is read: its sheets, and the text of its cells.

use crate::locate::cells::Cells;
use crate::model::{CellRange, Facts, Passage, Passages, Sheet, Unit};

/// The sheets read so far.
pub(crate) struct Workbook {
    with_text: bool,
    sheets: Vec<Sheet>,
    texts: Passages,
    open: Option<OpenSheet>,
}

/// The sheet that is being read.
struct OpenSheet {
    name: String,
    hidden: bool,
    cells: Cells,
    /// Its number among those whose text is kept; none if it is hidden.
    number: Option<u32>,
    /// The number of passages before it.
    before: usize,
}

impl Workbook {
    /// One that keeps the facts only.
    pub fn without_text() -> Workbook {
        Workbook { with_text: false, sheets: Vec::new(), texts: Passages::default(), open: None }
    }

    /// One that keeps the text as well.
    pub fn with_text() -> Workbook {
        Workbook { with_text: true, ..Workbook::without_text() }
    }

    /// Begins the next sheet; the text of a hidden one is not kept.
    pub fn begin(&mut self, name: String, hidden: bool) {
        self.end();
        let number = (self.with_text && !hidden).then(|| self.texts.begin_sheet(name.as_str()));
        let cells = Cells::default();
        self.open = Some(OpenSheet { name, hidden, cells, number, before: self.texts.len() });
    }

    /// Whether the text of the sheet is kept.
    pub fn takes_text(&self) -> bool {
        let is_shown = self.open.as_ref().is_some_and(|open| open.number.is_some());
        is_shown && self.texts.exceeded().is_none()
    }

    /// Adds cells of this sheet that are not empty: their displayed text, and the stored one where it
    /// differs.
    pub fn add(&mut self, cells: CellRange, text: &str, stored: Option<&str>) {
        let Some(open) = &mut self.open else { return };
        open.cells.add(cells);
        let Some(sheet) = open.number else { return };
        let at = Unit::Cells { sheet, cells: Some(cells) };
        self.texts.push(Passage { stored, ..Passage::new(at, text) });
    }

    fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        // An empty sheet has a passage without text, so that it can be cited.
        if let Some(sheet) = open.number
            && self.texts.len() == open.before
        {
            self.texts.push(Passage::new(Unit::Cells { sheet, cells: None }, ""));
        }
        self.sheets.push(open.cells.sheet(open.name, open.hidden));
    }

    /// The facts and the text.
    pub fn finish(mut self, macros: bool) -> (Facts, Passages) {
        self.end();
        (Facts { sheets: Some(self.sheets), macros, ..Facts::default() }, self.texts)
    }
}
