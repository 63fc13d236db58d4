//! Bytes that can be read only so often: a bound on a library that walks in a circle.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// Bytes in memory, for a reader that takes a few of them at a time.
pub(super) struct Paced {
    bytes: Cursor<Vec<u8>>,
    left: u64,
}

impl Paced {
    /// Bytes that may be asked for a few times each: whoever asks more often has lost the way.
    pub fn new(bytes: Vec<u8>) -> Paced {
        let left = (bytes.len() as u64).saturating_mul(8).saturating_add(1_000);
        Paced { bytes: Cursor::new(bytes), left }
    }

    fn step(&mut self) -> io::Result<()> {
        let circle = || io::Error::new(io::ErrorKind::InvalidData, "its parts lead in a circle");
        self.left = self.left.checked_sub(1).ok_or_else(circle)?;
        Ok(())
    }
}

impl Read for Paced {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.step()?;
        self.bytes.read(buffer)
    }
}

impl Seek for Paced {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.step()?;
        self.bytes.seek(to)
    }
}
