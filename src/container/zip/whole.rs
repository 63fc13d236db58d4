//! A deflated entry that is read to its end, of which nothing may be missing or left.

use std::io::{self, BufRead, BufReader, Read};

use flate2::{Decompress, FlushDecompress, Status};
use rawzip::ReaderAt;

use super::damaged;
use super::section::Section;

const BUFFER: usize = 64 << 10;

/// Unpacks deflated bytes from beginning to end. A stream that ends too early, and bytes behind its
/// end, are errors: programs differ in what they do with them.
pub(crate) struct Whole<R> {
    packed: BufReader<Section<R>>,
    stream: Decompress,
    is_done: bool,
}

impl<R: ReaderAt> Whole<R> {
    pub fn new(packed: Section<R>) -> Whole<R> {
        let packed = BufReader::with_capacity(BUFFER, packed);
        Whole { packed, stream: Decompress::new(false), is_done: false }
    }
}

impl<R: ReaderAt> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while !self.is_done {
            let input = self.packed.fill_buf()?;
            let is_last = input.is_empty();
            let (read, written) = (self.stream.total_in(), self.stream.total_out());
            let status = self.stream.decompress(input, buffer, FlushDecompress::None);
            let status = status.map_err(|_| damaged("its content is damaged"))?;
            let count = |from: u64, to: u64| usize::try_from(to - from).unwrap_or(usize::MAX);
            self.packed.consume(count(read, self.stream.total_in()));
            let written = count(written, self.stream.total_out());
            self.is_done = status == Status::StreamEnd;
            if self.is_done && !self.packed.fill_buf()?.is_empty() {
                return Err(damaged("bytes stand behind the end of its content"));
            }
            if written > 0 {
                return Ok(written);
            }
            if is_last && !self.is_done {
                return Err(damaged("the end of its content is missing"));
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_stream_that_is_cut_off_or_followed_by_bytes_is_an_error() {
        let text = b"Good morning. ".repeat(20_000);
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), Default::default());
        encoder.write_all(&text).unwrap();
        let packed = encoder.finish().unwrap();
        let read = |bytes: Vec<u8>| {
            let length = bytes.len() as u64;
            let mut unpacked = Vec::new();
            Whole::new(Section::new(bytes, 0, length)).read_to_end(&mut unpacked).map(|_| unpacked)
        };
        assert!(read(packed.clone()).unwrap() == text);
        assert!(read([&packed[..], b"x"].concat()).is_err());
        assert!(read(packed[..packed.len() - 1].to_vec()).is_err());
        assert!(read(Vec::new()).is_err());
    }
}
