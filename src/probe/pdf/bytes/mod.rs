//! The bytes of a PDF without its images: of a scan nothing else has to be in memory.
//!
//! The library wants the whole file as one slice. Nearly all of a large file is data that neither
//! the pages nor their text nor the properties need: images and attachments. That data is left
//! out: the slice is as long as the file, and where such a stream stands (ISO 32000-2 section
//! 7.3.8) it holds zeros that were never written to, which cost no memory. Everything else stands
//! at its place, so that no offset changes. Whatever is not plainly such a stream is kept.

use std::io::{BufRead, BufReader, Read, SeekFrom};

use hayro_syntax::object::dict::keys::{LENGTH, SUBTYPE, TYPE};
use hayro_syntax::object::{Dict, FromBytes, MaybeRef, Name};
use memchr::memmem;

use crate::probe::{Source, Trouble, gaps};

/// How many bytes of memory come from the system at a time; on some systems more.
const PAGE: usize = 4_096;
/// A dictionary longer than this is that of no image.
const LONGEST_DICTIONARY: usize = 64 * 1_024;
/// How much is asked of the file at a time.
const BLOCK: usize = 64 * 1_024;
/// What ends a stream, and what ends the object around it; the longer one first.
const ENDS: [&[u8]; 2] = [b"endstream", b"endobj"];
/// How far behind its data the end of a stream is looked for.
const MARGIN: usize = 32;

/// What is left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// A file up to this length is kept whole: there is nothing to be saved.
    pub file: usize,
    /// Streams up to this length are kept.
    pub stream: usize,
    /// The most bytes that are kept.
    pub kept: usize,
}

/// Files of 4 MB and streams of a few pages of memory are not worth the search. A file that has
/// more than 1 GB beside its images was not met.
pub(super) const LIMITS: Limits = Limits { file: 4 << 20, stream: 4 * PAGE, kept: 1 << 30 };

/// Leaves nothing out.
#[cfg(any(test, feature = "pictures"))]
pub(super) const ALL: Limits = Limits { file: usize::MAX, ..LIMITS };

/// The bytes of a file of this length, zeros in place of the images and attachments that are over
/// the limits.
///
/// # Errors
/// [`Trouble::TooLarge`] when more is to be kept than may be, [`Trouble::Damaged`] for a file that
/// is shorter, [`Trouble::Io`] for what the machine says.
pub(super) fn read(
    source: &mut dyn Source,
    length: usize,
    limits: Limits,
) -> Result<Vec<u8>, Trouble> {
    source.seek(SeekFrom::Start(0))?;
    let is_searched = length > limits.file;
    let bytes = if is_searched { gaps::zeros(length) } else { vec![0; length] };
    let mut reading = Reading {
        source: BufReader::with_capacity(BLOCK, source),
        bytes,
        done: 0,
        limits,
        kept: 0,
        is_searched: true,
    };
    if !is_searched {
        reading.read_to(length)?;
        return Ok(reading.bytes);
    }
    let mut at = 0;
    while let Some(stream) = reading.next_stream(at)? {
        at = reading.pass(stream)?;
    }
    Ok(reading.bytes)
}

/// Where a stream stands, and what its dictionary says of it.
struct Stream {
    /// Where its data begins.
    start: usize,
    /// Where its data ends, if the dictionary says so itself and `endstream` may stand there.
    end: Option<usize>,
    is_needed: bool,
}

/// A file that is read from its beginning to its end.
struct Reading<'s> {
    source: BufReader<&'s mut dyn Source>,
    bytes: Vec<u8>,
    /// Where the source stands: everything before it is read or left out.
    done: usize,
    limits: Limits,
    kept: usize,
    /// Whether the end of an image of unknown length is searched for; until one has none, so that
    /// a file of nothing but beginnings is not read again for each.
    is_searched: bool,
}

