//! Text with the place that it stands at.

use super::cells::CellRange;

/// A piece of text with the narrowest unit it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Where it stands.
    pub at: Unit,
    /// The text, with line breaks where the artifact has them.
    pub text: &'a str,
    /// The same as the file stores it, where a reader sees it another way: the 0.83 of a cell that
    /// shows 83 %.
    pub stored: Option<&'a str>,
    /// The rank of a heading: 1 is the highest below a title, which has 0. None for other text.
    pub heading: Option<u8>,
    /// The first and last line of the source that it stands on, where the source is a text.
    pub lines: Option<(u32, u32)>,
}

impl<'a> Passage<'a> {
    /// Text at a place.
    pub fn new(at: Unit, text: &'a str) -> Passage<'a> {
        Passage { at, text, stored: None, heading: None, lines: None }
    }
}

/// What text is counted by: the narrowest place that can be cited of it.
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
    /// A cell of a sheet, or more of them where the file has them as one; the sheet itself where it
    /// has none.
    Cells {
        /// The number of the sheet among those of the [`Passages`](super::Passages), from 0.
        sheet: u32,
        /// The cells.
        cells: Option<CellRange>,
    },
}
