//! Fields of TIFF (TIFF 6.0, section 2): in a file of its own, and in the block of EXIF of other
//! pictures. Of a file of any length only the fields that are asked for are read, and no pixels.

use std::collections::HashSet;
use std::io;

use crate::io::{Source, read_range};

/// The most that is read of a value; the largest honest ones are texts of a few kilobytes.
pub(crate) const LONGEST_VALUE: u64 = 1 << 20;

/// A list of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Directory {
    Main,
    /// What a camera notes, and where: directories that a field of the main one points to (EXIF
    /// 2.32, section 4.6.3).
    Exif,
    Gps,
}

/// A field.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub directory: Directory,
    pub tag: u16,
    /// Whether it describes the second picture of the file, often a preview.
    pub is_of_second: bool,
    /// The type of its value (section 2, "types").
    kind: u16,
    /// Its value as it stands in the file; of a very long one, the beginning.
    pub value: Vec<u8>,
    /// Where it stands.
    pub at: u64,
    order: ByteOrder,
}

impl Field {
    /// Its value as a text: ASCII, in which zeros separate lines, or UTF-16 in bytes, as Windows
    /// writes it; nothing where it is none of them.
    pub fn text(&self) -> String {
        match self.kind {
            1 => {
                let units = self.value.as_chunks::<2>().0.iter().map(|it| u16::from_le_bytes(*it));
                char::decode_utf16(units).flatten().collect()
            }
            2 => String::from_utf8_lossy(&self.value).trim_end_matches('\0').replace('\0', " "),
            _ => String::new(),
        }
    }

    /// The first number of its value, where that has numbers without sign or fraction.
    pub fn number(&self) -> Option<u32> {
        match self.kind {
            1 => self.value.first().map(|byte| u32::from(*byte)),
            3 => Some(u32::from(self.order.short(*self.value.first_chunk()?))),
            4 => Some(self.order.long(*self.value.first_chunk()?)),
            _ => None,
        }
    }

    /// Whether its value consists of fractions, none of which has 0 below.
    pub fn has_fractions(&self) -> bool {
        let (fractions, _) = self.value.as_chunks::<8>();
        let is_known = |it: &[u8; 8]| !it.ends_with(&[0; 4]);
        self.kind == 5 && !fractions.is_empty() && fractions.iter().all(is_known)
    }
}

/// Those of these fields that are there, in the order of the file. What is damaged is left out.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn fields(
    source: &mut dyn Source,
    wanted: &[(Directory, u16)],
) -> io::Result<Vec<Field>> {
    let header = read_range(source, 0..8)?;
    let (order, first) = match header.as_slice() {
        [b'I', b'I', 42, 0, a, b, c, d] => (ByteOrder::Little, [*a, *b, *c, *d]),
        [b'M', b'M', 0, 42, a, b, c, d] => (ByteOrder::Big, [*a, *b, *c, *d]),
        _ => return Ok(Vec::new()),
    };
    let mut reader = Reader { source, wanted, order, is_second: false, found: Vec::new() };
    let second = reader.directory(order.long(first), Directory::Main)?;
    reader.is_second = true;
    reader.directory(second, Directory::Main)?;
    Ok(reader.found)
}

struct Reader<'s> {
    source: &'s mut dyn Source,
    wanted: &'s [(Directory, u16)],
    order: ByteOrder,
    is_second: bool,
    found: Vec<Field>,
}

