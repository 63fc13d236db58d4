//! The filters of streams (ISO 32000-2, section 7.4), undone while they are read.
//!
//! Written by hand because `hayro-syntax` unpacks a stream as a whole: a few bytes can become
//! gigabytes before anybody can count them.

use std::io::{self, BufRead, BufReader, Read, Write};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;

use super::lexer::is_space;
use super::lzw::LzwReader;

/// The most filters that one stream may have. Real files have two.
const MOST_FILTERS: usize = 4;
/// The most of them that make data longer than a few times.
const MOST_PACKINGS: usize = 2;
/// How much is unpacked at a time.
const BLOCK: usize = 16 << 10;
/// The message of the error by which [`Counted`] ends.
const TOO_LONG: &str = "it unpacks to too much";

/// The data without its filters, as it is read. Reading fails when any of them yields more than
/// `most` bytes. None where a filter is for images, or there are too many.
pub(crate) fn unfiltered<'r>(
    data: &'r [u8],
    filters: &[Filter],
    most: u64,
) -> Option<Box<dyn BufRead + 'r>> {
    let packings = filters.iter().filter(|filter| longest_ratio(**filter) > 4).count();
    if filters.len() > MOST_FILTERS || packings > MOST_PACKINGS {
        return None;
    }
    let mut reader: Box<dyn BufRead + 'r> = Box::new(data);
    // Encryption of its own, which is undone before, may stand at the beginning.
    let filters = filters.strip_prefix(&[Filter::Crypt]).unwrap_or(filters);
    for filter in filters {
        let inner: Box<dyn Read + 'r> = match filter {
            Filter::FlateDecode => inflate(reader),
            Filter::LzwDecode => Box::new(LzwReader::new(reader)),
            Filter::RunLengthDecode => Box::new(RunLength { inner: reader, run: Run::None }),
            Filter::Ascii85Decode => {
                Box::new(Ascii85 { inner: reader, group: Vec::new(), is_done: false })
            }
            Filter::AsciiHexDecode => Box::new(AsciiHex { inner: reader, is_done: false }),
            _ => return None,
        };
        reader = Box::new(BufReader::with_capacity(BLOCK, Counted { inner, left: most }));
    }
    Some(reader)
}

/// How long the data is without its filters, where that and what each of them yields is at most so
/// many bytes. What of it can be read is written to `content`. Of damaged data, of which readers
/// make more or less, the most that it can be.
pub(crate) fn unpacked_length(
    data: &[u8],
    filters: &[Filter],
    most: u64,
    content: &mut impl Write,
) -> Option<u64> {
    let mut reader = unfiltered(data, filters, most)?;
    match io::copy(&mut reader, content) {
        Ok(length) => (length <= most).then_some(length),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => None,
        Err(_) => {
            let ratios = filters.iter().map(|filter| longest_ratio(*filter));
            let longest = ratios.fold(data.len() as u64, u64::saturating_mul);
            (longest <= most).then_some(longest)
        }
    }
}

/// How many bytes one byte can become at most.
pub(super) fn longest_ratio(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => 1_032,
        Filter::LzwDecode => 2_600,
        Filter::RunLengthDecode => 64,
        Filter::Ascii85Decode => 4,
        _ => 1,
    }
}

/// Undoes one layer of compression (section 7.4.4).
fn inflate<'r>(mut raw: Box<dyn BufRead + 'r>) -> Box<dyn Read + 'r> {
    // Some programs leave out the two bytes that should come first (RFC 1950, section 2.2).
    match raw.fill_buf() {
        Ok([method, flags, ..])
            if method & 0x0f == 8
                && flags & 0x20 == 0
                && u16::from_be_bytes([*method, *flags]).is_multiple_of(31) =>
        {
            Box::new(ZlibDecoder::new(raw))
        }
        _ => Box::new(DeflateDecoder::new(raw)),
    }
}

/// Fails behind so many bytes.
struct Counted<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.checked_sub(read as u64);
        self.left = left.ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, TOO_LONG))?;
        Ok(read)
    }
}

/// Run lengths (section 7.4.5).
struct RunLength<R> {
    inner: R,
    run: Run,
}

enum Run {
    None,
    Copied(usize),
    Repeated(u8, usize),
    End,
}

impl<R: BufRead> Read for RunLength<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Run::None | Run::Copied(0) | Run::Repeated(_, 0) = self.run {
            self.run = match next_byte(&mut self.inner)? {
                None | Some(128) => Run::End,
                Some(length @ 0..=127) => Run::Copied(usize::from(length) + 1),
                Some(length) => match next_byte(&mut self.inner)? {
                    Some(byte) => Run::Repeated(byte, 257 - usize::from(length)),
                    None => Run::End,
                },
            };
        }
        let (length, left) = match &mut self.run {
            Run::Copied(left) => {
                let wanted = buffer.len().min(*left);
                let part = buffer.get_mut(..wanted).unwrap_or_default();
                (self.inner.read(part)?, left)
            }
            Run::Repeated(byte, left) => {
                let wanted = buffer.len().min(*left);
                buffer.get_mut(..wanted).unwrap_or_default().fill(*byte);
                (wanted, left)
            }
            Run::None | Run::End => return Ok(0),
        };
        *left -= length;
        Ok(length)
    }
}

