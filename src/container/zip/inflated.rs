//! The content of a deflated entry.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::DeflateDecoder;
use rawzip::ReaderAt;

use super::section::{Section, sought};

/// How many bytes are read from the file at a time.
const BUFFER: usize = 64 << 10;

/// Unpacks deflated bytes from beginning to end.
pub(crate) fn deflated<R: ReaderAt>(packed: Section<R>) -> DeflateDecoder<BufReader<Section<R>>> {
    DeflateDecoder::new(BufReader::with_capacity(BUFFER, packed))
}

/// Unpacks while it is read, in little memory: a seek forward reads on, one backward begins anew.
pub(crate) struct Inflated<R: ReaderAt> {
    packed: Section<R>,
    decoder: DeflateDecoder<BufReader<Section<R>>>,
    /// Length that the archive declares; nothing beyond it is yielded.
    length: u64,
    /// Where the decoder is, and where the reader wants to be.
    decoded: u64,
    position: u64,
}

impl<R: ReaderAt + Clone> Inflated<R> {
    pub fn new(packed: Section<R>, length: u64) -> Inflated<R> {
        let decoder = deflated(packed.clone());
        Inflated { packed, decoder, length, decoded: 0, position: 0 }
    }
}

impl<R: ReaderAt + Clone> Read for Inflated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.length {
            return Ok(0);
        }
        if self.decoded > self.position {
            self.decoder = deflated(self.packed.clone());
            self.decoded = 0;
        }
        let behind = self.position - self.decoded;
        if behind > 0 {
            let skipped = io::copy(&mut (&mut self.decoder).take(behind), &mut io::sink())?;
            self.decoded += skipped;
            if skipped < behind {
                return Ok(0);
            }
        }
        let left = usize::try_from(self.length - self.position).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let Some(buffer) = buffer.get_mut(..wanted) else { return Ok(0) };
        let read = self.decoder.read(buffer)?;
        self.decoded += read as u64;
        self.position = self.decoded;
        Ok(read)
    }
}

impl<R: ReaderAt> Seek for Inflated<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.length)?;
        Ok(self.position)
    }
}
