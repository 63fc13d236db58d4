//! Boxes of the ISO base media file format (ISO/IEC 14496-12, section 4.2): films, MPEG-4 sound,
//! HEIC and AVIF images.

use std::io::{self, SeekFrom};

use crate::io::{ProbeError, Source, read_range};

/// The most boxes that are visited on the top level; a fragment a second gives 7,200 an hour.
const MOST_BOXES: usize = 1_000_000;
/// The most bytes that the size and name of a box take.
const LONGEST_HEADER: u64 = 16;
/// The longest content that is read; the description of a day of film has about 100 MiB.
const LONGEST_CONTENT: u64 = 256 * 1024 * 1024;

/// A box in memory.
pub(crate) struct IsoBox<'b> {
    pub name: &'b [u8; 4],
    /// Where it begins in the bytes that were split into boxes.
    pub start: usize,
    /// The length of its size and name.
    pub header_length: u64,
    pub content: &'b [u8],
}

impl IsoBox<'_> {
    pub fn length(&self) -> u64 {
        self.header_length + self.content.len() as u64
    }
}

/// The boxes that these bytes consist of. One that is longer than what is left is an error and the
/// last. (User data of QuickTime may end with four zeros, which are no box.)
pub(crate) fn boxes(bytes: &[u8]) -> impl Iterator<Item = Result<IsoBox<'_>, ProbeError>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(start..).filter(|rest| rest.len() >= 8)?;
        let found = header(rest, rest.len() as u64).and_then(|(name, header_length, length)| {
            let content = rest.get(header_length as usize..usize::try_from(length).ok()?)?;
            Some(IsoBox { name, start, header_length, content })
        });
        start = found.as_ref().map_or(bytes.len(), |it| start + it.length() as usize);
        Some(found.ok_or_else(ProbeError::cut_off))
    })
}

/// The content of the first box with this path of names.
pub(crate) fn find<'b>(bytes: &'b [u8], path: &[&[u8; 4]]) -> Option<&'b [u8]> {
    let Some((first, rest)) = path.split_first() else { return Some(bytes) };
    let found = boxes(bytes).flatten().find(|it| it.name == *first)?;
    find(found.content, rest)
}

/// Takes the next number of up to eight bytes off the content of a box.
pub(crate) fn take_number(rest: &mut &[u8], width: usize) -> Option<u64> {
    let (bytes, after) = rest.split_at_checked(width)?;
    *rest = after;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// A box on the top level of a file, of which only size and name have been read.
pub(crate) struct FileBox {
    pub name: [u8; 4],
    pub start: u64,
    /// Where its content begins.
    pub content: u64,
    pub end: u64,
}

impl FileBox {
    /// Reads its content.
    ///
    /// # Errors
    /// It is too long to be held, or the file cannot be read.
    pub fn read(&self, source: &mut dyn Source) -> Result<Vec<u8>, ProbeError> {
        if self.end - self.content > LONGEST_CONTENT {
            return Err(ProbeError::TooLarge("its description is over 256 MB long".into()));
        }
        Ok(read_range(source, self.content..self.end)?)
    }
}

/// A walk over the boxes on the top level of a file, which skips their contents.
pub(crate) struct FileBoxes {
    next: u64,
    end: u64,
    visited: usize,
    allows_truncation: bool,
}

impl FileBoxes {
    pub fn of(source: &mut dyn Source) -> io::Result<FileBoxes> {
        let end = source.seek(SeekFrom::End(0))?;
        Ok(FileBoxes { next: 0, end, visited: 0, allows_truncation: false })
    }

    /// The same, where the last box may be cut off by the end of the file.
    pub fn of_truncated(source: &mut dyn Source) -> io::Result<FileBoxes> {
        Ok(FileBoxes { allows_truncation: true, ..FileBoxes::of(source)? })
    }

    /// The next box. A few bytes after the last one are padding, which players ignore as well.
    ///
    /// # Errors
    /// The box goes beyond the end of the file, or the file cannot be read.
    pub fn next(&mut self, source: &mut dyn Source) -> Result<Option<FileBox>, ProbeError> {
        let start = self.next;
        let left = self.end.saturating_sub(start);
        self.visited += 1;
        if left < 8 || self.visited > MOST_BOXES {
            return Ok(None);
        }
        let bytes = read_range(source, start..start + LONGEST_HEADER)?;
        let (name, header_length, length) = header(&bytes, left).ok_or_else(ProbeError::cut_off)?;
        if length > left && !self.allows_truncation {
            return Err(ProbeError::cut_off());
        }
        self.next = start + length.min(left);
        Ok(Some(FileBox { name: *name, start, content: start + header_length, end: self.next }))
    }
}

/// The name of a box, the length of its size and name, and its whole length, by its first bytes.
/// `left` is the length of a box that goes on to the end.
fn header(bytes: &[u8], left: u64) -> Option<(&[u8; 4], u64, u64)> {
    let (size, rest) = bytes.split_first_chunk::<4>()?;
    let (name, rest) = rest.split_first_chunk::<4>()?;
    let (header_length, length) = match u32::from_be_bytes(*size) {
        0 => (8, left),
        1 => (16, u64::from_be_bytes(*rest.first_chunk::<8>()?)),
        size => (8, u64::from(size)),
    };
    (length >= header_length).then_some((name, header_length, length))
}
