//! The text of a document as Markdown.

/// What a document says, as Markdown that is nowhere written to disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentText {
    /// The Markdown.
    pub markdown: String,
    /// Where paragraphs begin in it, each with its number in the document; in order.
    pub paragraphs: Vec<(usize, u32)>,
}
