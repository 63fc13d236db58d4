//! A text of the portfolio, and where in it something stands.

use std::ops::Range;
use std::sync::OnceLock;

use super::document_text::DocumentText;

/// A stretch of a text, in bytes of its UTF-8 form.
pub type Span = Range<usize>;

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// A file of the portfolio that was read as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceText {
    /// Path relative to the portfolio, with `/`.
    pub path: String,
    /// The text, decoded, without byte order mark.
    pub text: String,
    /// Where the paragraphs of a document begin in the text that was made of it, each with its
    /// number; none for a file that is a text itself.
    paragraphs: Option<Vec<(usize, u32)>>,
    marks: Marks,
}

/// Every so many bytes, the position of a text is noted, so that asking for a hundred thousand
/// positions does not read it as often.
const STRIDE: usize = 1_024;

/// The positions at each stride, found when the first is asked for.
#[derive(Debug, Clone, Default)]
struct Marks(OnceLock<Vec<Position>>);

/// They follow from the text, and say nothing beside it.
impl PartialEq for Marks {
    fn eq(&self, _: &Marks) -> bool {
        true
    }
}

impl Eq for Marks {}

impl SourceText {
    /// The text of the file at this path.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> SourceText {
        SourceText { path: path.into(), text: text.into(), ..SourceText::default() }
    }

    /// The text of the document at this path.
    pub fn of_document(path: impl Into<String>, document: DocumentText) -> SourceText {
        let paragraphs = Some(document.paragraphs);
        SourceText { paragraphs, ..SourceText::new(path, document.markdown) }
    }

    /// The number of the paragraph that a byte belongs to, where the file is a document.
    pub fn paragraph(&self, byte: usize) -> Option<u32> {
        let paragraphs = self.paragraphs.as_ref()?;
        let behind = paragraphs.partition_point(|(start, _)| *start <= byte);
        Some(paragraphs.get(behind.saturating_sub(1)).map_or(1, |(_, number)| *number))
    }

    /// The place of a byte in a sentence: `line 5`, or `paragraph 5` of a document, which has no lines.
    pub fn place_in_words(&self, byte: usize) -> String {
        match self.paragraph(byte) {
            Some(paragraph) => format!("paragraph {paragraph}"),
            None => format!("line {}", self.position(byte).line),
        }
    }

    /// The line and column of a byte of the text.
    ///
    /// A byte inside a character belongs to that character; one past the end
    /// stands behind the last character.
    pub fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let marks = self.marks.0.get_or_init(|| self.every_stride());
        let mark = marks.get(byte / STRIDE).copied().unwrap_or(Position { line: 1, column: 1 });
        // A character may stand on both sides of a mark; it is counted behind it.
        let from = self.boundary(byte / STRIDE * STRIDE);
        moved(mark, self.text.get(from..byte).unwrap_or_default())
    }

    fn every_stride(&self) -> Vec<Position> {
        let mut marks = vec![Position { line: 1, column: 1 }];
        let mut last = Position { line: 1, column: 1 };
        for at in (STRIDE..=self.text.len()).step_by(STRIDE) {
            let stretch = self.boundary(at - STRIDE)..self.boundary(at);
            last = moved(last, self.text.get(stretch).unwrap_or_default());
            marks.push(last);
        }
        marks
    }

    /// The begin of the character that this byte belongs to.
    fn boundary(&self, byte: usize) -> usize {
        (0..=byte).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }
}

/// The position behind this stretch, which begins at a position.
fn moved(from: Position, stretch: &str) -> Position {
    match stretch.rfind('\n') {
        Some(newline) => Position {
            line: from.line + stretch.matches('\n').count(),
            column: stretch[newline + 1..].chars().count() + 1,
        },
        None => Position { line: from.line, column: from.column + stretch.chars().count() },
    }
}

/// Where a finding stands: a file of the portfolio, and a stretch of it where
/// the file is a text that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path relative to the portfolio, with `/`.
    pub path: String,
    /// The stretch in that file's text.
    pub span: Option<Span>,
}

impl Place {
    /// A file as a whole.
    pub fn file(path: impl Into<String>) -> Place {
        Place { path: path.into(), span: None }
    }

    /// A stretch of a text.
    pub fn at(path: impl Into<String>, span: Span) -> Place {
        Place { path: path.into(), span: Some(span) }
    }
}

/// A value and the stretch of the text that it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands, quotes included.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = SourceText::new("a", "é1\r\nüber x");
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(source.text.len() - 1), Position { line: 2, column: 6 });
        assert_eq!(source.position(999), Position { line: 2, column: 7 });
    }

    #[test]
    fn positions_far_into_a_text_are_counted_from_its_begin() {
        let text = format!("{}\né{}", "äb\n".repeat(900), "€".repeat(2_000));
        let source = SourceText::new("a", text.as_str());
        for (byte, _) in text.char_indices().step_by(7).chain([(text.len(), ' ')]) {
            let before = &text[..byte];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let line = before.matches('\n').count() + 1;
            let column = before[line_start..].chars().count() + 1;
            assert_eq!(source.position(byte), Position { line, column }, "{byte}");
        }
    }
}
