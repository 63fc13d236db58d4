//! A part of a file, read as a file of its own.

use std::io::{self, Read, Seek, SeekFrom};

use rawzip::ReaderAt;

/// A part of a file that others may read at the same time.
#[derive(Clone)]
pub(crate) struct Section<R> {
    file: R,
    start: u64,
    length: u64,
    position: u64,
}

impl<R> Section<R> {
    pub fn new(file: R, start: u64, length: u64) -> Section<R> {
        Section { file, start, length, position: 0 }
    }
}

impl<R: ReaderAt> Read for Section<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.length.saturating_sub(self.position);
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let Some(buffer) = buffer.get_mut(..wanted) else { return Ok(0) };
        let read = self.file.read_at(buffer, self.start.saturating_add(self.position))?;
        self.position += read as u64;
        Ok(read)
    }
}

impl<R> Seek for Section<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.length)?;
        Ok(self.position)
    }
}

/// The position that a seek leads to; beyond the end is allowed, as in a file.
///
/// # Errors
/// It leads before the beginning.
pub(super) fn sought(to: SeekFrom, position: u64, length: u64) -> io::Result<u64> {
    let position = match to {
        SeekFrom::Start(position) => Some(position),
        SeekFrom::Current(by) => position.checked_add_signed(by),
        SeekFrom::End(by) => length.checked_add_signed(by),
    };
    position
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a place before the beginning"))
}