impl Reader<'_> {
    /// Reads the directory at this place, and those that it points to. Returns the place of the
    /// next one; 0 where there is none.
    fn directory(&mut self, place: u32, directory: Directory) -> io::Result<u32> {
        let start = u64::from(place);
        let count = read_range(self.source, start..start + 2)?;
        let Some(count) = count.first_chunk().filter(|_| place > 0) else { return Ok(0) };
        let length = u64::from(self.order.short(*count)) * 12;
        let bytes = read_range(self.source, start + 2..start + 2 + length + 4)?;
        let (entries, next) = bytes.split_at_checked(length as usize).unwrap_or((&bytes, &[]));
        // Of a tag that stands there twice, the first counts.
        let mut seen = HashSet::new();
        for (entry, at) in entries.as_chunks::<12>().0.iter().zip((start + 10..).step_by(12)) {
            let [t, ag, k, ind, c, o, un, ts, value @ ..] = entry;
            let tag = self.order.short([*t, *ag]);
            match (directory, tag) {
                _ if !seen.insert(tag) => {}
                (Directory::Main, 0x8769) => {
                    self.directory(self.order.long(*value), Directory::Exif)?;
                }
                (Directory::Main, 0x8825) => {
                    self.directory(self.order.long(*value), Directory::Gps)?;
                }
                _ if self.wanted.contains(&(directory, tag)) => {
                    let kind = self.order.short([*k, *ind]);
                    let count = self.order.long([*c, *o, *un, *ts]);
                    if let Some((value, at)) = self.value(kind, count, *value, at)? {
                        let (is_of_second, order) = (self.is_second, self.order);
                        let field = Field { directory, tag, is_of_second, kind, value, at, order };
                        self.found.push(field);
                    }
                }
                _ => {}
            }
        }
        Ok(next.first_chunk().map_or(0, |next| self.order.long(*next)))
    }

    /// The value of a field and its place: in its entry, or where that points to; none where the file
    /// ends before.
    fn value(
        &mut self,
        kind: u16,
        count: u32,
        entry: [u8; 4],
        at: u64,
    ) -> io::Result<Option<(Vec<u8>, u64)>> {
        let length = (u64::from(count) * size(kind)).min(LONGEST_VALUE);
        if let Some(value) = entry.get(..length as usize) {
            return Ok(Some((value.to_vec(), at)));
        }
        let start = u64::from(self.order.long(entry));
        let value = read_range(self.source, start..start + length)?;
        Ok((value.len() as u64 == length).then_some((value, start)))
    }
}

#[derive(Debug, Clone, Copy)]
enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    fn short(self, bytes: [u8; 2]) -> u16 {
        match self {
            ByteOrder::Little => u16::from_le_bytes(bytes),
            ByteOrder::Big => u16::from_be_bytes(bytes),
        }
    }

    fn long(self, bytes: [u8; 4]) -> u32 {
        match self {
            ByteOrder::Little => u32::from_le_bytes(bytes),
            ByteOrder::Big => u32::from_be_bytes(bytes),
        }
    }
}

/// How many bytes a value of this type takes.
fn size(kind: u16) -> u64 {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const WANTED: [(Directory, u16); 2] = [(Directory::Main, 0x013b), (Directory::Exif, 0xa430)];

    /// Pixels, and behind them two fields: an artist, and the directory of EXIF with the owner of
    /// the camera.
    fn file(order: ByteOrder) -> Vec<u8> {
        let short = |value: u16| match order {
            ByteOrder::Little => value.to_le_bytes(),
            ByteOrder::Big => value.to_be_bytes(),
        };
        let long = |value: u32| match order {
            ByteOrder::Little => value.to_le_bytes(),
            ByteOrder::Big => value.to_be_bytes(),
        };
        let start = 5_000;
        let mut file = if matches!(order, ByteOrder::Little) { b"II" } else { b"MM" }.to_vec();
        file.extend(short(42));
        file.extend(long(start));
        file.resize(start as usize, 7);
        let entry = |tag: u16, kind: u16, count: u32, value: u32| {
            [&short(tag)[..], &short(kind), &long(count), &long(value)].concat()
        };
        file.extend(short(2));
        file.extend(entry(0x013b, 2, 9, start + 30));
        file.extend(entry(0x8769, 4, 1, start + 39));
        file.extend(long(0));
        file.extend(b"Jane Doe\0");
        file.extend(short(1));
        file.extend(entry(0xa430, 2, 8, 100));
        file.extend(long(0));
        file[100..108].copy_from_slice(b"Sam Roe\0");
        file
    }

    fn texts(file: &[u8]) -> Vec<String> {
        let fields = fields(&mut Cursor::new(file), &WANTED).unwrap();
        fields.iter().map(Field::text).collect()
    }

    #[test]
    fn fields_are_read_wherever_they_stand() {
        for order in [ByteOrder::Little, ByteOrder::Big] {
            assert_eq!(texts(&file(order)), ["Jane Doe", "Sam Roe"]);
        }
    }

    #[test]
    fn what_is_damaged_is_left_out() {
        let file = file(ByteOrder::Little);
        let changed = |at: usize, value: u32| {
            let mut file = file.clone();
            file[at..at + 4].copy_from_slice(&value.to_le_bytes());
            texts(&file)
        };
        assert_eq!(changed(4, u32::MAX), [""; 0]);
        // The value of the artist, and the directory of EXIF, stand outside of the file.
        assert_eq!(changed(5_010, u32::MAX), ["Sam Roe"]);
        assert_eq!(changed(5_022, u32::MAX), ["Jane Doe"]);
        // The next directory is the same again.
        assert_eq!(changed(5_026, 5_000).len(), 4);
        for end in 0..file.len() {
            texts(&file[..end]);
        }
    }
}
