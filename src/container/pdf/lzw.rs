//! The LZW filter of old PDF files (ISO 32000-2, section 7.4.4), undone while it is read.
//!
//! Written by hand for the reason of the other filters; the crates for it are for pictures, whose
//! codes grow one entry later.

use std::io::{self, BufRead, Read};

use super::filters::next_byte;

/// The code that begins a new table, and the one that ends the data.
const CLEAR: u16 = 256;
const END: u16 = 257;
/// The most entries of a table.
const LARGEST: usize = 4_096;

/// Undoes the filter where codes grow one entry early, as they do unless a file says otherwise.
pub(super) struct LzwReader<R> {
    inner: R,
    /// Bits that are read and belong to the next code, and how many.
    bits: u32,
    count: u32,
    /// Each entry is an earlier entry and one more byte; from 258 on.
    table: Vec<(u16, u8)>,
    previous: Option<u16>,
    /// What is decoded and not yet read, the last byte first.
    string: Vec<u8>,
    is_done: bool,
}

impl<R: BufRead> LzwReader<R> {
    pub fn new(inner: R) -> LzwReader<R> {
        LzwReader {
            inner,
            bits: 0,
            count: 0,
            table: Vec::new(),
            previous: None,
            string: Vec::new(),
            is_done: false,
        }
    }

    /// The code of the next entry.
    fn next_entry(&self) -> usize {
        self.table.len() + usize::from(END) + 1
    }

    /// The next code; none at the end.
    fn code(&mut self) -> io::Result<Option<u16>> {
        let width = match self.next_entry() {
            ..511 => 9,
            511..1_023 => 10,
            1_023..2_047 => 11,
            _ => 12,
        };
        while self.count < width {
            let Some(byte) = next_byte(&mut self.inner)? else { return Ok(None) };
            self.bits = (self.bits << 8 | u32::from(byte)) & 0x00ff_ffff;
            self.count += 8;
        }
        self.count -= width;
        let code = self.bits >> self.count & ((1 << width) - 1);
        Ok(u16::try_from(code).ok())
    }

    /// Decodes the string of the next code; false at the end.
    fn read_string(&mut self) -> io::Result<bool> {
        loop {
            let code = match self.code()? {
                None | Some(END) => return Ok(false),
                Some(CLEAR) => {
                    self.table.clear();
                    self.previous = None;
                    continue;
                }
                Some(code) => code,
            };
            let next = self.next_entry();
            let is_known = usize::from(code) < next;
            // The entry that is under way is the one before and its own first byte.
            let Some(from) = (if is_known { Some(code) } else { self.previous }) else {
                return Ok(false);
            };
            self.spell(from);
            let Some(first) = self.string.last().copied() else { return Ok(false) };
            if !is_known {
                self.string.insert(0, first);
            }
            if let Some(previous) = self.previous.filter(|_| next < LARGEST) {
                self.table.push((previous, first));
            }
            self.previous = Some(code.min(u16::try_from(next).unwrap_or(u16::MAX)));
            return Ok(true);
        }
    }

    /// The string of an entry, the last byte first.
    fn spell(&mut self, mut code: u16) {
        self.string.clear();
        while let Some((before, byte)) = usize::from(code)
            .checked_sub(usize::from(END) + 1)
            .and_then(|entry| self.table.get(entry))
        {
            self.string.push(*byte);
            code = *before;
        }
        self.string.extend(u8::try_from(code).ok());
    }
}

impl<R: BufRead> Read for LzwReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut length = 0;
        for place in buffer {
            if self.string.is_empty() && !self.is_done {
                self.is_done = !self.read_string()?;
            }
            let Some(byte) = self.string.pop() else { break };
            *place = byte;
            length += 1;
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Packs without ever using the table, so that its widths are put to the test.
    fn packed(data: &[u8]) -> Vec<u8> {
        let (mut bits, mut count, mut packed) = (0_u64, 0, Vec::new());
        let codes = data.iter().map(|byte| u64::from(*byte));
        for (entry, code) in (257..).zip([256].into_iter().chain(codes).chain([257])) {
            let width = match entry {
                ..=511 => 9,
                512..=1_023 => 10,
                1_024..=2_047 => 11,
                _ => 12,
            };
            bits = bits << width | code;
            count += width;
            while count >= 8 {
                count -= 8;
                packed.push((bits >> count) as u8);
            }
        }
        packed.push((bits << (8 - count)) as u8);
        packed
    }

    #[test]
    fn codes_grow_with_the_table() {
        let data: Vec<u8> = (0..3_500_u32).map(|number| (number * number % 251) as u8).collect();
        let mut read = Vec::new();
        LzwReader::new(&packed(&data)[..]).read_to_end(&mut read).unwrap();
        assert_eq!(read, data);
    }

    #[test]
    fn no_bytes_are_an_error() {
        for seed in 0..200_u32 {
            let bytes: Vec<u8> =
                (0..300_u32).map(|at| (seed + at).pow(2).wrapping_mul(37) as u8).collect();
            let mut read = Vec::new();
            LzwReader::new(&bytes[..]).take(1 << 20).read_to_end(&mut read).unwrap();
        }
    }
}
