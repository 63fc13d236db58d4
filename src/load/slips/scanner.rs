//! A position in a text that may have slips, and the changes that mend what stands before it.

use super::edits::Edit;
use super::header::{header, is_blank};
use super::keys::Keys;
use super::kind::SlipKind;
use crate::model::Span;

/// Reads a text from its begin to its end.
pub(super) struct Scanner<'t> {
    pub text: &'t str,
    pub at: usize,
    pub keys: &'t Keys,
    pub edits: Vec<Edit>,
}

/// A key with what follows it.
pub(super) struct KeyAt {
    pub name: &'static str,
    pub span: Span,
    /// The sign between the key and its value.
    pub sign: Span,
}

/// What can't be mended.
pub(super) struct Garbled;

/// Signs that people write for `=`.
const SIGNS: [&str; 9] = ["=>", "==", ":=", "->", "=", ":", "＝", "：", "–"];

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, keys: &'t Keys) -> Scanner<'t> {
        Scanner { text, at: 0, keys, edits: Vec::new() }
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn slice(&self, span: Span) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    /// The end of the line that this byte is in, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = rest.find('\n').map_or(self.text.len(), |end| at + end);
        if end > at && self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// The begin of the next line.
    pub(super) fn next_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find('\n').map_or(self.text.len(), |end| at + end + 1)
    }

    /// How the line before the one of this byte ends; the first line goes by its own end.
    pub(super) fn line_break(&self, at: usize) -> &'static str {
        let before = self.text.get(..at).unwrap_or_default();
        let newline = before.rfind('\n').or_else(|| self.text.find('\n'));
        let line = newline.and_then(|newline| self.text.get(..newline));
        if line.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
    }

    /// The first byte that is no blank.
    pub(super) fn after_blanks(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + (rest.len() - rest.trim_start_matches(is_blank).len())
    }

    pub(super) fn edit(&mut self, span: Span, text: impl Into<String>, kind: SlipKind) {
        let anchor = span.clone();
        self.edits.push(Edit { span, text: text.into(), kind, anchor, sure: true });
    }

    /// Skips blanks, and replaces those that TOML does not know.
    pub(super) fn skip_blanks(&mut self) {
        let end = self.after_blanks(self.at);
        let mut at = self.at;
        for c in self.slice(self.at..end).chars() {
            if c != ' ' && c != '\t' {
                let is_wide = !matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}');
                let text = if is_wide { " " } else { "" };
                self.edit(at..at + c.len_utf8(), text, SlipKind::NoBreakSpace);
            }
            at += c.len_utf8();
        }
        self.at = end;
    }

    /// Skips blanks, line breaks and comments.
    pub(super) fn skip_lines(&mut self) {
        loop {
            self.skip_blanks();
            match self.peek() {
                Some('\n' | '\r') => self.at += 1,
                Some('#') => self.at = self.line_end(self.at),
                _ => return,
            }
        }
    }

    /// The known key at a byte, if a sign like `=` follows it.
    pub(super) fn key_at(&self, at: usize) -> Option<KeyAt> {
        let rest = self.text.get(at..)?;
        let opened = rest.strip_prefix(is_quote).unwrap_or(rest);
        let word = opened.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()?;
        let name = self.keys.named(word)?;
        let mut end = at + (rest.len() - opened.len()) + word.len();
        if opened.len() < rest.len() {
            end += self.text.get(end..)?.chars().next().filter(|c| is_quote(*c))?.len_utf8();
        }
        let sign = self.after_blanks(end);
        let typed = self.sign(sign)?;
        Some(KeyAt { name, span: at..end, sign: sign..sign + typed.len() })
    }

    /// The sign for `=` at a byte.
    pub(super) fn sign(&self, at: usize) -> Option<&'static str> {
        let rest = self.text.get(at..)?;
        SIGNS.into_iter().find(|sign| rest.starts_with(*sign))
    }

    /// Whether the line that begins here begins another statement: a table's name, or a key that stands
    /// at the begin of lines. A colon alone does not tell it from prose.
    pub(super) fn begins_statement(&self, line: usize) -> bool {
        let at = self.after_blanks(line);
        let line = self.slice(at..self.line_end(at)).trim_end();
        if line.starts_with('[') {
            let name = line.split('#').next().unwrap_or(line).trim_end();
            let has_known_name = name.trim_matches(|c| "[]".contains(c)).starts_with("eo.");
            return has_known_name && name.ends_with(']') || header(name, self.keys).is_some();
        }
        let Some(key) = self.key_at(at).filter(|key| self.keys.is_outer(key.name)) else {
            return false;
        };
        let value = self.slice(key.sign.end..self.line_end(at)).trim_start_matches(is_blank);
        let is_value = value.starts_with(|c: char| is_quote(c) || "[{".contains(c));
        self.slice(key.sign).starts_with('=') || is_value
    }

    /// Whether a value may end here: what follows begins the next one, or ends the list or the line.
    pub(super) fn ends_value(&self, at: usize, is_inner: bool) -> bool {
        let next = self.after_blanks(at);
        let rest = self.text.get(next..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(['\n', '\r', '#']) {
            return true;
        }
        if !is_inner {
            return false;
        }
        if rest.starts_with([',', ';']) {
            let next = self.after_blanks(next + 1);
            let rest = self.text.get(next..).unwrap_or_default();
            let goes_on = |c: char| "\r\n#{}[]()".contains(c) || is_quote(c);
            return rest.is_empty() || rest.starts_with(goes_on) || self.key_at(next).is_some();
        }
        rest.starts_with(['}', ']', ')']) || next > at && self.key_at(next).is_some()
    }
}

/// Whether this is a quote of any language or keyboard.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '\u{2018}'..='\u{201f}' | '′' | '″' | '＂')
}
