//! The blocks of a document while it is read, whatever its format: paragraphs, tables, text boxes.

use super::markdown_writer::Run;
use crate::io::ProbeError;

/// A piece of the text, in reading order.
pub(super) enum Block<P> {
    Paragraph(Paragraph<P>),
    /// The paragraphs of each cell of each row. A text box is a table of one cell.
    Table(Vec<Vec<Vec<String>>>),
}

/// A paragraph, with what its format says of it.
#[derive(Default)]
pub(super) struct Paragraph<P> {
    pub runs: Vec<Run>,
    pub properties: P,
}

impl<P> Paragraph<P> {
    /// Its words, however they look.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// The most text that is collected, in bytes, each paragraph and row counted as some more: four times
/// the longest narrative.
const MOST: usize = 4 << 20;
const OF_EACH: usize = 16;

/// Collects blocks during a walk.
#[derive(Default)]
pub(super) struct Blocks<P> {
    size: usize,
    blocks: Vec<Block<P>>,
    /// The open paragraphs: one in a text box stands inside another.
    open: Vec<Paragraph<P>>,
    /// The rows of the outermost table, and the depth in tables.
    rows: Vec<Vec<Vec<String>>>,
    tables: u32,
    boxes: u32,
    in_boxes: Vec<String>,
}

impl<P> Blocks<P> {
    pub fn begin_table(&mut self) {
        self.tables += 1;
    }

    pub fn end_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        if self.tables == 0 && !self.rows.is_empty() {
            self.blocks.push(Block::Table(std::mem::take(&mut self.rows)));
        }
    }

    /// Fails as soon as there is more text than any document of this kind has.
    ///
    /// # Errors
    /// There is.
    pub fn check_size(&self) -> Result<(), ProbeError> {
        match self.size > MOST {
            true => Err(ProbeError::TooLarge("its text is over 4 MB long".to_owned())),
            false => Ok(()),
        }
    }

    /// A row; those of a table inside a cell belong to that cell.
    pub fn begin_row(&mut self) {
        self.size += OF_EACH;
        if self.tables == 1 {
            self.rows.push(Vec::new());
        }
    }

    pub fn begin_cell(&mut self) {
        self.size += OF_EACH;
        if self.tables == 1
            && let Some(row) = self.rows.last_mut()
        {
            row.push(Vec::new());
        }
    }

    pub fn begin_box(&mut self) {
        self.boxes += 1;
    }

    pub fn end_box(&mut self) {
        self.boxes = self.boxes.saturating_sub(1);
    }

    pub fn begin_paragraph(&mut self, properties: P) {
        self.size += OF_EACH;
        self.open.push(Paragraph { runs: Vec::new(), properties });
    }

    /// The properties of the innermost open paragraph.
    pub fn properties(&mut self) -> Option<&mut P> {
        self.open.last_mut().map(|paragraph| &mut paragraph.properties)
    }

    /// Adds text to the innermost open paragraph.
    pub fn push(&mut self, run: Run) {
        let Some(paragraph) = self.open.last_mut() else { return };
        self.size += run.text.len() + OF_EACH;
        match paragraph.runs.last_mut().filter(|last| last.looks_like(&run)) {
            Some(last) => last.text.push_str(&run.text),
            None => paragraph.runs.push(run),
        }
    }

    pub fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let plain = paragraph.plain();
        if !plain.trim().is_empty() {
            if self.boxes > 0 {
                self.in_boxes.push(plain);
            } else if self.tables > 0 {
                let cell = self.rows.last_mut().and_then(|row| row.last_mut());
                cell.into_iter().for_each(|cell| cell.push(plain.clone()));
            } else {
                self.blocks.push(Block::Paragraph(paragraph));
            }
        }
        if self.open.is_empty() {
            let boxes = std::mem::take(&mut self.in_boxes);
            if !boxes.is_empty() {
                self.blocks.push(Block::Table(vec![vec![boxes]]));
            }
        }
    }

    /// All blocks, also where end tags are missing.
    pub fn finish(mut self) -> Vec<Block<P>> {
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        self.tables = self.tables.min(1);
        self.end_table();
        self.blocks
    }
}
