//! Text with the place that it stands at.

use super::location::Location;

/// A piece of text with the narrowest place it stands at: a page, slide, cell, paragraph, row or
/// line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The place. Text outside the counted places (a footnote) stands at [`Location::Whole`].
    pub at: Location,
    /// The text, with line breaks where the artifact has them.
    pub text: String,
    /// The same as the file stores it, where a reader sees it another way: the 0.83 of a cell that
    /// shows 83 %.
    pub stored: Option<Box<str>>,
    /// The rank of a heading: 1 is the highest below a title, which has 0. None for other text.
    pub heading: Option<u8>,
    /// The first and last line of the source that it stands on, where the source is a text.
    pub lines: Option<(u32, u32)>,
}

impl Passage {
    /// Text at a place.
    pub fn new(at: Location, text: impl Into<String>) -> Passage {
        Passage { at, text: text.into(), stored: None, heading: None, lines: None }
    }
}
