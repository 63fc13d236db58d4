//! Chunks of PNG (third edition, section 5), each with its length and checksum.

use std::ops::Range;

use crate::io::{ProbeError, RangeReader, Source};

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// Of a longer chunk no content is kept; the largest honest ones are color profiles of a few MB.
const LONGEST_CONTENT: u64 = 16 << 20;

/// A chunk, of which only length and name have been read.
pub(crate) struct Chunk {
    pub name: [u8; 4],
    length: u64,
    /// Where it stands in the file, with length, name and checksum.
    pub range: Range<u64>,
}

/// A walk over the chunks of a picture.
pub(crate) struct Chunks<'s> {
    reader: RangeReader<'s>,
    next: u64,
}

impl<'s> Chunks<'s> {
    /// The chunks of a file.
    ///
    /// # Errors
    /// It is no PNG, or cannot be read.
    pub fn of(source: &'s mut dyn Source) -> Result<Chunks<'s>, ProbeError> {
        let mut reader = RangeReader::whole(source)?;
        match reader.read_array()? == SIGNATURE {
            true => Ok(Chunks { next: reader.position(), reader }),
            false => Err(ProbeError::damaged("it does not begin as a PNG does")),
        }
    }

    /// The next chunk. What was not read of the one before is skipped.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn next(&mut self) -> Result<Chunk, ProbeError> {
        self.reader.skip(self.next - self.reader.position())?;
        let start = self.reader.position();
        let length = u64::from(u32::from_be_bytes(self.reader.read_array()?));
        let name = self.reader.read_array()?;
        self.next = start + length + 12;
        Ok(Chunk { name, length, range: start..self.next })
    }

    /// Reads the content of the chunk that was the last; nothing where it is very long.
    ///
    /// # Errors
    /// It is not whole, or cannot be read.
    pub fn content(&mut self, chunk: &Chunk) -> Result<Vec<u8>, ProbeError> {
        match chunk.length <= LONGEST_CONTENT {
            true => self.reader.read_bytes(chunk.length),
            false => Ok(Vec::new()),
        }
    }

    /// The same of a chunk whose checksum must be right. The content is kept only if it `is_kept`.
    ///
    /// # Errors
    /// It is damaged or not whole, or cannot be read.
    pub fn checked(&mut self, chunk: &Chunk, is_kept: bool) -> Result<Vec<u8>, ProbeError> {
        let mut sum = flate2::Crc::new();
        sum.update(&chunk.name);
        let is_kept = is_kept && chunk.length <= LONGEST_CONTENT;
        let mut content = Vec::new();
        self.reader.read_chunks(chunk.length, |part| {
            sum.update(part);
            if is_kept {
                content.extend_from_slice(part);
            }
        })?;
        match self.reader.read_array()? == sum.sum().to_be_bytes() {
            true => Ok(content),
            false => Err(ProbeError::damaged("the checksum of a chunk is wrong")),
        }
    }

    /// What follows in the file; behind the last chunk, this is no part of the picture.
    pub fn rest(&self) -> Range<u64> {
        self.reader.position()..self.reader.end()
    }
}

/// A chunk with this name and content.
pub(crate) fn packed(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(content);
    [length.to_be_bytes().as_slice(), &name, content, &sum.sum().to_be_bytes()].concat()
}
