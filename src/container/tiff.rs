//! A TIFF without its pixels: its lists of fields (TIFF 6.0, section 2) at their places.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use crate::io::{Source, zeroed_buffer};

/// A file up to this length is read whole: there is nothing to be saved.
const SMALL: u64 = 4 << 20;
/// The most that is taken of the fields; the largest honest ones are color profiles of a few MB.
const MOST: u64 = 16 << 20;
/// The most lists of fields; beside one for each picture there are three.
const MOST_LISTS: usize = 100;
/// Fields that hold the place of another list: of EXIF, GPS and Interoperability (EXIF 2.32,
/// section 4.6.3).
const LISTS: [u16; 3] = [0x8769, 0x8825, 0xa005];

/// A large TIFF, zeros in place of its pixels; none for anything else, and for one whose fields
/// are too many or lie outside of it.
///
/// # Errors
/// What the machine says.
pub(crate) fn without_pixels(source: &mut dyn Source) -> io::Result<Option<Vec<u8>>> {
    let length = source.seek(SeekFrom::End(0))?;
    // Places are numbers of 32 bits.
    if length <= SMALL || length > u64::from(u32::MAX) {
        return Ok(None);
    }
    source.seek(SeekFrom::Start(0))?;
    let mut mark = [0; 8];
    source.read_exact(&mut mark)?;
    let is_little = match mark {
        [b'I', b'I', 42, 0, ..] => true,
        [b'M', b'M', 0, 42, ..] => false,
        _ => return Ok(None),
    };
    let Ok(length) = usize::try_from(length) else { return Ok(None) };
    let source = BufReader::new(source);
    let mut fields = Fields { source, bytes: zeroed_buffer(length), is_little, taken: 0 };
    match fields.walk() {
        Ok(()) => Ok(Some(fields.bytes)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

struct Fields<'s> {
    source: BufReader<&'s mut dyn Source>,
    bytes: Vec<u8>,
    is_little: bool,
    taken: u64,
}

impl Fields<'_> {
    fn walk(&mut self) -> io::Result<()> {
        self.take(0, 8)?;
        let mut lists = vec![self.long(4)?];
        let mut done = 0;
        while let Some(at) = lists.pop() {
            // Zero ends the chain of lists.
            if at == 0 {
                continue;
            }
            done += 1;
            if done > MOST_LISTS {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.take(at, 2)?;
            let count = u64::from(self.short(at)?);
            self.take(at + 2, count * 12 + 4)?;
            for entry in (at + 2..).step_by(12).take(count as usize) {
                let (tag, sort) = (self.short(entry)?, self.short(entry + 2)?);
                let length = self.long(entry + 4)?.saturating_mul(size(sort));
                let value = self.long(entry + 8)?;
                if length > 4 {
                    self.take(value, length)?;
                }
                if LISTS.contains(&tag) {
                    lists.push(value);
                }
            }
            lists.push(self.long(at + 2 + count * 12)?);
        }
        Ok(())
    }

    /// Reads so many bytes at this place.
    fn take(&mut self, at: u64, length: u64) -> io::Result<()> {
        let outside = || io::Error::from(io::ErrorKind::UnexpectedEof);
        self.taken = self.taken.saturating_add(length);
        let end = at.checked_add(length).filter(|_| self.taken <= MOST).ok_or_else(outside)?;
        let part = self.bytes.get_mut(at as usize..end as usize).ok_or_else(outside)?;
        self.source.seek(SeekFrom::Start(at))?;
        self.source.read_exact(part)
    }

    fn short(&self, at: u64) -> io::Result<u16> {
        let bytes = self.array(at)?;
        Ok(if self.is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: u64) -> io::Result<u64> {
        let bytes = self.array(at)?;
        let long =
            if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        Ok(u64::from(long))
    }

    fn array<const N: usize>(&self, at: u64) -> io::Result<[u8; N]> {
        let bytes = self.bytes.get(at as usize..).and_then(|rest| rest.first_chunk());
        bytes.copied().ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// How many bytes a value of this type takes (section 2, "types").
fn size(sort: u16) -> u64 {
    match sort {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use exif::{In, Reader, Tag};

    use super::*;

    /// Pixels, and behind them two fields: an artist, and the list of EXIF with the camera's owner.
    fn large(is_little: bool) -> Vec<u8> {
        let short = |value: u16| if is_little { value.to_le_bytes() } else { value.to_be_bytes() };
        let long = |value: u32| if is_little { value.to_le_bytes() } else { value.to_be_bytes() };
        let at = 5 << 20;
        let mut file = if is_little { b"II".to_vec() } else { b"MM".to_vec() };
        file.extend(short(42));
        file.extend(long(at));
        file.resize(at as usize, 7);
        let entry = |tag: u16, sort: u16, count: u32, value: u32| {
            [&short(tag)[..], &short(sort), &long(count), &long(value)].concat()
        };
        file.extend(short(2));
        file.extend(entry(0x013b, 2, 9, at + 30));
        file.extend(entry(0x8769, 4, 1, at + 39));
        file.extend(long(0));
        file.extend(b"Jane Doe\0");
        file.extend(short(1));
        file.extend(entry(0xa430, 2, 8, 100));
        file.extend(long(0));
        file[100..108].copy_from_slice(b"Sam Roe\0");
        file
    }

    #[test]
    fn fields_are_read_wherever_they_stand_and_pixels_are_not() {
        for is_little in [true, false] {
            let file = large(is_little);
            let read = without_pixels(&mut Cursor::new(&file)).unwrap().expect("a TIFF");
            assert_eq!(read.len(), file.len());
            assert!(!read.contains(&7), "a pixel");
            let notes = Reader::new().read_raw(read).unwrap();
            for (tag, name) in [(Tag::Artist, "Jane Doe"), (Tag::CameraOwnerName, "Sam Roe")] {
                let field = notes.get_field(tag, In::PRIMARY).expect(name);
                assert_eq!(field.display_value().to_string(), format!("\"{name}\""));
            }
        }
    }

    #[test]
    fn what_leads_outside_or_in_a_circle_is_read_otherwise() {
        let file = large(true);
        let changed = |at: usize, value: u32| {
            let mut file = file.clone();
            file[at..at + 4].copy_from_slice(&value.to_le_bytes());
            without_pixels(&mut Cursor::new(file)).unwrap()
        };
        let fields = 5 << 20;
        assert_eq!(changed(4, u32::MAX), None);
        assert_eq!(changed(fields + 26, fields as u32), None);
        assert_eq!(changed(fields + 6, 20 << 20), None);
        assert_eq!(without_pixels(&mut Cursor::new(&file[..SMALL as usize])).unwrap(), None);
        assert_eq!(without_pixels(&mut Cursor::new(vec![0; 5 << 20])).unwrap(), None);
    }
}
