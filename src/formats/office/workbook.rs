//! A workbook as it is read: its sheets, and the text of its cells.

use std::collections::{BTreeMap, HashMap};

use crate::formats::hidden_text::add;
use crate::locate::cells::{Cells, hull};
use crate::model::{CellRange, Facts, LAST_COLUMN, Metadata, Passage, Passages, Sheet, Unit};

/// The most merged ranges that are looked at in one sheet.
const MOST_MERGED: usize = 20_000;
/// The most charts, pictures and text boxes of one sheet.
const MOST_DRAWINGS: usize = 10_000;
/// How much hidden text of one sheet is kept.
const MOST_HIDDEN: usize = 1 << 20;

/// What is kept beside the facts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Nothing,
    /// The text that is shown.
    Shown,
    /// The text of hidden sheets, rows and columns.
    Hidden,
}

/// The sheets read so far.
pub(crate) struct Workbook {
    kept: Kept,
    sheets: Vec<Sheet>,
    texts: Passages,
    hidden: Metadata,
    open: Option<OpenSheet>,
}

/// The sheet that is being read.
#[derive(Default)]
struct OpenSheet {
    name: String,
    hidden: bool,
    cells: Cells,
    hidden_cells: Cells,
    /// Whether each column is hidden, from 1, and the row that is being read.
    hidden_columns: Vec<bool>,
    in_hidden_row: bool,
    /// Merged ranges by row and column of their first cell, which has what all of them show.
    merged: BTreeMap<(u32, u32), CellRange>,
    drawings: Vec<CellRange>,
    /// Its number among those whose text is kept; none if it is hidden.
    number: Option<u32>,
    /// The number of passages before it.
    before: usize,
    /// The first text of each column, which says what the others are.
    headings: HashMap<u32, String>,
    hidden_text: String,
}

impl Workbook {
    fn keeping(kept: Kept) -> Workbook {
        let (texts, hidden) = (Passages::default(), Metadata::default());
        Workbook { kept, sheets: Vec::new(), texts, hidden, open: None }
    }

    /// One that keeps the facts only.
    pub fn without_text() -> Workbook {
        Workbook::keeping(Kept::Nothing)
    }

    /// One that keeps the text as well.
    pub fn with_text() -> Workbook {
        Workbook::keeping(Kept::Shown)
    }

    /// One that keeps the text that is hidden.
    pub fn with_hidden_text() -> Workbook {
        Workbook::keeping(Kept::Hidden)
    }

    /// Begins the next sheet; the text of a hidden one is not shown.
    pub fn begin(&mut self, name: String, hidden: bool) {
        self.end();
        let is_kept = self.kept == Kept::Shown && !hidden;
        let number = is_kept.then(|| self.texts.begin_sheet(name.as_str()));
        let before = self.texts.len();
        self.open = Some(OpenSheet { name, hidden, number, before, ..OpenSheet::default() });
    }

    /// Whether the text of the sheet is kept.
    pub fn takes_text(&self) -> bool {
        let Some(open) = &self.open else { return false };
        self.kept == Kept::Hidden || open.number.is_some() && self.texts.exceeded().is_none()
    }

