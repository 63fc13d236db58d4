//! A value with slips: a text, a list, a table, or something without quotes.

use super::super::shape::{Shape, Value};
use super::header::is_blank;
use super::kind::{SlipKind, is_text};
use super::scanner::{Garbled, Scanner, is_quote};
use crate::model::{Location, Span};

/// Lists and tables inside each other, at most.
const DEEPEST: usize = 8;

impl Scanner<'_> {
    /// Reads the value of a key that stands at the begin of a line.
    pub(super) fn value(&mut self, value: Value) -> Result<(), Garbled> {
        match value {
            Value::Tables(shape) | Value::SomeTables(shape) => self.tables(shape, DEEPEST),
            _ => self.one(value, false, DEEPEST),
        }
    }

    /// Reads one value; `is_inner` means inside a table.
    fn one(&mut self, value: Value, is_inner: bool, depth: usize) -> Result<(), Garbled> {
        let depth = depth.checked_sub(1).ok_or(Garbled)?;
        match (value, self.peek()) {
            (Value::Tables(shape) | Value::SomeTables(shape), _) => self.tables(shape, depth),
            (Value::Table(shape), Some('{')) => self.table(shape, depth),
            (Value::Texts, Some('[')) => self.texts(),
            (Value::Texts, Some(_)) => Err(Garbled),
            (Value::Truth, _) => self.truth(is_inner),
            (value, Some(c)) if is_text(value) && is_quote(c) => {
                self.quoted(value, is_inner);
                Ok(())
            }
            (value, _) if is_text(value) => self.bare_text(value, is_inner),
            _ => {
                let end = self.bare_end(is_inner);
                self.at = end;
                Ok(())
            }
        }
    }

    /// The end of a value without quotes.
    fn bare_end(&self, is_inner: bool) -> usize {
        let line_end = self.line_end(self.at);
        let line = self.slice(self.at..line_end);
        let ends = line.char_indices().map(|(at, c)| (self.at + at, c));
        let end = ends.filter(|(_, c)| is_blank(*c) || ",;}])".contains(*c)).find(|(at, c)| {
            let is_comment =
                is_blank(*c) && self.slice(at + c.len_utf8()..line_end).starts_with('#');
            is_comment || is_inner && self.ends_value(*at, true)
        });
        let end = end.map_or(line_end, |(at, _)| at);
        self.at + self.slice(self.at..end).trim_end_matches(is_blank).len()
    }

    /// Puts quotes around a text that has none, or only one at its end.
    fn bare_text(&mut self, value: Value, is_inner: bool) -> Result<(), Garbled> {
        let start = self.at;
        let mut end = self.bare_end(is_inner);
        if !is_inner {
            let words = self.slice(start..end);
            let kept = words.trim_end_matches(|c: char| is_blank(c) || ",;".contains(c)).len();
            end = start + kept;
        }
        if end <= start || self.slice(start..end).starts_with(['[', '{']) {
            return Err(Garbled);
        }
        let last = self.slice(start..end).chars().next_back().filter(|c| is_quote(*c));
        let words_end = end - last.map_or(0, char::len_utf8);
        self.requote(start..start, words_end, words_end..end, value);
        self.at = end;
        Ok(())
    }

    /// `true` or `false`, in whatever words.
    fn truth(&mut self, is_inner: bool) -> Result<(), Garbled> {
        let end = self.bare_end(is_inner);
        let span = self.at..end;
        let typed = self.slice(span.clone());
        let typed = typed.trim_end_matches([',', ';', '.']);
        let span = span.start..span.start + typed.len();
        let word = typed.trim_matches(|c| is_quote(c) || is_blank(c)).to_lowercase();
        let truth = match word.as_str() {
            "true" | "yes" | "y" | "on" | "ture" | "ja" | "si" | "oui" => true,
            "false" | "no" | "n" | "off" | "flase" => false,
            _ => return Err(Garbled),
        };
        let wanted = if truth { "true" } else { "false" };
        if typed != wanted {
            self.edit(span.clone(), wanted, SlipKind::Truth(truth));
        }
        self.at = span.end;
        Ok(())
    }

    /// A list of texts.
    fn texts(&mut self) -> Result<(), Garbled> {
        self.at += 1;
        loop {
            self.skip_lines();
            match self.peek() {
                Some(']') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(c) if is_quote(c) => self.quoted(Value::Text, true),
                _ => return Err(Garbled),
            }
            let end = self.at;
            self.skip_lines();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(';') => self.instead(","),
                Some(c) if is_quote(c) => self.edit(end..end, ",", SlipKind::Missing(",")),
                Some(']') => {}
                _ => return self.missing_end(end, "]"),
            }
        }
    }

    /// Replaces the character here.
    fn instead(&mut self, wanted: &'static str) {
        let Some(typed) = self.peek() else { return };
        let span = self.at..self.at + typed.len_utf8();
        self.edit(span.clone(), wanted, SlipKind::Instead(typed.to_string(), wanted));
        self.at = span.end;
    }

    /// Adds the bracket that is missing behind this byte.
    fn missing_end(&mut self, end: usize, bracket: &'static str) -> Result<(), Garbled> {
        self.edit(end..end, bracket, SlipKind::Missing(bracket));
        self.at = end;
        Ok(())
    }

    /// A list of tables, or what stands in its place: one table, a text, tables without brackets.
    fn tables(&mut self, shape: &'static Shape, depth: usize) -> Result<(), Garbled> {
        let (start, first) = (self.at, self.edits.len());
        let has_bracket = self.peek() == Some('[');
        if has_bracket {
            self.at += 1;
        }
        let (mut items, mut has_text) = (0, false);
        loop {
            match has_bracket {
                true => self.skip_lines(),
                false => self.skip_blanks(),
            }
            self.skip_bullet();
            let begin = self.at;
            match self.peek() {
                Some(']') if has_bracket || items > 0 => {
                    self.at += 1;
                    if !has_bracket {
                        self.insert_at(first, start, "[");
                    }
                    return Ok(());
                }
                Some('{' | '(') => self.table(shape, depth)?,
                Some(_) if self.key_at(self.at).is_some() => {
                    self.edit(begin..begin, "{ ", SlipKind::Missing("{"));
                    self.fields(shape, depth)?;
                }
                Some(c) if is_quote(c) || c.is_alphanumeric() => {
                    has_text = true;
                    self.text_for_table(shape)?;
                }
                _ if has_bracket && items > 0 => return self.close_list(start, begin),
                _ => return Err(Garbled),
            }
            items += 1;
            let end = self.at;
            match has_bracket {
                true => self.skip_lines(),
                false => self.skip_blanks(),
            }
            let is_next = |c: char| "{(".contains(c);
            match self.peek() {
                Some(',') => self.at += 1,
                Some(';') => self.instead(","),
                Some(']') => {}
                Some(c) if is_next(c) => self.edit(end..end, ",", SlipKind::Missing(",")),
                Some('}') if has_bracket => {
                    let at = self.at;
                    if self.slice(at + 1..self.line_end(at)).trim().starts_with(']') {
                        self.edit(at..at + 1, "", SlipKind::Extra("}".to_owned()));
                        self.at += 1;
                    } else {
                        self.instead("]");
                        return Ok(());
                    }
                }
                _ if has_bracket => return self.close_list(start, end),
                _ => {
                    self.at = end;
                    if !has_text {
                        self.insert_at(first, start, "[");
                    } else {
                        self.edit(start..start, "[", SlipKind::TextForTable);
                    }
                    let kind = if has_text { SlipKind::TextForTable } else { SlipKind::OneTable };
                    self.edit(end..end, "]", kind);
                    return Ok(());
                }
            }
        }
    }

    /// Adds the bracket at the begin of a list, before the changes inside it.
    fn insert_at(&mut self, index: usize, at: usize, bracket: &'static str) {
        self.edit(at..at, bracket, SlipKind::OneTable);
        if let Some(edit) = self.edits.pop() {
            self.edits.insert(index.min(self.edits.len()), edit);
        }
    }

    /// Adds the bracket that is missing at the end of a list, on a line of its own if the list has lines.
    fn close_list(&mut self, start: usize, end: usize) -> Result<(), Garbled> {
        let end = start + self.slice(start..end).trim_end().len();
        let has_lines = self.slice(start..end).contains('\n');
        let line_break = if has_lines { self.line_break(end) } else { "" };
        self.edit(end..end, format!("{line_break}]"), SlipKind::Missing("]"));
        self.at = end;
        Ok(())
    }

    fn skip_bullet(&mut self) {
        let rest = self.rest();
        let Some(bullet) = rest.chars().next().filter(|c| is_bullet(*c)) else { return };
        let next = self.after_blanks(self.at + bullet.len_utf8());
        let is_item = self.slice(next..self.line_end(next)).starts_with(['{', '(']);
        if is_item || self.key_at(next).is_some() {
            self.edit(self.at..next, "", SlipKind::Bullet);
            self.at = next;
        }
    }

    /// A table in braces.
    fn table(&mut self, shape: &'static Shape, depth: usize) -> Result<(), Garbled> {
        match self.peek() {
            Some('{') => self.at += 1,
            _ => self.instead("{"),
        }
        self.fields(shape, depth)
    }

    /// The keys of a table, and the brace that ends it.
    fn fields(&mut self, shape: &'static Shape, depth: usize) -> Result<(), Garbled> {
        let mut end = self.at;
        loop {
            self.skip_lines();
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(')') => {
                    self.instead("}");
                    return Ok(());
                }
                _ => {}
            }
            let Some(key) = self.key_at(self.at).filter(|_| !self.begins_statement(self.at)) else {
                return self.missing_brace(end);
            };
            self.key_and_sign(key.name, key.span, Some(key.sign));
            let value = shape.key(key.name).map_or(Value::Text, |key| key.value);
            self.one(value, true, depth)?;
            end = self.at;
            self.skip_lines();
            match self.peek() {
                Some(',') => {
                    let next = self.after_blanks(self.at + 1);
                    let rest = self.text.get(next..).unwrap_or_default();
                    if rest.starts_with(['{', '(', ']']) {
                        return self.missing_brace(end);
                    }
                    if rest.trim_start().starts_with('{') {
                        return self.missing_brace(end);
                    }
                    self.at += 1;
                }
                Some(';') => self.instead(","),
                Some('}' | ')') => {}
                Some(_) if self.key_at(self.at).is_some() && !self.begins_statement(self.at) => {
                    self.edit(end..end, ",", SlipKind::Missing(","));
                }
                _ => return self.missing_brace(end),
            }
        }
    }

    fn missing_brace(&mut self, end: usize) -> Result<(), Garbled> {
        // A comma that ends the line of a table stays behind its brace.
        self.edit(end..end, " }", SlipKind::Missing("}"));
        self.at = end;
        Ok(())
    }

    /// Mends a key and what stands between it and its value.
    pub(super) fn key_and_sign(&mut self, name: &'static str, key: Span, sign: Option<Span>) {
        let typed = self.slice(key.clone());
        let plain = typed.trim_matches('"');
        if plain != name && self.keys.named(typed.trim_matches(is_quote)).is_some() {
            self.edit(key.clone(), name, SlipKind::KeyName(name));
        }
        match sign {
            Some(sign) if self.slice(sign.clone()) == "=" => {
                self.at = key.end;
                self.skip_blanks();
                self.at = sign.end;
            }
            Some(sign) => {
                let end = self.after_blanks(sign.end);
                let typed = self.slice(sign.clone()).to_owned();
                self.edit(key.end..end, " = ", SlipKind::NoEquals(typed));
                self.at = end;
            }
            None => {
                let end = self.after_blanks(key.end);
                self.edit(key.end..end, " = ", SlipKind::MissingEquals(name.to_owned()));
                self.at = end;
            }
        }
        self.skip_blanks();
    }

    /// A text that names a file and a place in it, as a table.
    fn text_for_table(&mut self, shape: &'static Shape) -> Result<(), Garbled> {
        if shape.key("artifact").is_none() {
            return Err(Garbled);
        }
        let line_end = self.line_end(self.at);
        let line = self.slice(self.at..line_end);
        let quote = line.chars().next().filter(|c| is_quote(*c));
        let (words, end) = match quote {
            Some(quote) => {
                let inner = &line[quote.len_utf8()..];
                let close = inner.char_indices().find(|(at, c)| {
                    let next = self.at + quote.len_utf8() + at + c.len_utf8();
                    is_quote(*c) && self.ends_value(next, true)
                });
                let (close, c) = close.ok_or(Garbled)?;
                (&inner[..close], self.at + quote.len_utf8() + close + c.len_utf8())
            }
            None => {
                let words = line.split([']', '#']).next().unwrap_or(line).trim_end();
                (words, self.at + words.len())
            }
        };
        let (path, place) = path_and_place(words).ok_or(Garbled)?;
        let at = if place.is_empty() { String::new() } else { format!(", at = \"{place}\"") };
        let table = format!("{{ artifact = \"{path}\"{at} }}");
        self.edit(self.at..end, table, SlipKind::TextForTable);
        self.at = end;
        Ok(())
    }
}

