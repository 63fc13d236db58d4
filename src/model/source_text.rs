//! A text of the portfolio, and where in it something stands.

use std::ops::Range;

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
}

impl SourceText {
    /// The line and column of a byte of the text.
    ///
    /// A byte inside a character belongs to that character; one past the end
    /// stands behind the last character.
    pub fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &self.text[..byte];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
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
        let source = SourceText { path: "a".into(), text: "é1\r\nüber x".into() };
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(source.text.len() - 1), Position { line: 2, column: 6 });
        assert_eq!(source.position(999), Position { line: 2, column: 7 });
    }
}
