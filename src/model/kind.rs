//! The kinds of artifacts: which locations each has.

use std::fmt;

/// The kind of an artifact decides which locations it can have
/// (design section 4, "Locations").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A PDF file; its places are pages.
    Pdf,
    /// A moving picture, with or without sound; its places are times.
    Video,
    /// Sound alone; its places are times.
    Audio,
    /// Slides: PPTX, ODP.
    Presentation,
    /// Sheets of cells: XLSX, ODS.
    Spreadsheet,
    /// Comma- or tab-separated rows.
    Csv,
    /// A word processor's file: DOCX, ODT.
    Document,
    /// A web page.
    Html,
    /// A Markdown text.
    Markdown,
    /// Plain text or code; its places are lines.
    Text,
    /// The words of a recording with their times; its places are times and lines.
    Transcript,
    /// A picture; its places are regions in pixels.
    Image,
    /// Anything else: nothing can be looked up inside it.
    Other,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Kind; 13] = [
        Kind::Pdf,
        Kind::Video,
        Kind::Audio,
        Kind::Presentation,
        Kind::Spreadsheet,
        Kind::Csv,
        Kind::Document,
        Kind::Html,
        Kind::Markdown,
        Kind::Text,
        Kind::Transcript,
        Kind::Image,
        Kind::Other,
    ];

    /// The word for this kind in machine formats: `pdf`, `video`, …
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Video => "video",
            Kind::Audio => "audio",
            Kind::Presentation => "presentation",
            Kind::Spreadsheet => "spreadsheet",
            Kind::Csv => "csv",
            Kind::Document => "document",
            Kind::Html => "html",
            Kind::Markdown => "markdown",
            Kind::Text => "text",
            Kind::Transcript => "transcript",
            Kind::Image => "image",
            Kind::Other => "other",
        }
    }

    /// This kind with its article, for a sentence: "a PDF", "an image".
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Pdf => "a PDF",
            Kind::Video => "a video",
            Kind::Audio => "a sound recording",
            Kind::Presentation => "a slide deck",
            Kind::Spreadsheet => "a spreadsheet",
            Kind::Csv => "a CSV table",
            Kind::Document => "a word-processor document",
            Kind::Html => "a web page",
            Kind::Markdown => "a Markdown text",
            Kind::Text => "a text",
            Kind::Transcript => "a transcript",
            Kind::Image => "an image",
            Kind::Other => "a file of a sort mcred does not know",
        }
    }

    /// Locations that suit this kind, as someone would type them.
    pub fn forms(self) -> &'static [&'static str] {
        match self {
            Kind::Pdf => &["page 4", "pages 4-6", "pages 2, 4-6"],
            Kind::Video | Kind::Audio => &["7:45", "7:45-8:03", "12.5s"],
            Kind::Presentation => &["slide 3", "slides 3-5"],
            Kind::Spreadsheet => &["sheet \"Results\"", "sheet \"Results\" B2:D9", "rows 2-9"],
            Kind::Csv => &["rows 2-9", "whole"],
            Kind::Document | Kind::Html | Kind::Markdown => {
                &["section \"Findings\"", "paragraph 12"]
            }
            Kind::Text => &["line 10", "lines 10-20"],
            Kind::Transcript => &["7:45-8:03", "lines 10-20"],
            Kind::Image => &["whole", "region 10,20,300,200"],
            Kind::Other => &["whole"],
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