    /// Columns of this sheet that are hidden; they are named before its cells.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        let Some(open) = &mut self.open else { return };
        let last = (last as usize).min(LAST_COLUMN as usize);
        if open.hidden_columns.len() <= last {
            open.hidden_columns.resize(last + 1, false);
        }
        let columns = open.hidden_columns.get_mut(first as usize..=last);
        columns.into_iter().flatten().for_each(|hidden| *hidden = true);
    }

    /// Begins a row of this sheet.
    pub fn begin_row(&mut self, hidden: bool) {
        if let Some(open) = &mut self.open {
            open.in_hidden_row = hidden;
        }
    }

    /// Cells of this sheet that are merged, which may be named behind its cells.
    pub fn merge(&mut self, cells: CellRange) {
        if let Some(open) = self.open.as_mut().filter(|open| open.merged.len() < MOST_MERGED) {
            open.merged.insert((cells.first_row, cells.first_column), cells);
        }
    }

    /// A chart, a picture or a text box of this sheet, what it says, and whether that may not be all.
    pub fn draw(&mut self, cells: CellRange, texts: &[String], has_unread: bool) {
        let Some(open) = &mut self.open else { return };
        if open.drawings.len() >= MOST_DRAWINGS {
            return;
        }
        open.drawings.push(cells);
        let Some(sheet) = open.number else {
            if open.hidden && self.kept == Kept::Hidden {
                texts.iter().for_each(|text| open.hide_text(text));
            }
            return;
        };
        let at = Unit::Cells { sheet, cells: Some(cells) };
        // Numbers of a chart are those of cells.
        for text in texts.iter().filter(|text| text.parse::<f64>().is_err()) {
            self.texts.push(Passage::new(at, text));
        }
        if has_unread {
            self.texts.push(Passage { has_unread, ..Passage::new(at, "") });
        }
    }

    /// Adds cells of this sheet that are not empty: their displayed text, and the stored one where it
    /// differs. The value of a formula may be unknown.
    pub fn add(&mut self, cells: CellRange, text: Option<&str>, stored: Option<&str>) {
        let Some(open) = &mut self.open else { return };
        let columns = cells.first_column as usize..=cells.last_column as usize;
        let columns = open.hidden_columns.get(columns);
        let is_hidden =
            open.in_hidden_row || columns.is_some_and(|all| all.iter().all(|hidden| *hidden));
        match is_hidden {
            true => open.hidden_cells.add(cells),
            false => open.cells.add(cells),
        }
        if self.kept == Kept::Hidden {
            open.hide_cell(cells, text.unwrap_or_default(), is_hidden);
        }
        let Some(sheet) = open.number.filter(|_| !is_hidden) else { return };
        let at = Unit::Cells { sheet, cells: Some(cells) };
        let passage = Passage::new(at, text.unwrap_or_default());
        self.texts.push(Passage { stored, has_unread: text.is_none(), ..passage });
    }

    fn end(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.cells.extend_to(&open.merged);
        if let Some(sheet) = open.number {
            if !open.merged.is_empty() {
                self.texts.set_places(open.before, |at| match at {
                    Unit::Cells { cells: Some(cells), .. } => {
                        let first = (cells.first_row, cells.first_column);
                        let cells = open.merged.get(&first).copied().or(Some(cells));
                        Unit::Cells { sheet, cells }
                    }
                    at => at,
                });
            }
            // An empty sheet has a passage without text, so that it can be cited.
            if self.texts.len() == open.before {
                self.texts.push(Passage::new(Unit::Cells { sheet, cells: None }, ""));
            }
        }
        let place = open.hidden_place();
        add(&mut self.hidden, &place, &std::mem::take(&mut open.hidden_text));
        self.sheets.push(open.sheet());
    }

    /// The facts and the text.
    pub fn finish(mut self, macros: bool) -> (Facts, Passages) {
        self.end();
        (Facts { sheets: Some(self.sheets), macros, ..Facts::default() }, self.texts)
    }

    /// The text that is hidden.
    pub fn hidden_texts(mut self) -> Metadata {
        self.end();
        self.hidden
    }
}

impl OpenSheet {
    /// Takes down a cell if it is hidden, behind the first text of its column.
    fn hide_cell(&mut self, cells: CellRange, text: &str, is_hidden: bool) {
        let heading = self.headings.entry(cells.first_column);
        let heading = heading.or_insert_with(|| text.chars().take(60).collect());
        if self.hidden || is_hidden {
            let is_heading = heading == text;
            let line =
                if is_heading { text.to_owned() } else { format!("{}: {text}", heading.trim()) };
            self.hide_text(&line);
        }
    }

    fn hide_text(&mut self, text: &str) {
        let is_full = self.hidden_text.len() + text.len() > MOST_HIDDEN;
        if !is_full {
            self.hidden_text.push_str(text);
            self.hidden_text.push('\n');
        }
    }

    fn hidden_place(&self) -> String {
        match self.hidden {
            true => format!("hidden sheet \"{}\"", self.name),
            false => format!("hidden cells of sheet \"{}\"", self.name),
        }
    }

    fn sheet(self) -> Sheet {
        let used = [self.cells.used(), self.hidden_cells.used()].into_iter().flatten();
        let used = used.reduce(|a, b| hull(&a, &b));
        Sheet {
            name: self.name,
            hidden: self.hidden,
            used,
            filled: self.cells.rectangles(),
            hidden_cells: self.hidden_cells.rectangles(),
            drawings: self.drawings,
        }
    }
}
