//! A text as a library reads that wants bytes, and the lines that it stands on.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};

use super::plain::Lines;
use crate::io::ProbeError;
use crate::io::text_chunks::Pieces;

/// A text that is read once, from its beginning to its end, as UTF-8.
pub(crate) struct Stream<'s>(RefCell<Inner<'s>>);

struct Inner<'s> {
    pieces: Pieces<'s>,
    /// What of the last piece has not been read yet.
    piece: Vec<u8>,
    from: usize,
    lines: Lines,
    /// How many bytes there were before the end of the last piece.
    length: usize,
    /// Where the line breaks stand that nobody has asked for yet, and how many there were before.
    breaks: VecDeque<usize>,
    passed: u32,
    trouble: Option<ProbeError>,
}

impl<'s> Stream<'s> {
    pub fn of(pieces: Pieces<'s>) -> Stream<'s> {
        Stream(RefCell::new(Inner {
            pieces,
            piece: Vec::new(),
            from: 0,
            lines: Lines::default(),
            length: 0,
            breaks: VecDeque::new(),
            passed: 0,
            trouble: None,
        }))
    }

    /// The line of a byte that has been read, and stands behind the one asked for before; of an
    /// earlier one, the line of that.
    pub fn line_of(&self, byte: usize) -> u32 {
        let Inner { breaks, passed, .. } = &mut *self.0.borrow_mut();
        while breaks.front().is_some_and(|&at| at < byte) {
            breaks.pop_front();
            *passed = passed.saturating_add(1);
        }
        passed.saturating_add(1)
    }

    /// The lines that were read.
    ///
    /// # Errors
    /// Why the text could not be read to its end.
    pub fn finish(self) -> Result<Lines, ProbeError> {
        let Inner { lines, trouble, .. } = self.0.into_inner();
        trouble.map_or(Ok(lines), Err)
    }
}

impl Read for &Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Inner { pieces, piece, from, lines, length, breaks, trouble, .. } =
            &mut *self.0.borrow_mut();
        if *from == piece.len() {
            let next = pieces.next().unwrap_or_else(|why| {
                *trouble = Some(why);
                None
            });
            let Some(next) = next else { return Ok(0) };
            lines.take_in(next);
            breaks.extend(memchr::memchr_iter(b'\n', next.as_bytes()).map(|at| *length + at));
            *length += next.len();
            piece.clear();
            piece.extend_from_slice(next.as_bytes());
            *from = 0;
        }
        let rest = piece.get(*from..).unwrap_or_default();
        let read = rest.len().min(buffer.len());
        if let (Some(buffer), Some(rest)) = (buffer.get_mut(..read), rest.get(..read)) {
            buffer.copy_from_slice(rest);
        }
        *from += read;
        Ok(read)
    }
}
