//! Boxes in a row (ISO/IEC 14496-12, section 4.2): of films, sound of phones, and HEIC images.

use std::io::{self, Read, SeekFrom};

use crate::io::Source;

/// A box: a size, a name of four bytes, and its content.
pub struct Box4<'b> {
    pub name: &'b [u8; 4],
    /// Where it begins in the row.
    pub at: usize,
    /// The length of its size and name.
    pub head: u64,
    pub content: &'b [u8],
}

impl Box4<'_> {
    pub fn size(&self) -> u64 {
        self.head + self.content.len() as u64
    }
}

/// The most bytes that size and name of a box take.
pub const LONGEST_HEADER: usize = 16;

/// The name of a box, the length of its size and name, and its whole size, by its first bytes;
/// none where it does not fit into what is left.
pub fn header(start: &[u8], left: u64) -> Option<([u8; 4], u64, u64)> {
    let (size, rest) = start.split_first_chunk::<4>()?;
    let (name, rest) = rest.split_first_chunk::<4>()?;
    let (head, size) = match u32::from_be_bytes(*size) {
        0 => (8, left),
        1 => (16, u64::from_be_bytes(*rest.first_chunk::<8>()?)),
        size => (8, u64::from(size)),
    };
    (size >= head && size <= left).then_some((*name, head, size))
}

/// The same of the box that begins at this place of a file.
///
/// # Errors
/// What the machine says.
pub fn header_at(
    source: &mut dyn Source,
    at: u64,
    left: u64,
) -> io::Result<Option<([u8; 4], u64, u64)>> {
    source.seek(SeekFrom::Start(at))?;
    let mut start = Vec::with_capacity(LONGEST_HEADER);
    source.take(LONGEST_HEADER as u64).read_to_end(&mut start)?;
    Ok(header(&start, left))
}

/// The boxes of a content; none for one that does not fit, which is the last. User data of
/// QuickTime may end with four zeros.
pub fn boxes(bytes: &[u8]) -> impl Iterator<Item = Option<Box4<'_>>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| rest.len() >= 8)?;
        let Some((_, head, size)) = header(rest, rest.len() as u64) else {
            at = bytes.len();
            return Some(None);
        };
        let (start, size) = (at, usize::try_from(size).ok()?);
        at += size;
        let name = rest.get(4..8)?.first_chunk::<4>()?;
        let content = rest.get(usize::try_from(head).ok()?..size)?;
        Some(Some(Box4 { name, at: start, head, content }))
    })
}

/// The content of the box that this path of names leads to.
pub fn find<'b>(bytes: &'b [u8], path: &[&[u8; 4]]) -> Option<&'b [u8]> {
    let Some((first, rest)) = path.split_first() else { return Some(bytes) };
    let found = boxes(bytes).flatten().find(|part| part.name == *first)?;
    find(found.content, rest)
}

/// The next number of so many bytes, eight at most, in the content of a box.
pub fn take(rest: &mut &[u8], width: usize) -> Option<u64> {
    let (bytes, after) = rest.split_at_checked(width)?;
    *rest = after;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}
