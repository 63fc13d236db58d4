//! Text with its place.

use super::cells::CellRange;

/// A piece of text with the narrowest unit that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Its place.
    pub at: Unit,
    /// The text, with line breaks where the artifact has them.
    pub text: &'a str,
    /// The text as the file stores it, where a reader sees something else: the 0.83 of a cell that
    /// shows 83 %.
    pub stored: Option<&'a str>,
    /// The rank of a heading: 0 for a title, 1 for the highest heading below it. None for other text.
    pub heading: Option<u8>,
    /// Whether words may stand there that could not be read: in a picture, or in a font that does
    /// not say what its letters are.
    pub has_unread: bool,
    /// The first and last line of it in the file, where the file is a text.
    pub lines: Option<(u32, u32)>,
}

impl<'a> Passage<'a> {
    /// Text at a place.
    pub fn new(at: Unit, text: &'a str) -> Passage<'a> {
        Passage { at, text, stored: None, heading: None, has_unread: false, lines: None }
    }
}

/// A unit that text is counted by: its narrowest place that can be cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// The artifact as a whole: text outside the counted places, such as a footnote.
    Whole,
    /// A physical page, from 1.
    Page(u32),
    /// A slide in the order of the file, from 1.
    Slide(u32),
    /// A row of a table, from 1.
    Row(u32),
    /// A line of a text, from 1.
    Line(u32),
    /// A paragraph, from 1 over those that are not empty.
    Paragraph(u32),
    /// A cue of a transcript: what is said from one moment to another, in milliseconds.
    Cue {
        /// When it begins.
        start: u32,
        /// When it ends.
        end: u32,
    },
    /// A cell of a sheet, or merged cells; the sheet itself where it has none.
    Cells {
        /// The number of the sheet among those of the [`Passages`](super::Passages), from 0.
        sheet: u32,
        /// The cells.
        cells: Option<CellRange>,
    },
}
