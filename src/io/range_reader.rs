//! A stretch of a file that is read from its beginning to its end, and not held.

use std::io::{self, BufRead, BufReader, Read, SeekFrom};
use std::ops::Range;

use super::ProbeError;
use super::Source;

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

/// Where a walk through a file stands.
pub(crate) struct RangeReader<'s> {
    source: BufReader<&'s mut dyn Source>,
    at: u64,
    end: u64,
}

impl<'s> RangeReader<'s> {
    /// Through a stretch of a file.
    pub fn through(
        source: &'s mut dyn Source,
        range: Range<u64>,
    ) -> Result<RangeReader<'s>, ProbeError> {
        source.seek(SeekFrom::Start(range.start))?;
        Ok(RangeReader { source: BufReader::new(source), at: range.start, end: range.end })
    }

    /// Through a whole file.
    pub fn through_all(source: &'s mut dyn Source) -> Result<RangeReader<'s>, ProbeError> {
        let end = source.seek(SeekFrom::End(0))?;
        RangeReader::through(source, 0..end)
    }

    /// Where it stands, from the beginning of the file.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Where it ends.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// The next bytes, so many.
    ///
    /// # Errors
    /// There are less.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], ProbeError> {
        self.step(N as u64)?;
        let mut bytes = [0; N];
        self.source.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// The same in one row.
    pub fn bytes(&mut self, length: u64) -> Result<Vec<u8>, ProbeError> {
        let mut bytes = Vec::new();
        self.each(length, |part| bytes.extend_from_slice(part))?;
        Ok(bytes)
    }

    /// The same part by part.
    pub fn each(&mut self, length: u64, mut show: impl FnMut(&[u8])) -> Result<(), ProbeError> {
        self.step(length)?;
        let mut left = usize::try_from(length).map_err(|_| ProbeError::cut_off())?;
        while left > 0 {
            let part = self.source.fill_buf()?;
            let part = part.get(..left).unwrap_or(part);
            if part.is_empty() {
                return Err(ProbeError::cut_off());
            }
            show(part);
            let read = part.len();
            self.source.consume(read);
            left -= read;
        }
        Ok(())
    }

    /// Passes over the next bytes, so many.
    ///
    /// # Errors
    /// There are less.
    pub fn skip(&mut self, length: u64) -> Result<(), ProbeError> {
        self.step(length)?;
        self.source.seek_relative(i64::try_from(length).map_err(|_| ProbeError::cut_off())?)?;
        Ok(())
    }

    /// Goes to the next byte of this value, and says whether it was there already.
    ///
    /// # Errors
    /// There is none.
    pub fn find(&mut self, wanted: u8) -> Result<bool, ProbeError> {
        let before = self.at;
        loop {
            let part = self.source.fill_buf()?;
            let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
            let part = part.get(..left).unwrap_or(part);
            if part.is_empty() {
                return Err(ProbeError::cut_off());
            }
            let found = memchr::memchr(wanted, part);
            let passed = found.unwrap_or(part.len());
            self.source.consume(passed);
            self.at += passed as u64;
            if found.is_some() {
                return Ok(self.at == before);
            }
        }
    }

    fn step(&mut self, length: u64) -> Result<(), ProbeError> {
        let to = self.at.checked_add(length).filter(|to| *to <= self.end);
        self.at = to.ok_or_else(ProbeError::cut_off)?;
        Ok(())
    }
}
