//! A JPEG or PNG without its pixels: the blocks that describe it.

use std::io::{self, BufReader, Read, SeekFrom};

use crate::io::Source;

/// The most that is taken of the blocks; the largest honest ones are color profiles of a few MB.
const MOST: u64 = 16 << 20;

/// A JPEG up to where its picture begins, or a PNG without the chunks of its picture; none for
/// anything else. Of a file that breaks off, what stands before.
///
/// # Errors
/// What the machine says.
pub(crate) fn of(source: &mut dyn Source) -> io::Result<Option<Vec<u8>>> {
    source.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::new(source);
    let mut blocks = Vec::new();
    reader.by_ref().take(8).read_to_end(&mut blocks)?;
    let is_read = match blocks.as_slice() {
        [0xff, 0xd8, ..] => {
            reader.seek_relative(2 - blocks.len() as i64)?;
            blocks.truncate(2);
            segments(&mut reader, &mut blocks)
        }
        b"\x89PNG\r\n\x1a\n" => chunks(&mut reader, &mut blocks),
        _ => return Ok(None),
    };
    match is_read {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(Some(blocks)),
    }
}

type Reader<'s> = BufReader<&'s mut dyn Source>;

/// The segments of a JPEG up to "start of scan" (ITU-T T.81, annex B).
fn segments(reader: &mut Reader<'_>, blocks: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let mut head = [0; 4];
        reader.read_exact(&mut head)?;
        if head.starts_with(&[0xff, 0xff]) {
            // Any number of these may stand before a marker (section B.1.1.2).
            reader.seek_relative(-3)?;
            continue;
        }
        blocks.extend(head);
        let [0xff, marker, high, low] = head else { return Ok(()) };
        let length = u64::from(u16::from_be_bytes([high, low])).saturating_sub(2);
        if marker == 0xda || blocks.len() as u64 + length > MOST {
            return Ok(());
        }
        reader.by_ref().take(length).read_to_end(blocks)?;
    }
}

/// The chunks of a PNG that are no pixels (PNG third edition, section 5.3).
fn chunks(reader: &mut Reader<'_>, blocks: &mut Vec<u8>) -> io::Result<()> {
    const PIXELS: [[u8; 4]; 2] = [*b"IDAT", *b"fdAT"];
    loop {
        let mut head = [0; 8];
        reader.read_exact(&mut head)?;
        let [a, b, c, d, sort @ ..] = head;
        // A checksum stands behind each.
        let length = u64::from(u32::from_be_bytes([a, b, c, d])) + 4;
        if PIXELS.contains(&sort) || blocks.len() as u64 + length > MOST {
            reader.seek_relative(length as i64)?;
            continue;
        }
        blocks.extend(head);
        reader.by_ref().take(length).read_to_end(blocks)?;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn pixels_are_left_out_and_the_rest_is_as_it_was() {
        let jpeg = b"\xff\xd8\xff\xe1\x00\x04ab\xff\xfe\x00\x03c\xff\xda\x00\x02pixels\xff\xd9";
        let read = of(&mut Cursor::new(&jpeg[..])).unwrap();
        assert_eq!(read.as_deref(), jpeg.strip_suffix(b"pixels\xff\xd9"));
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x01tEXtaSUMS\0\0\0\x05IDATpixelSUMS\0\0\0\0IENDSUMS";
        let read = of(&mut Cursor::new(&png[..])).unwrap();
        let left = b"\x89PNG\r\n\x1a\n\0\0\0\x01tEXtaSUMS\0\0\0\0IENDSUMS";
        assert_eq!(read.as_deref(), Some(&left[..]));
        assert_eq!(of(&mut Cursor::new(b"GIF89a")).unwrap(), None);
        for end in 0..png.len() {
            of(&mut Cursor::new(&png[..end])).unwrap();
        }
    }
}
