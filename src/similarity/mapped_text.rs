//! A text as its author meant it, with the place in the file of each of its bytes.

use crate::model::{SourceText, Span};

/// A text, and where each of its bytes is from.
pub(crate) struct MappedText {
    /// The text.
    pub text: String,
    /// For each byte of the text, and for its end, the byte of the file it stands at.
    at: Vec<usize>,
}

impl MappedText {
    /// A file that is the text.
    pub fn file(source: &SourceText) -> MappedText {
        MappedText { text: source.text.clone(), at: (0..=source.text.len()).collect() }
    }

    /// The text that the TOML string at this stretch of a file says, its lines without
    /// indentation: Markdown would take indented ones for code, and they are none.
    pub fn toml_string(source: &SourceText, span: &Span, value: &str) -> MappedText {
        let decoded = source.text.get(span.clone()).and_then(|raw| decoded(raw, span.start));
        let decoded = decoded.filter(|decoded| same(&decoded.text, value));
        // Whatever the decoding here does not know stands at the string as a whole.
        let written = decoded.unwrap_or_else(|| {
            let mut at = vec![span.start; value.len()];
            at.push(span.end);
            MappedText { text: value.to_owned(), at }
        });
        written.without_indentation()
    }

    /// The stretch of the file that a stretch of the text is from.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let at = |byte: usize| self.at.get(byte).or(self.at.last()).copied().unwrap_or(0);
        at(start)..at(end).max(at(start))
    }

    fn without_indentation(self) -> MappedText {
        let mut text = String::with_capacity(self.text.len());
        let mut at = Vec::with_capacity(self.at.len());
        let mut line_begins = true;
        for (byte, sign) in self.text.char_indices() {
            line_begins = sign == '\n' || line_begins && matches!(sign, ' ' | '\t');
            if line_begins && sign != '\n' {
                continue;
            }
            text.push(sign);
            at.extend((byte..byte + sign.len_utf8()).filter_map(|byte| self.at.get(byte)));
        }
        at.extend(self.at.last());
        MappedText { text, at }
    }
}

/// Whether two texts differ in nothing but the sort of line ends.
fn same(one: &str, other: &str) -> bool {
    one.chars().filter(|sign| *sign != '\r').eq(other.chars().filter(|sign| *sign != '\r'))
}

/// What a string of TOML says (TOML 1.1, "String"); none where it is no string.
fn decoded(raw: &str, start: usize) -> Option<MappedText> {
    let quotes = ["\"\"\"", "'''", "\"", "'"];
    let quote = quotes.into_iter().find(|quote| raw.starts_with(quote))?;
    let inside = raw.strip_prefix(quote)?.strip_suffix(quote)?;
    // The line end right behind three quotes is none of the text.
    let body = match quote.len() {
        3 => inside.strip_prefix("\r\n").or(inside.strip_prefix('\n')).unwrap_or(inside),
        _ => inside,
    };
    let mut at_now = start + quote.len() + inside.len() - body.len();
    let (mut text, mut at) =
        (String::with_capacity(body.len()), Vec::with_capacity(body.len() + 1));
    let mut rest = body;
    while let Some(sign) = rest.chars().next() {
        let (meant, length) = match sign {
            '\\' if quote.starts_with('"') => escaped(rest)?,
            sign => (Some(sign), sign.len_utf8()),
        };
        if let Some(meant) = meant {
            text.push(meant);
            at.extend((0..meant.len_utf8()).map(|byte| match sign {
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

/// What the escape at the start of this text stands for, if it stands for a sign, and its length.
fn escaped(text: &str) -> Option<(Option<char>, usize)> {
    let kind = text.chars().nth(1)?;
    let sign = match kind {
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
        // At the end of a line it takes away all space up to the next sign.
        _ => {
            let after = text.get(1..)?;
            let space = after.len() - after.trim_start().len();
            return (space > 0).then_some((None, 1 + space));
        }
    };
    Some((Some(sign), 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_of_a_string_knows_its_place() {
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
    fn what_is_not_understood_stands_at_the_string_as_a_whole() {
        let source = SourceText::new(String::new(), "k = \"a\\qb\"");
        let written = MappedText::toml_string(&source, &(4..10), "other");
        assert_eq!((written.text.as_str(), written.span(1, 3)), ("other", 4..4));
        assert_eq!(written.span(0, 5), 4..10);
    }
}
