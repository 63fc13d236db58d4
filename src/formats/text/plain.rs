//! Plain texts: their lines.

use crate::io::text_chunks::Pieces;
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passage, Passages, Unit};

/// Of a longer line the beginning is let go before its end has been read, in bytes.
const MOST_HELD: usize = 1 << 20;

/// Its lines.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let mut lines = Lines::default();
    Pieces::of(source)?.each(|piece| lines.take_in(piece))?;
    Ok(Facts { lines: Some(lines.count()?), ..Facts::default() })
}

/// The same, and a passage for each line.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let mut passages = Passages::default();
    let mut lines = Lines::default();
    let mut number = 1;
    let mut add = |number, line: &str| {
        let lines = Some((number, number));
        passages.push(Passage { lines, ..Passage::new(Unit::Line(number), line) });
    };
    // The line that is not at its end yet.
    let mut open = String::new();
    Pieces::of_bounded(source, None)?.each(|piece| {
        lines.take_in(piece);
        let mut rest = piece;
        while let Some((line, after)) = rest.split_once('\n') {
            open.push_str(line);
            add(number, open.strip_suffix('\r').unwrap_or(&open));
            open.clear();
            number += 1;
            rest = after;
        }
        open.push_str(rest);
        // A program's data may be one line of many megabytes.
        if open.len() > MOST_HELD {
            let space = open.rfind(char::is_whitespace).filter(|&space| space > 0);
            let rest = open.split_off(space.unwrap_or(open.len()));
            add(number, &open);
            open = rest;
        }
    })?;
    if !open.is_empty() {
        add(number, &open);
    }
    Ok((Facts { lines: Some(lines.count()?), ..Facts::default() }, passages))
}

/// Counts the lines of a text that goes by; the last one counts whether or not a line break ends it.
#[derive(Default)]
pub(crate) struct Lines {
    breaks: u64,
    is_open: bool,
}

impl Lines {
    /// Takes in the next piece.
    pub fn take_in(&mut self, piece: &str) {
        self.breaks += memchr::memchr_iter(b'\n', piece.as_bytes()).count() as u64;
        self.is_open = piece.bytes().last().map_or(self.is_open, |last| last != b'\n');
    }

    /// How many there were.
    pub fn count(&self) -> Result<u32, ProbeError> {
        u32::try_from(self.breaks + u64::from(self.is_open))
            .map_err(|_| ProbeError::TooLarge("it has over 4,000,000,000 lines".into()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn the_last_line_counts_with_and_without_its_line_break() {
        for text in ["", "a", "a\n", "a\n\nb", "\r\n", "a\r\nb\r\n\r\n"] {
            let lines = facts(&mut Cursor::new(text)).unwrap().lines;
            assert_eq!(lines.map(|lines| lines as usize), Some(text.lines().count()), "{text:?}");
        }
    }

    #[test]
    fn lines_are_whole_wherever_a_piece_ends() {
        let text: String = (0..30_000).map(|line| format!("Zeile {line} für alle\r\n")).collect();
        let (_, passages) = read(&mut Cursor::new(&text)).unwrap();
        let mut lines = (1..).zip(text.lines());
        passages.iter().for_each(|it| {
            assert_eq!(Some((it.at, it.text)), lines.next().map(|(n, line)| (Unit::Line(n), line)))
        });
        assert_eq!(passages.len(), 30_000);
    }

    #[test]
    fn a_line_of_many_megabytes_is_let_go_piece_by_piece() {
        let data = format!("[{}]\nend", "\"a value\", ".repeat(300_000));
        let (facts, passages) = read(&mut Cursor::new(&data)).unwrap();
        assert_eq!(facts.lines, Some(2));
        let mut all = String::new();
        passages.iter().for_each(|it| {
            let is_end = it.text == "end";
            assert_eq!(it.at, Unit::Line(if is_end { 2 } else { 1 }));
            assert!(it.text.len() <= MOST_HELD + 300_000);
            all.push_str(if is_end { "\n" } else { "" });
            all.push_str(it.text);
        });
        assert!(all == data);
        assert_eq!(passages.len(), 5);
    }
}
