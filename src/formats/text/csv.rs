//! Tables as text (RFC 4180 and its cousins with tabs and semicolons): rows.

use super::plain::Lines;
use crate::io::text_chunks::Pieces;
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passage, Passages, Unit};

/// How much of a table is looked at to tell what separates its fields.
const SAMPLE: usize = 4_096;
/// Of a longer row the beginning is let go before its end has been read, in bytes: a quote that is
/// never closed makes all the rest one row.
const MOST_HELD: usize = 1 << 20;

/// Rows as a spreadsheet numbers them, the heading and empty rows included, and lines. They differ
/// where a quoted field holds a line break.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    walk(Pieces::of(source)?, &mut |_| {})
}

/// The same, and a passage for each row that holds something, its fields with tabs between them.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let mut passages = Passages::default();
    let facts = walk(Pieces::of_bounded(source, None)?, &mut |row| {
        if !row.text.trim().is_empty() {
            let passage = Passage::new(Unit::Row(row.number), row.text);
            passages.push(Passage { lines: Some(row.lines), ..passage });
        }
    })?;
    Ok((facts, passages))
}

fn walk(table: Pieces<'_>, show: &mut dyn FnMut(Row<'_>)) -> Result<Facts, ProbeError> {
    let mut rows = Rows::default();
    let mut lines = Lines::default();
    table.each(|piece| {
        rows.take_in(piece, show);
        lines.take_in(piece);
    })?;
    rows.finish(show);
    Ok(Facts { rows: Some(rows.row), lines: lines.count().ok(), ..Facts::default() })
}

/// A row with its number and the lines that it stands on.
struct Row<'a> {
    number: u32,
    lines: (u32, u32),
    text: &'a str,
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
    fn take_in(&mut self, piece: &str, done: &mut dyn FnMut(Row<'_>)) {
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
            let most = if sign.is_whitespace() { MOST_HELD } else { 2 * MOST_HELD };
            if self.text.len() > most {
                self.hand_over(self.breaks.saturating_add(1), done);
            }
        }
    }

    /// The last row may have no line break behind it.
    fn finish(&mut self, done: &mut dyn FnMut(Row<'_>)) {
        if self.begun {
            self.breaks = self.breaks.saturating_add(1);
            self.end(done);
        }
    }

    fn end(&mut self, done: &mut dyn FnMut(Row<'_>)) {
        self.hand_over(self.breaks, done);
        self.begun = false;
        self.quoted = false;
    }

    /// Hands over what was read of a row, which stands on lines up to this one.
    fn hand_over(&mut self, last: u32, done: &mut dyn FnMut(Row<'_>)) {
        let lines = (self.before.saturating_add(1), last);
        done(Row { number: self.row, lines, text: &self.text });
        self.text.clear();
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
        let (_, passages) = read(&mut Cursor::new(table.to_owned())).unwrap();
        let mut rows = Vec::new();
        passages
            .iter()
            .for_each(|it| rows.push((passages.location(it.at).to_string(), it.text.to_owned())));
        rows
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

    #[test]
    fn a_quote_that_is_never_closed_makes_no_row_that_has_to_be_held() {
        let table = format!("a,b\n\"{}", "c,d\n".repeat(1_000_000));
        let rows = rows(&table);
        assert_eq!(rows.len(), 5);
        assert!(rows.iter().skip(1).all(|(at, _)| at == "row 2"));
        let text: String = rows.into_iter().skip(1).map(|(_, text)| text).collect();
        assert!(table.ends_with(&text));
        let facts = facts(&mut Cursor::new(table)).unwrap();
        assert_eq!((facts.rows, facts.lines), (Some(2), Some(1_000_001)));
    }
}
