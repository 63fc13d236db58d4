//! The bytes of a PDF without its images: of a scan nothing else has to be in memory.
//!
//! `hayro-syntax` wants the whole file as one slice. Nearly all of a large file is images and
//! attachments, which neither pages nor text nor metadata need. They are left out: the slice is as
//! long as the file, and where such a stream stands it holds zeros that were never written to,
//! which cost no memory. Everything else stays at its place, so that no offset changes. Whatever is
//! not plainly an image or an attachment is kept.

use std::io::{BufReader, Read, SeekFrom};
use std::ops::Range;

use memchr::memmem;

use super::lexer::Value;
use super::objects::{ends_data, next_head};
use crate::io::{ProbeError, Source, zeroed_buffer};

/// How many bytes of memory come from the system at a time; on some systems more.
const PAGE: usize = 4_096;
/// An object longer than this, without its data, is no image.
const LONGEST_OBJECT: usize = 64 * 1_024;
/// How much is read from the file at a time.
const BLOCK: usize = 64 * 1_024;
/// What ends a stream, and what ends the object around it.
const ENDS: [&[u8]; 2] = [b"endstream", b"endobj"];
/// How far behind a dictionary `stream` is looked for, and behind its data `endstream`.
const MARGIN: usize = 32;

/// How much of a file is held.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Images and attachments up to this length are kept.
    pub image: usize,
    /// The most bytes that are kept in all.
    pub total: usize,
}

impl Bounds {
    /// Leaves no image out, for pictures of pages.
    #[cfg(any(test, feature = "pictures"))]
    pub const WITH_IMAGES: Bounds = Bounds { image: usize::MAX, total: 1 << 30 };

    /// What is held of a file of this length. Files of 4 MB and streams of a few pages of memory
    /// are not worth the search.
    pub fn without_images(length: usize) -> Bounds {
        let image = if length > 4 << 20 { 4 * PAGE } else { usize::MAX };
        Bounds { image, total: 64 << 20 }
    }
}

/// A file with zeros in place of the images that are over the bounds.
pub(crate) struct SparseFile {
    pub bytes: Vec<u8>,
    /// Where it is as it was, in order.
    pub kept: Vec<Range<usize>>,
}

/// The bytes of a file of this length.
///
/// # Errors
/// [`ProbeError::TooLarge`] when more is to be kept than may be, [`ProbeError::Damaged`] for a file
/// that is shorter, [`ProbeError::Io`] when it cannot be read.
pub(crate) fn read_sparse(
    source: &mut dyn Source,
    length: usize,
    bounds: Bounds,
) -> Result<SparseFile, ProbeError> {
    source.seek(SeekFrom::Start(0))?;
    let has_gaps = bounds.image < length;
    let bytes = if has_gaps { zeroed_buffer(length) } else { vec![0; length] };
    let source = BufReader::with_capacity(BLOCK, source);
    let (kept, ranges) = (0, Vec::new());
    let mut reader = SparseReader { source, bytes, done: 0, kept, ranges, bounds };
    let mut at = if has_gaps { 0 } else { length };
    while at < length {
        at = reader.pass_object(at)?;
    }
    reader.read_to(length)?;
    Ok(SparseFile { bytes: reader.bytes, kept: reader.ranges })
}

/// A file that is read from its beginning to its end.
struct SparseReader<'s> {
    source: BufReader<&'s mut dyn Source>,
    bytes: Vec<u8>,
    /// Where the source stands: everything before it is read or left out.
    done: usize,
    /// How many bytes are read.
    kept: usize,
    /// Where they stand.
    ranges: Vec<Range<usize>>,
    bounds: Bounds,
}

