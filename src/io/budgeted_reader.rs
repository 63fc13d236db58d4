//! A source that can be asked only so often and for so much: a bound on a library that walks in a
//! circle, or believes what a part says of its length.

use std::io::{self, Read, Seek, SeekFrom};

/// The most that is given at a time; the largest pictures of films have a tenth.
const MOST_AT_ONCE: usize = 64 * 1024 * 1024;

/// A source for a reader that takes a few bytes of it at a time.
pub(crate) struct BudgetedReader<R> {
    source: R,
    left: u64,
}

impl<R> BudgetedReader<R> {
    /// A source of so many bytes, each of which may be asked for a few times, but no more often
    /// than `most` together: whoever asks more often has lost the way.
    pub fn new(source: R, length: u64, most: u64) -> BudgetedReader<R> {
        BudgetedReader { source, left: length.saturating_mul(8).saturating_add(1_000).min(most) }
    }

    fn step(&mut self) -> io::Result<()> {
        let circle = || io::Error::new(io::ErrorKind::InvalidData, "its parts lead in a circle");
        self.left = self.left.checked_sub(1).ok_or_else(circle)?;
        Ok(())
    }
}

impl<R: Read> Read for BudgetedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.step()?;
        if buffer.len() > MOST_AT_ONCE {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a part of it is too long"));
        }
        self.source.read(buffer)
    }
}

impl<R: Seek> Seek for BudgetedReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.step()?;
        self.source.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_for_too_much_gets_nothing() {
        let mut paced = BudgetedReader::new(io::repeat(7), 1, u64::MAX);
        // Zeros that are never written to cost no memory.
        let mut buffer = vec![0; MOST_AT_ONCE + 1];
        assert!(paced.read(&mut buffer).is_err());
        assert_eq!(paced.read(&mut buffer[..9]).ok(), Some(9));
    }

    #[test]
    fn who_asks_too_often_gets_nothing_more() {
        let mut paced = BudgetedReader::new(io::repeat(7), 1, 3);
        let mut read = || paced.read(&mut [0]).is_ok();
        assert_eq!([read(), read(), read(), read()], [true, true, true, false]);
    }
}
