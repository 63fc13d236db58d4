//! Tables as text (RFC 4180 and its cousins with tabs and semicolons): rows.

use super::{Passage, Source, Trouble, text};
use crate::model::{Facts, Location, Numbers};

/// How much of a table is looked at to tell what separates its fields.
const SAMPLE: usize = 4_096;

/// Rows as a spreadsheet numbers them, the heading and empty rows included, and lines. They differ
/// where a quoted field holds a line break.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    let mut rows = Rows::default();
    let mut lines = 0_u64;
    let mut ends_open = false;
    text::decode(source, None, &mut |piece| {
        rows.take_in(piece, &mut |_| {});
        lines += piece.bytes().filter(|&byte| byte == b'\n').count() as u64;
        ends_open = piece.bytes().last().map_or(ends_open, |last| last != b'\n');
        Ok(())
    })?;
    rows.finish(&mut |_| {});
    Ok(Facts {
        rows: Some(rows.row),
        lines: u32::try_from(lines + u64::from(ends_open)).ok(),
        ..Facts::default()
    })
}

/// A passage for each row that holds something, its fields with tabs between them.
pub(super) fn passages(source: &mut dyn Source) -> Result<Vec<Passage>, Trouble> {
    let all = text::read(source)?;
    let mut passages = Vec::new();
    let mut keep = |row: Row| {
        if !row.text.trim().is_empty() {
            passages.push(Passage {
                lines: Some(row.lines),
                ..Passage::new(Location::Rows(Numbers::one(row.number)), row.text)
            });
        }
    };
    let mut rows = Rows::default();
    rows.take_in(&all, &mut keep);
    rows.finish(&mut keep);
    Ok(passages)
}

/// A row with its number and the lines that it stands on.
struct Row {
    number: u32,
    lines: (u32, u32),
    text: String,
}

/// Takes a table apart, however it comes in pieces.
#[derive(Default)]
struct Rows {
    separator: Option<char>,
    /// Rows that have begun.
    row: u32,
    /// Line breaks so far.
    breaks: u32,
    /// Line breaks before the row that is being read.
    before: u32,
    text: String,
    /// Something of a row has been read.
    begun: bool,
    quoted: bool,
    /// The last sign was a quote inside a quoted field: the end of it, or half of a quote.
    closing: bool,
    /// The next sign is the first of its field.
    at_field: bool,
}

impl Rows {
    fn take_in(&mut self, piece: &str, done: &mut dyn FnMut(Row)) {
        let separator = *self.separator.get_or_insert_with(|| separator(piece));
        for sign in piece.chars() {
            if !self.begun {
                self.begun = true;
                self.at_field = true;
                self.before = self.breaks;
                self.row = self.row.saturating_add(1);
            }
            if sign == '\n' {
                self.breaks = self.breaks.saturating_add(1);
            }
            let at_field = std::mem::take(&mut self.at_field);
            let closing = std::mem::take(&mut self.closing);
            match sign {
                '"' if self.quoted => {
                    self.quoted = false;
                    self.closing = true;
                }
                '"' if closing => {
                    self.quoted = true;
                    self.text.push('"');
                }
                '"' if at_field => self.quoted = true,
                sign if self.quoted => self.text.push(sign),
                '\n' => self.end(done),
                '\r' => {}
                sign if sign == separator => {
                    self.text.push('\t');
                    self.at_field = true;
                }
                sign => self.text.push(sign),
            }
        }
    }

    /// The last row may have no line break behind it.
    fn finish(&mut self, done: &mut dyn FnMut(Row)) {
        if self.begun {
            self.breaks = self.breaks.saturating_add(1);
            self.end(done);
        }
    }

    fn end(&mut self, done: &mut dyn FnMut(Row)) {
        let lines = (self.before.saturating_add(1), self.breaks);
        done(Row { number: self.row, lines, text: std::mem::take(&mut self.text) });
        self.begun = false;
        self.quoted = false;
    }
}

/// The sign between fields: the one that stands most often at the beginning of the table.
fn separator(head: &str) -> char {
    let sample: Vec<char> = head.chars().take(SAMPLE).collect();
    let count = |sign: char| sample.iter().filter(|&&it| it == sign).count();
    [',', ';', '\t'].into_iter().rev().max_by_key(|&sign| count(sign)).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn rows(table: &str) -> Vec<(String, String)> {
        let passages = passages(&mut Cursor::new(table.to_owned())).unwrap();
        passages.into_iter().map(|it| (it.at.to_string(), it.text)).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let table = "name;note\r\n\r\n\"Do; Re\";\"two\nlines, \"\"quoted\"\"\"\nlast;";
        assert_eq!(
            rows(table),
            [
                ("row 1".to_owned(), "name\tnote".to_owned()),
                ("row 3".to_owned(), "Do; Re\ttwo\nlines, \"quoted\"".to_owned()),
                ("row 4".to_owned(), "last\t".to_owned()),
            ]
        );
        let facts = facts(&mut Cursor::new(table)).unwrap();
        assert_eq!((facts.rows, facts.lines), (Some(4), Some(5)));
    }
}