impl Reading<'_> {
    /// The next stream from this place on; none: the file is read to its end.
    fn next_stream(&mut self, mut at: usize) -> Result<Option<Stream>, Trouble> {
        while let Some(begin) = self.find(at, &[b"<<"])? {
            at = begin + 2;
            let Some(dictionary) = self.dictionary(begin)? else { continue };
            at = dictionary.end;
            if let Some(start) = self.data_behind(at)? {
                let length = dictionary.length.and_then(|length| start.checked_add(length));
                let end = length.filter(|end| *end <= self.bytes.len());
                let is_needed = dictionary.is_needed;
                return Ok(Some(Stream { start, end, is_needed }));
            }
        }
        Ok(None)
    }

    /// Goes behind the data of a stream, and reads it unless it can be left out.
    fn pass(&mut self, stream: Stream) -> Result<usize, Trouble> {
        let Stream { start, end, is_needed } = stream;
        let is_long = end.is_none_or(|end| end - start > self.limits.stream);
        if let Some(end) = end {
            if !is_needed && is_long {
                self.go_to(end)?;
            }
            self.read_to(end.saturating_add(MARGIN))?;
            let behind = self.bytes.get(end..self.done).unwrap_or_default();
            if behind.trim_ascii_start().starts_with(b"endstream") {
                return Ok(end);
            }
            self.go_to(start)?;
        }
        if !is_needed
            && is_long
            && self.is_searched
            && let Some(end) = self.end_unread(start)?
        {
            return Ok(end);
        }
        Ok(self.find(start, &ENDS)?.unwrap_or(self.bytes.len()))
    }

    /// Reads up to this place, or to the end of the file.
    fn read_to(&mut self, end: usize) -> Result<(), Trouble> {
        let end = end.min(self.bytes.len());
        if let Some(part) = self.bytes.get_mut(self.done..end) {
            self.kept = self.kept.saturating_add(part.len());
            if self.kept > self.limits.kept {
                let megabytes = self.kept / 1_000_000;
                let what = format!("it has over {megabytes} MB beside its images");
                return Err(Trouble::TooLarge(what));
            }
            self.source.read_exact(part)?;
            self.done = end;
        }
        Ok(())
    }

    /// Goes to this place without reading what lies between.
    fn go_to(&mut self, place: usize) -> Result<(), Trouble> {
        let by = place as i64 - self.done as i64;
        self.source.seek_relative(by)?;
        self.done = place;
        Ok(())
    }

    /// Reads a little more; false at the end of the file.
    fn read_more(&mut self) -> Result<bool, Trouble> {
        let is_more = self.done < self.bytes.len();
        self.read_to((self.done / PAGE + 1) * PAGE)?;
        Ok(is_more)
    }

    /// Where one of these marks stands first, reading on from this place; the longest mark is the
    /// first of them.
    fn find(&mut self, mut from: usize, marks: &[&[u8]]) -> Result<Option<usize>, Trouble> {
        let longest = marks.first().map_or(0, |mark| mark.len());
        loop {
            let read = self.bytes.get(from..self.done).unwrap_or_default();
            if let Some(at) = first(read, marks) {
                return Ok(Some(from + at));
            }
            from = from.max((self.done + 1).saturating_sub(longest));
            if !self.read_more()? {
                return Ok(None);
            }
        }
    }

    /// The dictionary that begins here, if it is one.
    fn dictionary(&mut self, begin: usize) -> Result<Option<Dictionary>, Trouble> {
        loop {
            let read = self.bytes.get(begin..self.done).unwrap_or_default();
            if let Some(dictionary) = Dict::from_bytes(read) {
                return Ok(Some(Dictionary::of(&dictionary, begin)));
            }
            if read.len() > LONGEST_DICTIONARY || !self.read_more()? {
                return Ok(None);
            }
        }
    }

    /// Where the data of a stream begins whose dictionary ends here; none if it has none.
    fn data_behind(&mut self, end: usize) -> Result<Option<usize>, Trouble> {
        self.read_to(end.saturating_add(MARGIN))?;
        let rest = self.bytes.get(end..self.done).unwrap_or_default();
        let rest = rest.trim_ascii_start();
        let Some(data) = rest.strip_prefix(b"stream") else { return Ok(None) };
        let data = match data {
            [b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..] => data,
            _ => return Ok(None),
        };
        Ok(Some(self.done - data.len()))
    }

    /// Where the data that begins here ends, nothing of it kept. None if that is not plain: then
    /// it is to be read.
    fn end_unread(&mut self, start: usize) -> Result<Option<usize>, Trouble> {
        self.go_to(start)?;
        // A mark may stand across two blocks: the end of the one before, and the next.
        let mut seam = Vec::new();
        loop {
            let block = self.source.fill_buf()?;
            let across = seam.len();
            seam.extend(block.iter().take(ENDS[0].len() - 1));
            let found = match first(&seam, &ENDS).filter(|at| *at < across) {
                Some(at) => Some((self.done - across + at, seam.get(at..))),
                None => first(block, &ENDS).map(|at| (self.done + at, block.get(at..))),
            };
            if let Some((end, rest)) = found {
                let is_plain = rest.is_some_and(|rest| rest.starts_with(b"endst"));
                self.go_to(if is_plain { end } else { start })?;
                return Ok(is_plain.then_some(end));
            }
            if block.is_empty() {
                self.is_searched = false;
                self.go_to(start)?;
                return Ok(None);
            }
            let length = block.len();
            let last = length.saturating_sub(ENDS[0].len() - 1);
            if last > 0 {
                seam.clear();
                seam.extend(block.iter().skip(last));
            }
            seam.drain(..seam.len().saturating_sub(ENDS[0].len() - 1));
            self.source.consume(length);
            self.done += length;
        }
    }
}

/// What matters of a dictionary.
struct Dictionary {
    /// Where it ends.
    end: usize,
    /// How long the data behind it is, if it says so itself.
    length: Option<usize>,
    is_needed: bool,
}

impl Dictionary {
    fn of(dictionary: &Dict<'_>, begin: usize) -> Dictionary {
        let length = match dictionary.get_raw::<u32>(LENGTH) {
            Some(MaybeRef::NotRef(length)) => usize::try_from(length).ok(),
            _ => None,
        };
        let name = |key| match dictionary.get_raw::<Name<'_>>(key) {
            Some(MaybeRef::NotRef(name)) => Some(name),
            _ => None,
        };
        let (sort, kind) = (name(TYPE), name(SUBTYPE));
        let is_image = kind.as_deref() == Some(b"Image")
            && sort.as_deref().is_none_or(|sort| sort == b"XObject");
        let is_attachment = sort.as_deref() == Some(b"EmbeddedFile");
        Dictionary {
            end: begin + dictionary.data().len(),
            length,
            is_needed: !is_image && !is_attachment,
        }
    }
}

/// Where one of these marks stands first.
fn first(bytes: &[u8], marks: &[&[u8]]) -> Option<usize> {
    marks.iter().filter_map(|mark| memmem::find(bytes, mark)).min()
}

#[cfg(test)]
mod tests;
