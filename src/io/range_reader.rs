//! Reading a range of a file.

use std::io::{self, BufRead, BufReader, Read, SeekFrom};
use std::ops::Range;

use super::{ProbeError, Source};

/// The bytes of a range of a file; fewer where the file ends before.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn read_range(source: &mut dyn Source, range: Range<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.seek(SeekFrom::Start(range.start))?;
    source.take(range.end.saturating_sub(range.start)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a range of a file from its beginning to its end, and holds none of it.
pub(crate) struct RangeReader<'s> {
    source: BufReader<&'s mut dyn Source>,
    position: u64,
    end: u64,
}

impl<'s> RangeReader<'s> {
    /// Reads a range.
    pub fn new(
        source: &'s mut dyn Source,
        range: Range<u64>,
    ) -> Result<RangeReader<'s>, ProbeError> {
        source.seek(SeekFrom::Start(range.start))?;
        let source = BufReader::new(source);
        Ok(RangeReader { source, position: range.start, end: range.end })
    }

    /// Reads a whole file.
    pub fn whole(source: &'s mut dyn Source) -> Result<RangeReader<'s>, ProbeError> {
        let end = source.seek(SeekFrom::End(0))?;
        RangeReader::new(source, 0..end)
    }

    /// The position in the file.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The end of the range in the file.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Reads the next bytes into an array.
    ///
    /// # Errors
    /// There are fewer.
    pub fn read_array<const N: usize>(&mut self) -> Result<[u8; N], ProbeError> {
        self.advance(N as u64)?;
        let mut bytes = [0; N];
        self.source.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Reads the next bytes into memory.
    ///
    /// # Errors
    /// There are fewer.
    pub fn read_bytes(&mut self, length: u64) -> Result<Vec<u8>, ProbeError> {
        let mut bytes = Vec::new();
        self.read_chunks(length, |chunk| bytes.extend_from_slice(chunk))?;
        Ok(bytes)
    }

    /// Shows the next bytes chunk by chunk.
    ///
    /// # Errors
    /// There are fewer.
    pub fn read_chunks(
        &mut self,
        length: u64,
        mut show: impl FnMut(&[u8]),
    ) -> Result<(), ProbeError> {
        self.advance(length)?;
        let mut left = usize::try_from(length).map_err(|_| ProbeError::cut_off())?;
        while left > 0 {
            let chunk = self.source.fill_buf()?;
            let chunk = chunk.get(..left).unwrap_or(chunk);
            if chunk.is_empty() {
                return Err(ProbeError::cut_off());
            }
            show(chunk);
            let read = chunk.len();
            self.source.consume(read);
            left -= read;
        }
        Ok(())
    }

    /// Skips the next bytes.
    ///
    /// # Errors
    /// There are fewer.
    pub fn skip(&mut self, length: u64) -> Result<(), ProbeError> {
        self.advance(length)?;
        self.source.seek_relative(i64::try_from(length).map_err(|_| ProbeError::cut_off())?)?;
        Ok(())
    }

    /// Skips to the next byte of this value, and says whether it was the next one.
    ///
    /// # Errors
    /// There is none.
    pub fn skip_to(&mut self, wanted: u8) -> Result<bool, ProbeError> {
        let before = self.position;
        loop {
            let chunk = self.source.fill_buf()?;
            let left = usize::try_from(self.end.saturating_sub(self.position));
            let chunk = chunk.get(..left.unwrap_or(usize::MAX)).unwrap_or(chunk);
            if chunk.is_empty() {
                return Err(ProbeError::cut_off());
            }
            let found = memchr::memchr(wanted, chunk);
            let skipped = found.unwrap_or(chunk.len());
            self.source.consume(skipped);
            self.position += skipped as u64;
            if found.is_some() {
                return Ok(self.position == before);
            }
        }
    }

    fn advance(&mut self, length: u64) -> Result<(), ProbeError> {
        let to = self.position.checked_add(length).filter(|to| *to <= self.end);
        self.position = to.ok_or_else(ProbeError::cut_off)?;
        Ok(())
    }
}
