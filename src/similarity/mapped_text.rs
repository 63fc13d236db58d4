//! A decoded text with the place in the file of each of its bytes.

use crate::model::{SourceText, Span};

/// A text and the source of each of its bytes.
pub(crate) struct MappedText {
    /// The text.
    pub text: String,
    /// For each byte of the text, and for its end, its byte in the file.
    at: Vec<usize>,
}

impl MappedText {
    /// The whole of a file.
    pub fn file(source: &SourceText) -> MappedText {
        MappedText { text: source.text.clone(), at: (0..=source.text.len()).collect() }
    }

    /// The value of the TOML string at this place of a file, without the indentation of its lines:
    /// Markdown takes indented lines for code.
    pub fn toml_string(source: &SourceText, span: &Span, value: &str) -> MappedText {
        let decoded = source.text.get(span.clone()).and_then(|raw| decoded(raw, span.start));
        let decoded = decoded.filter(|decoded| same(&decoded.text, value));
        // If this decoder fails, every byte maps to the string as a whole.
        let written = decoded.unwrap_or_else(|| {
            let mut at = vec![span.start; value.len()];
            at.push(span.end);
            MappedText { text: value.to_owned(), at }
        });
        written.without_indentation()
    }

    /// The part of the file from which a part of the text is.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let at = |byte: usize| self.at.get(byte).or(self.at.last()).copied().unwrap_or(0);
        at(start)..at(end).max(at(start))
    }

    fn without_indentation(self) -> MappedText {
        let mut text = String::with_capacity(self.text.len());
        let mut at = Vec::with_capacity(self.at.len());
        let mut line_begins = true;
        for (byte, c) in self.text.char_indices() {
            line_begins = c == '\n' || line_begins && matches!(c, ' ' | '\t');
            if line_begins && c != '\n' {
                continue;
            }
            text.push(c);
            at.extend((byte..byte + c.len_utf8()).filter_map(|byte| self.at.get(byte)));
        }
        at.extend(self.at.last());
        MappedText { text, at }
    }
}

/// Whether two texts differ at most in carriage returns.
fn same(one: &str, other: &str) -> bool {
    one.chars().filter(|c| *c != '\r').eq(other.chars().filter(|c| *c != '\r'))
}

/// The value of a TOML string (TOML 1.1, "String"); none if it is not a string.
fn decoded(raw: &str, start: usize) -> Option<MappedText> {
    let quotes = ["\"\"\"", "'''", "\"", "'"];
    let quote = quotes.into_iter().find(|quote| raw.starts_with(quote))?;
    let inside = raw.strip_prefix(quote)?.strip_suffix(quote)?;
    // A line end right after three quotes does not belong to the text.
    let body = match quote.len() {
        3 => inside.strip_prefix("\r\n").or(inside.strip_prefix('\n')).unwrap_or(inside),
        _ => inside,
    };
    let mut at_now = start + quote.len() + inside.len() - body.len();
    let (mut text, mut at) =
        (String::with_capacity(body.len()), Vec::with_capacity(body.len() + 1));
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let (meant, length) = match c {
            '\\' if quote.starts_with('"') => escaped(rest)?,
            c => (Some(c), c.len_utf8()),
        };
        if let Some(meant) = meant {
            text.push(meant);
            at.extend((0..meant.len_utf8()).map(|byte| match c {
                '\\' => at_now,
                _ => at_now + byte,
            }));
        }
        at_now += length;
        rest = rest.get(length..)?;
    }
    at.push(at_now);
    Some(MappedText { text, at })
}

/// The character that the escape at the start of this text stands for, if any, and the escape's
/// length.
fn escaped(text: &str) -> Option<(Option<char>, usize)> {
    let kind = text.chars().nth(1)?;
    let c = match kind {
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        '"' => '"',
        '\\' => '\\',
        'x' | 'u' | 'U' => {
            let length = match kind {
                'x' => 4,
                'u' => 6,
                _ => 10,
            };
            let code = u32::from_str_radix(text.get(2..length)?, 16).ok()?;
            return Some((Some(char::from_u32(code)?), length));
        }
        // At the end of a line it removes all white space up to the next character.
        _ => {
            let after = text.get(1..)?;
            let space = after.len() - after.trim_start().len();
            return (space > 0).then_some((None, 1 + space));
        }
    };
    Some((Some(c), 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_of_a_string_has_its_place() {
        for (raw, value, word, place) in [
            ("'''\n  one\n  two'''", "  one\n  two", "two", 12),
            (r#""a \"b\" c\u00e9d""#, "a \"b\" céd", "céd", 9),
            ("\"\"\"one \\\n   two\"\"\"", "one two", "two", 12),
            ("\"\"\"\r\none\r\ntwo\"\"\"", "one\r\ntwo", "two", 10),
        ] {
            let source = SourceText::new(String::new(), format!("k = {raw}"));
            let written = MappedText::toml_string(&source, &(4..source.text.len()), value);
            let start = written.text.find(word).unwrap();
            let span = written.span(start, start + word.len());
            assert_eq!(span.start, 4 + place, "{raw}");
            assert!(source.text[span].starts_with(&word[..1]), "{raw}");
        }
    }

    #[test]
    fn a_string_that_cannot_be_decoded_has_one_place() {
        let source = SourceText::new(String::new(), "k = \"a\\qb\"");
        let written = MappedText::toml_string(&source, &(4..10), "other");
        assert_eq!((written.text.as_str(), written.span(1, 3)), ("other", 4..4));
        assert_eq!(written.span(0, 5), 4..10);
    }
}
