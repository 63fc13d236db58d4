//! The description of a film (`moov`, ISO/IEC 14496-12) without the tables of its samples: where
//! each picture lies and how long it lasts, which for a film of hours is all but a few kilobytes.

use std::io::SeekFrom;
use std::ops::Range;

use crate::container::isobmff::{LONGEST_HEADER, header};
use crate::io::{ProbeError, Source, zeroed_buffer};

/// The longest that is read; a day of film has about 100 MiB.
const LONGEST: u64 = 256 * 1024 * 1024;
/// Boxes up to this length are read, whatever they are.
const SMALL: u64 = 64 * 1024;
/// Boxes that a table stands in, one in the other.
const AROUND: [&[u8; 4]; 5] = [b"moov", b"trak", b"mdia", b"minf", b"stbl"];
/// Tables with an entry for each sample or for a run of them (section 8.1.1, table 1).
const TABLES: [&[u8; 4]; 9] =
    [b"stts", b"ctts", b"stsz", b"stz2", b"stsc", b"stco", b"co64", b"stss", b"sdtp"];

/// The bytes of a box that stands here. Long tables are zeros, which were never written and cost no
/// memory: a table that says that it has no entries.
pub(crate) fn read(source: &mut dyn Source, place: Range<u64>) -> Result<Vec<u8>, ProbeError> {
    let length = place.end.saturating_sub(place.start);
    let too_large = || ProbeError::TooLarge("its description is over 256 MB long".into());
    if length > LONGEST {
        return Err(too_large());
    }
    let bytes = zeroed_buffer(usize::try_from(length).map_err(|_| too_large())?);
    let mut copy = Copy { source, start: place.start, bytes };
    copy.boxes(0..length, 0)?;
    Ok(copy.bytes)
}

struct Copy<'s> {
    source: &'s mut dyn Source,
    /// Where the bytes begin in the source.
    start: u64,
    bytes: Vec<u8>,
}

impl Copy<'_> {
    /// Copies the boxes that fill this range.
    fn boxes(&mut self, range: Range<u64>, depth: usize) -> Result<(), ProbeError> {
        let mut at = range.start;
        while range.end.saturating_sub(at) > SMALL {
            let Some((name, head, length)) = header(self.start_of(at)?, range.end - at) else {
                // Whoever takes it apart says what is wrong with it.
                break;
            };
            let end = at + length;
            if length <= SMALL {
                self.copy(at..end)?;
            } else if AROUND.get(depth).is_some_and(|around| **around == name) {
                self.boxes(at + head..end, depth + 1)?;
            } else if !TABLES.contains(&&name) {
                self.copy(at..end)?;
            }
            at = end;
        }
        self.copy(at..range.end)
    }

    fn copy(&mut self, range: Range<u64>) -> Result<(), ProbeError> {
        self.source.seek(SeekFrom::Start(self.start.saturating_add(range.start)))?;
        let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
        if let Some(bytes) = range.and_then(|(start, end)| self.bytes.get_mut(start..end)) {
            self.source.read_exact(bytes)?;
        }
        Ok(())
    }

    /// Copies size and name of a box, and nothing of its content, and says what they are.
    fn start_of(&mut self, at: u64) -> Result<&[u8], ProbeError> {
        self.copy(at..at.saturating_add(8))?;
        let start = usize::try_from(at).unwrap_or(usize::MAX);
        let is_long = self.bytes.get(start..).is_some_and(|it| it.starts_with(&[0, 0, 0, 1]));
        let length = if is_long { LONGEST_HEADER } else { 8 };
        if is_long {
            self.copy(at..at.saturating_add(length as u64))?;
        }
        Ok(self.bytes.get(start..).and_then(|bytes| bytes.get(..length)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&length.to_be_bytes(), name.as_slice(), content].concat()
    }

    fn read_all(bytes: &[u8]) -> Vec<u8> {
        read(&mut Cursor::new(bytes), 0..bytes.len() as u64).unwrap()
    }

    /// A description with a table of so many bytes, and where in it the table's content stands.
    fn film(table: &[u8; 4], length: usize) -> (Vec<u8>, Range<usize>) {
        let content: Vec<u8> = (1..=255).cycle().take(length).collect();
        let table = boxed(table, &content);
        let stbl = boxed(b"stbl", &[boxed(b"stsd", &[7; 100]), table, vec![9; 5]].concat());
        let mdia = boxed(b"mdia", &boxed(b"minf", &stbl));
        let trak = boxed(b"trak", &[boxed(b"tkhd", &[3; 84]), mdia].concat());
        let udta = boxed(b"udta", &[5; 100_000]);
        let moov = boxed(b"moov", &[boxed(b"mvhd", &[1; 100]), trak, udta].concat());
        let start = moov.windows(6).position(|it| it == [1, 2, 3, 4, 5, 6]).unwrap();
        (moov, start..start + length)
    }

    #[test]
    fn a_long_table_is_left_out_and_nothing_else() {
        let (bytes, table) = film(b"stsz", 300_000);
        let mut expected = bytes.clone();
        expected[table].fill(0);
        assert!(read_all(&bytes) == expected);
        for (name, length) in [(b"stsz", 40_000), (b"udta", 300_000)] {
            let (bytes, _) = film(name, length);
            assert!(read_all(&bytes) == bytes);
        }
    }

    #[test]
    fn boxes_that_lie_about_their_length_are_read_as_they_are() {
        let (bytes, table) = film(b"stco", 100_000);
        for at in 0..table.start {
            for value in [0, 1, 2, 0x7f, 0xff] {
                let mut bytes = bytes.clone();
                bytes[at] = value;
                let read = read_all(&bytes);
                assert_eq!(read.len(), bytes.len());
                assert!(read[..table.start - 8] == bytes[..table.start - 8], "{at}: {value}");
            }
        }
        let moovs = (0..20_000).fold(Vec::new(), |inside, _| [b"\0\0\0\0moov", &*inside].concat());
        assert!(read_all(&moovs) == moovs);
    }
}
