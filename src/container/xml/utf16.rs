//! Parts in UTF-16, which XML allows as well as UTF-8 (ECMA-376 part 2, section 10.1.2).

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};

/// How much is decoded at a time.
const BLOCK: usize = 16 << 10;

/// A part as UTF-8, whichever of both it is in.
pub(super) fn decoded<'p>(mut part: impl BufRead + 'p) -> io::Result<Box<dyn BufRead + 'p>> {
    let encoding = match part.fill_buf()? {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => UTF_16LE,
        [0xfe, 0xff, ..] | [0, b'<', ..] => UTF_16BE,
        _ => return Ok(Box::new(part)),
    };
    let decoder = encoding.new_decoder_with_bom_removal();
    Ok(Box::new(Utf16 { part, decoder, text: String::with_capacity(BLOCK), read: 0, ended: false }))
}

struct Utf16<R> {
    part: R,
    decoder: Decoder,
    text: String,
    /// How much of the text was read.
    read: usize,
    ended: bool,
}

impl<R: BufRead> BufRead for Utf16<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.read >= self.text.len() && !self.ended {
            self.text.clear();
            self.read = 0;
            let block = self.part.fill_buf()?;
            self.ended = block.is_empty();
            let (_, consumed, _) = self.decoder.decode_to_string(block, &mut self.text, self.ended);
            self.part.consume(consumed);
        }
        Ok(self.text.as_bytes().get(self.read..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.read = self.read.saturating_add(amount);
    }
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(available) {
            *to = *from;
        }
        self.consume(length);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_of_bytes_are_read_with_and_without_a_mark() {
        let text = format!("<t>{}</t>", "Élèves 学校 𝄞 ".repeat(3_000));
        for mark in ["\u{feff}", ""] {
            let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for bytes in [&little, &big] {
                let mut read = String::new();
                decoded(bytes.as_slice()).unwrap().read_to_string(&mut read).unwrap();
                assert_eq!(read, text);
            }
        }
    }
}