impl SparseReader<'_> {
    /// Goes behind the next object from this place on, or as far as there is none.
    fn pass_object(&mut self, at: usize) -> Result<usize, ProbeError> {
        let end = self.done.min(at.saturating_add(LONGEST_OBJECT));
        let is_last = end == self.bytes.len();
        let window = self.bytes.get(..end).unwrap_or_default();
        let start = match next_head(window, at) {
            Ok(None) => at.max(end.saturating_sub(MARGIN)),
            Ok(Some(head)) if is_last || head.end() + MARGIN <= end => {
                let Some(start) = head.data else { return Ok(head.end()) };
                let stated = head.value.get(b"Length").and_then(Value::number);
                let is_image = is_image(&head.value);
                return self.pass_data(start, stated, is_image);
            }
            // It may go on behind the window.
            Ok(Some(head)) => head.start,
            Err(unreadable) => unreadable.start,
        };
        if is_last || (start == at && end.saturating_sub(at) >= LONGEST_OBJECT) {
            return Ok(end);
        }
        if end == self.done {
            self.read_more()?;
        }
        Ok(start)
    }

    /// Goes behind the data of a stream, and reads it unless it can be left out.
    fn pass_data(
        &mut self,
        start: usize,
        stated: Option<u64>,
        is_image: bool,
    ) -> Result<usize, ProbeError> {
        let longest = if is_image { self.bounds.image } else { usize::MAX };
        let end = stated.and_then(|length| start.checked_add(usize::try_from(length).ok()?));
        if let Some(end) = end.filter(|end| *end <= self.bytes.len()) {
            let is_left_out = end - start > longest;
            if is_left_out {
                self.go_to(end)?;
            }
            self.read_to(end.saturating_add(MARGIN))?;
            if ends_data(self.bytes.get(..self.done).unwrap_or_default(), end) {
                return Ok(end);
            }
            if is_left_out {
                self.go_to(start)?;
            }
        }
        if is_image {
            self.read_to(start.saturating_add(longest))?;
            let short = self.bytes.get(start..self.done).unwrap_or_default();
            if let Some(length) = first_end(short) {
                return Ok(start + length);
            }
            if let Some(end) = self.skip_data(start)? {
                return Ok(end);
            }
        }
        self.read_data(start)
    }

    /// Where the data that begins here ends, none of it read. None if it does not end plainly: then
    /// it is to be read.
    fn skip_data(&mut self, start: usize) -> Result<Option<usize>, ProbeError> {
        self.go_to(start)?;
        let mut block = Vec::new();
        loop {
            // A mark may stand across two blocks.
            block.drain(..block.len().saturating_sub(MARGIN));
            let from = self.done - block.len();
            let read = (&mut self.source).take(BLOCK as u64).read_to_end(&mut block)?;
            self.done += read;
            let found = first_end(&block);
            if found.is_some() || read == 0 {
                let rest = found.and_then(|at| block.get(at..));
                let is_plain = rest.is_some_and(|rest| rest.starts_with(b"endstream"));
                let end = found.filter(|_| is_plain).map(|at| from + at);
                self.go_to(end.unwrap_or(start))?;
                return Ok(end);
            }
        }
    }

    /// Reads the data that begins here, and returns where it ends.
    fn read_data(&mut self, start: usize) -> Result<usize, ProbeError> {
        let mut from = start;
        loop {
            let read = self.bytes.get(from..self.done).unwrap_or_default();
            if let Some(at) = first_end(read) {
                return Ok(from + at);
            }
            from = start.max(self.done.saturating_sub(MARGIN));
            if self.done == self.bytes.len() {
                return Ok(self.done);
            }
            self.read_more()?;
        }
    }

    /// Reads a little more.
    fn read_more(&mut self) -> Result<(), ProbeError> {
        self.read_to((self.done / PAGE + 1) * PAGE)
    }

    /// Reads up to this place, or to the end of the file.
    fn read_to(&mut self, end: usize) -> Result<(), ProbeError> {
        let end = end.min(self.bytes.len());
        if let Some(part) = self.bytes.get_mut(self.done..end) {
            self.kept = self.kept.saturating_add(part.len());
            if self.kept > self.bounds.total {
                let megabytes = self.kept / 1_000_000;
                let what = format!("it has over {megabytes} MB beside its images");
                return Err(ProbeError::TooLarge(what));
            }
            self.source.read_exact(part)?;
            let mut start = self.done;
            while let Some(last) = self.ranges.pop_if(|last| last.end >= start) {
                start = start.min(last.start);
            }
            self.ranges.push(start..end);
            self.done = end;
        }
        Ok(())
    }

    /// Goes to this place without reading what lies between.
    fn go_to(&mut self, place: usize) -> Result<(), ProbeError> {
        self.source.seek_relative(place as i64 - self.done as i64)?;
        self.done = place;
        Ok(())
    }
}

/// Whether a stream is an image or an attachment, as far as its dictionary says so by itself.
fn is_image(dictionary: &Value<'_>) -> bool {
    let is_object = match dictionary.get(b"Type") {
        Some(kind) => kind.name() == Some(b"XObject"),
        None => true,
    };
    is_object && dictionary.is(b"Subtype", b"Image") || dictionary.is(b"Type", b"EmbeddedFile")
}

/// Where the data of a stream ends, by the first mark.
fn first_end(bytes: &[u8]) -> Option<usize> {
    ENDS.iter().filter_map(|mark| memmem::find(bytes, mark)).min()
}
