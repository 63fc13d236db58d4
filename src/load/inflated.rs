//! A deflated stretch of a file, as the file that it unpacks to.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::DeflateDecoder;

use super::section::{Section, sought};

/// Unpacks while it is read, in little memory: a seek forward reads on, one
/// backward begins anew.
pub(super) struct Inflated {
    packed: Section,
    decoder: DeflateDecoder<BufReader<Section>>,
    /// Length that the archive declares; nothing beyond it is yielded.
    bytes: u64,
    /// Where the decoder is, and where the reader wants to be.
    decoded: u64,
    position: u64,
}

impl Inflated {
    pub(super) fn new(packed: Section, bytes: u64) -> Inflated {
        let decoder = decoder(&packed);
        Inflated { packed, decoder, bytes, decoded: 0, position: 0 }
    }
}

fn decoder(packed: &Section) -> DeflateDecoder<BufReader<Section>> {
    DeflateDecoder::new(BufReader::with_capacity(64 << 10, packed.clone()))
}

impl Read for Inflated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.bytes {
            return Ok(0);
        }
        if self.decoded > self.position {
            self.decoder = decoder(&self.packed);
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
        let left = usize::try_from(self.bytes - self.position).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let Some(buffer) = buffer.get_mut(..wanted) else { return Ok(0) };
        let read = self.decoder.read(buffer)?;
        self.decoded += read as u64;
        self.position = self.decoded;
        Ok(read)
    }
}

impl Seek for Inflated {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.bytes)?;
        Ok(self.position)
    }
}
