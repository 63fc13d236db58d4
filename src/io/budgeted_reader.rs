//! A source that can be read only so often and so much at a time: a bound on a library that loops, or
//! trusts the length that a part claims.

use std::io::{self, Read, Seek, SeekFrom};

/// The most that is read at once, in bytes; the largest frames of films have a tenth of it.
const MAX_READ: usize = 64 * 1024 * 1024;

/// A source with a budget of reads and seeks.
pub(crate) struct BudgetedReader<R> {
    source: R,
    left: u64,
}

impl<R> BudgetedReader<R> {
    /// A source of this length. Each of its bytes may be read a few times, but no more than `most`
    /// reads and seeks are allowed: more are a loop.
    pub fn new(source: R, length: u64, most: u64) -> BudgetedReader<R> {
        BudgetedReader { source, left: length.saturating_mul(8).saturating_add(1_000).min(most) }
    }

    fn spend(&mut self) -> io::Result<()> {
        let spent = || io::Error::new(io::ErrorKind::InvalidData, "its parts lead in a circle");
        self.left = self.left.checked_sub(1).ok_or_else(spent)?;
        Ok(())
    }
}

impl<R: Read> Read for BudgetedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.spend()?;
        if buffer.len() > MAX_READ {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a part of it is too long"));
        }
        self.source.read(buffer)
    }
}

impl<R: Seek> Seek for BudgetedReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.spend()?;
        self.source.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_large_a_read_is_refused() {
        let mut reader = BudgetedReader::new(io::repeat(7), 1, u64::MAX);
        // Zeros that are never written cost no memory.
        let mut buffer = vec![0; MAX_READ + 1];
        assert!(reader.read(&mut buffer).is_err());
        assert_eq!(reader.read(&mut buffer[..9]).ok(), Some(9));
    }

    #[test]
    fn reads_beyond_the_budget_are_refused() {
        let mut reader = BudgetedReader::new(io::repeat(7), 1, 3);
        let mut read = || reader.read(&mut [0]).is_ok();
        assert_eq!([read(), read(), read(), read()], [true, true, true, false]);
    }
}
