//! What is known of the inside of an artifact.

use super::cells::CellRange;

/// The measurable facts of one artifact; each is there where its kind has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Physical pages of a PDF.
    pub pages: Option<u32>,
    /// What viewers call each page of a PDF, where that is not its number alone.
    pub page_labels: Option<Vec<String>>,
    /// Slides in the order of the file.
    pub slides: Option<Vec<Slide>>,
    /// Sheets in the order of the tabs.
    pub sheets: Option<Vec<Sheet>>,
    /// Length of a recording in milliseconds.
    pub millis: Option<u64>,
    /// The recording's length could only be estimated.
    pub approximate: bool,
    /// Whether a recording has a moving picture.
    pub has_video: Option<bool>,
    /// Whether a recording has sound.
    pub has_audio: Option<bool>,
    /// Width of an image in pixels, as it is shown (orientation applied).
    pub width: Option<u32>,
    /// Height of an image in pixels, as it is shown.
    pub height: Option<u32>,
    /// Lines of a text.
    pub lines: Option<u32>,
    /// Rows of a table, the heading included.
    pub rows: Option<u32>,
    /// Headings of a document in their order.
    pub headings: Option<Vec<String>>,
    /// Non-empty paragraphs of a document.
    pub paragraphs: Option<u32>,
    /// What browsers and most other programs do not show of it.
    pub unshown: Option<Unshown>,
    /// The file carries macros, programs that run when it is opened.
    pub macros: bool,
}

/// Why a file of a format that browsers show is not shown by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// A PDF portfolio: its cover is shown, and not the files in it.
    Portfolio,
    /// A form in XML (XFA), in whose place a page asks to wait.
    DynamicForm,
    /// A film in HEVC (H.265), as phones and cameras save it.
    Hevc,
    /// A film in another format that browsers do not play.
    Film,
}

/// A slide of a presentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slide {
    /// The show skips it.
    pub hidden: bool,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Its tab is hidden.
    pub hidden: bool,
    /// The smallest range that holds every cell with content; none for an empty sheet.
    pub used: Option<CellRange>,
    /// The cells with content that are shown, as rectangles, in no particular order.
    pub filled: Vec<CellRange>,
    /// The same of cells in hidden rows and columns.
    pub hidden_cells: Vec<CellRange>,
    /// The cells under charts, pictures and text boxes; all cells of a tab that is a chart.
    pub drawings: Vec<CellRange>,
}
