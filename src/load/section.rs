//! A stretch of an open file, as a file of its own.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use rawzip::{FileReader, ReaderAt};

/// A stretch of a file that others may read at the same time.
#[derive(Clone)]
pub(super) struct Section {
    file: Arc<FileReader>,
    start: u64,
    bytes: u64,
    position: u64,
}

impl Section {
    pub(super) fn new(file: Arc<FileReader>, start: u64, bytes: u64) -> Section {
        Section { file, start, bytes, position: 0 }
    }
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.bytes.saturating_sub(self.position);
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let Some(buffer) = buffer.get_mut(..wanted) else { return Ok(0) };
        let read = self.file.read_at(buffer, self.start.saturating_add(self.position))?;
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Section {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.bytes)?;
        Ok(self.position)
    }
}

/// The place that a seek leads to; beyond the end is allowed, as in a file.
///
/// # Errors
/// It leads before the beginning.
pub(super) fn sought(to: SeekFrom, position: u64, bytes: u64) -> io::Result<u64> {
    let place = match to {
        SeekFrom::Start(place) => Some(place),
        SeekFrom::Current(by) => position.checked_add_signed(by),
        SeekFrom::End(by) => bytes.checked_add_signed(by),
    };
    place.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a place before the beginning"))
}
