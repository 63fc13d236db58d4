//! The lines of a text: how many there are, and which one a place is on.

use crate::formats::row::ReadFn;
use crate::io::{ProbeError, Source, decode};
use crate::model::Facts;

/// The lines of a text of any length.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    let mut lines = LineCounter::default();
    decode(source, None, |chunk| {
        lines.add(chunk);
        Ok(())
    })?;
    Ok(Facts { lines: Some(lines.count()?), ..Facts::default() })
}

/// The facts that this reader of a whole text finds; of a text that is too long to be held, its lines
/// alone.
pub(in crate::formats) fn facts_or_lines(
    source: &mut dyn Source,
    read: ReadFn,
) -> Result<Facts, ProbeError> {
    match read(source) {
        Err(ProbeError::TooLarge(_)) => {
            source.rewind()?;
            facts(source)
        }
        read => Ok(read?.0),
    }
}

/// Counts the lines of a text that is read in chunks. The last line counts whether or not a line break
/// ends it.
#[derive(Default)]
pub(super) struct LineCounter {
    breaks: u64,
    is_open: bool,
}

impl LineCounter {
    /// Adds the next chunk.
    pub fn add(&mut self, chunk: &str) {
        self.breaks += memchr::memchr_iter(b'\n', chunk.as_bytes()).count() as u64;
        self.is_open = chunk.bytes().last().map_or(self.is_open, |last| last != b'\n');
    }

    /// How many lines there were.
    ///
    /// # Errors
    /// More than a citation can name.
    pub fn count(&self) -> Result<u32, ProbeError> {
        u32::try_from(self.breaks + u64::from(self.is_open))
            .map_err(|_| ProbeError::TooLarge("it has over 4,000,000,000 lines".into()))
    }
}

/// Finds the lines of places, going forward through a text.
#[derive(Default)]
pub(super) struct LineFinder<'a> {
    text: &'a str,
    position: usize,
    breaks: u32,
}

impl<'a> LineFinder<'a> {
    /// From the beginning of a text.
    pub fn new(text: &'a str) -> LineFinder<'a> {
        LineFinder { text, position: 0, breaks: 0 }
    }

    /// The line of a place after the one that was asked for last; of an earlier place, the line of
    /// that one.
    pub fn line_of(&mut self, place: usize) -> u32 {
        let between = self.text.as_bytes().get(self.position..place).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', between).count();
        self.breaks = self.breaks.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.position = self.position.max(place);
        self.breaks.saturating_add(1)
    }

    /// The lines of the whole text.
    pub fn count(mut self) -> u32 {
        let last = self.line_of(self.text.len());
        if self.text.is_empty() || self.text.ends_with('\n') { last - 1 } else { last }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn the_last_line_counts_with_and_without_its_line_break() {
        for text in ["", "a", "a\n", "a\n\nb", "\r\n", "a\r\nb\r\n\r\n"] {
            let lines = facts(&mut Cursor::new(text)).unwrap().lines.map(|lines| lines as usize);
            assert_eq!(lines, Some(text.lines().count()), "{text:?}");
            assert_eq!(LineFinder::new(text).count() as usize, text.lines().count(), "{text:?}");
        }
    }
}
