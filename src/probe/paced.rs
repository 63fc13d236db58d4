//! A source that can be asked only so often: a bound on a library that walks in a circle.

use std::io::{self, Read, Seek, SeekFrom};

/// A source for a reader that takes a few bytes of it at a time.
pub(super) struct Paced<R> {
    source: R,
    left: u64,
}

impl<R> Paced<R> {
    /// A source of so many bytes, each of which may be asked for a few times, but no more often
    /// than `most` together: whoever asks more often has lost the way.
    pub fn new(source: R, length: u64, most: u64) -> Paced<R> {
        Paced { source, left: length.saturating_mul(8).saturating_add(1_000).min(most) }
    }

    fn step(&mut self) -> io::Result<()> {
        let circle = || io::Error::new(io::ErrorKind::InvalidData, "its parts lead in a circle");
        self.left = self.left.checked_sub(1).ok_or_else(circle)?;
        Ok(())
    }
}

impl<R: Read> Read for Paced<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.step()?;
        self.source.read(buffer)
    }
}

impl<R: Seek> Seek for Paced<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.step()?;
        self.source.seek(to)
    }
}