/// Whether this is a sign before an item of a list.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '‣' | '▪' | '●' | '○' | '◦' | '–' | '—' | '-' | '*' | '\u{f0b7}')
}

/// The file and the place in `artifacts/survey.pdf, page 1`; none unless both are clear.
fn path_and_place(words: &str) -> Option<(String, String)> {
    let words = words.trim().replace('\\', "/");
    if words.contains(['"', '\n', '\t']) {
        return None;
    }
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with([' ', ',', ';', ':']);
    let dots = words.match_indices('.').map(|(at, _)| at);
    let ends = dots.map(|dot| {
        let extension = words[dot + 1..].chars().take_while(char::is_ascii_alphanumeric).count();
        (extension, dot + 1 + extension)
    });
    let mut ends = ends.filter(|(length, end)| (2..=5).contains(length) && is_end(&words[*end..]));
    let (_, end) = ends.next()?;
    let between = |c: char| c == ' ' || ",;:–-(".contains(c);
    let place = words[end..].trim_start_matches(between).trim_end_matches([' ', '.', ')', ',']);
    let place = place.strip_prefix("at ").unwrap_or(place);
    let is_clear = place.is_empty() || Location::parse(place).is_ok();
    is_clear.then(|| (words[..end].to_owned(), place.to_owned()))
}