/// Four bytes in five characters (section 7.4.3).
struct Ascii85<R> {
    inner: R,
    /// What is decoded and not yet read, the last byte first.
    group: Vec<u8>,
    is_done: bool,
}

impl<R: BufRead> Read for Ascii85<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut length = 0;
        for place in buffer {
            if self.group.is_empty() && !self.is_done {
                self.read_group()?;
            }
            let Some(byte) = self.group.pop() else { break };
            *place = byte;
            length += 1;
        }
        Ok(length)
    }
}

impl<R: BufRead> Ascii85<R> {
    fn read_group(&mut self) -> io::Result<()> {
        let (mut value, mut digits) = (0_u32, 0_usize);
        while digits < 5 {
            match next_byte(&mut self.inner)? {
                Some(b'z') if digits == 0 => {
                    self.group = vec![0; 4];
                    return Ok(());
                }
                Some(digit @ b'!'..=b'u') => {
                    value = value.wrapping_mul(85).wrapping_add(u32::from(digit - b'!'));
                    digits += 1;
                }
                Some(byte) if is_space(byte) => {}
                // `~>` ends it.
                _ => {
                    self.is_done = true;
                    break;
                }
            }
        }
        for _ in digits..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        let bytes = value.to_be_bytes();
        let kept = bytes.get(..digits.saturating_sub(1)).unwrap_or_default();
        self.group = kept.iter().rev().copied().collect();
        Ok(())
    }
}

/// A byte in two characters (section 7.4.2).
struct AsciiHex<R> {
    inner: R,
    is_done: bool,
}

impl<R: BufRead> Read for AsciiHex<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut length = 0;
        for place in buffer {
            let Some(first) = self.digit()? else { break };
            *place = first * 16 + self.digit()?.unwrap_or(0);
            length += 1;
        }
        Ok(length)
    }
}

impl<R: BufRead> AsciiHex<R> {
    /// The next digit; none at the end.
    fn digit(&mut self) -> io::Result<Option<u8>> {
        while !self.is_done {
            let byte = next_byte(&mut self.inner)?;
            if !byte.is_some_and(is_space) {
                let digit = byte.and_then(|byte| char::from(byte).to_digit(16));
                // `>` ends it.
                self.is_done = digit.is_none();
                return Ok(digit.and_then(|digit| u8::try_from(digit).ok()));
            }
        }
        Ok(None)
    }
}

pub(super) fn next_byte(reader: &mut impl BufRead) -> io::Result<Option<u8>> {
    let byte = reader.fill_buf()?.first().copied();
    if byte.is_some() {
        reader.consume(1);
    }
    Ok(byte)
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn read(data: &[u8], filters: &[Filter]) -> Vec<u8> {
        let mut content = Vec::new();
        unfiltered(data, filters, 1_000).unwrap().read_to_end(&mut content).unwrap();
        content
    }

    fn length(data: &[u8], filters: &[Filter], most: u64) -> Option<u64> {
        unpacked_length(data, filters, most, &mut io::sink())
    }

    #[test]
    fn each_filter_is_undone() {
        assert_eq!(read(&packed(b"text"), &[Filter::FlateDecode]), b"text");
        let run_length = [2, b'a', b'b', b'c', 254, b'd', 128, b'e'];
        assert_eq!(read(&run_length, &[Filter::RunLengthDecode]), b"abcddd");
        assert_eq!(
            read(b"87cUR D]j7BEbo80z~>x", &[Filter::Ascii85Decode]),
            b"Hello world!\0\0\0\0"
        );
        assert_eq!(read(b"87cURD]i,\"Ebo7~>", &[Filter::Ascii85Decode]), b"Hello World");
        assert_eq!(read(b"61 6 27>63", &[Filter::AsciiHexDecode]), b"abp");
        // The example of section 7.4.4.2.
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let expected = [45, 45, 45, 45, 45, 65, 45, 45, 45, 66];
        assert_eq!(read(&lzw, &[Filter::LzwDecode]), expected);
        let both = [Filter::AsciiHexDecode, Filter::RunLengthDecode];
        assert_eq!(read(b"FE 61 80 >", &both), b"aaa");
    }

    #[test]
    fn what_unpacks_to_more_than_its_bound_is_noticed_at_each_filter() {
        let zeros = packed(&[0; 1_000_000]);
        let one = [Filter::FlateDecode];
        assert_eq!(length(&zeros, &one, 1_000_000), Some(1_000_000));
        assert_eq!(length(&zeros, &one, 999_999), None);
        let twice = packed(&zeros);
        let two = [Filter::FlateDecode; 2];
        assert_eq!(length(&twice, &two, 1_000_000), Some(1_000_000));
        assert_eq!(length(&twice, &two, 999_999), None);
        // White space, of which the second filter makes nothing.
        let spaces = packed(&[b' '; 1_000_000]);
        assert_eq!(length(&spaces, &[Filter::FlateDecode, Filter::AsciiHexDecode], 999_999), None);
        let thrice = packed(&twice);
        assert_eq!(length(&thrice, &[Filter::FlateDecode; 3], 100_000_000), None);
        assert_eq!(length(b"damaged", &one, 100_000), Some(7 * 1_032));
        assert_eq!(length(&[b'x'; 1_000], &one, 100_000), None);
    }
}
