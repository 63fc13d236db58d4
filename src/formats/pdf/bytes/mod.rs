//! The bytes of a PDF without its images: of a scan nothing else has to be in memory.
//!
//! The library wants the whole file as one slice. Nearly all of a large file is data that neither
//! the pages nor their text nor the properties need: images and attachments; and of drawings what
//! pages contain, which is read when it is wanted. That data is left out: the slice is as long as
//! the file, and where such a stream stands (ISO 32000-2 section 7.3.8) it holds zeros that were
//! never written to, which cost no memory. Everything else stands at its place, so that no offset
//! changes. Whatever is not plainly such a stream is kept.

mod sort;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, SeekFrom};

use hayro_syntax::object::dict::keys::{ENCRYPT, LENGTH};
use hayro_syntax::object::{Dict, FromBytes};
use memchr::memmem;

pub(super) use sort::has_parameters;
use sort::{Sort, direct};

use crate::io::{ProbeError, Source, zeroed_buffer};

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
pub(in crate::formats) struct Limits {
    /// A file up to this length is kept whole: there is nothing to be saved.
    pub file: usize,
    /// Images and attachments up to this length are kept.
    pub stream: usize,
    /// Contents of pages and forms up to this length are kept.
    pub content: usize,
    /// The most bytes that are kept.
    pub kept: usize,
    /// About how much of unpacked content is looked at a time.
    pub piece: usize,
}

/// Files of 4 MB and streams of a few pages of memory are not worth the search, nor are contents
/// that are read once more from the file. A file that has more than 1 GB beside its images was not
/// met.
pub(crate) const LIMITS: Limits =
    Limits { file: 4 << 20, stream: 4 * PAGE, content: 128 << 10, kept: 1 << 30, piece: 1 << 20 };

/// Leaves nothing out.
#[cfg(any(test, feature = "pictures"))]
pub(crate) const ALL: Limits = Limits { file: usize::MAX, ..LIMITS };

/// A file in memory.
pub(crate) struct Kept {
    /// As many bytes as the file has, zeros in place of what is left out.
    pub bytes: Vec<u8>,
    /// Where streams begin that are left out, and are contents of forms or may be those of pages;
    /// in rising order.
    pub contents: Vec<usize>,
    /// Where those among them begin that may be something else.
    pub doubtful: BTreeSet<usize>,
    /// Whether it is encrypted, be it with no password.
    pub is_locked: bool,
}

/// The bytes of a file of this length without what is over the limits; contents that begin at one
/// of these places are needed nevertheless.
///
/// # Errors
/// [`ProbeError::TooLarge`] when more is to be kept than may be, [`ProbeError::Damaged`] for a file that
/// is shorter, [`ProbeError::Io`] for what the machine says.
pub(crate) fn read(
    source: &mut dyn Source,
    length: usize,
    limits: Limits,
    needed: &BTreeSet<usize>,
) -> Result<Kept, ProbeError> {
    source.seek(SeekFrom::Start(0))?;
    let is_searched = length > limits.file;
    let bytes = if is_searched { zeroed_buffer(length) } else { vec![0; length] };
    let mut reading = Reading {
        source: BufReader::with_capacity(BLOCK, source),
        bytes,
        done: 0,
        limits,
        needed,
        kept: 0,
        is_searched: true,
        contents: Vec::new(),
        doubtful: BTreeSet::new(),
        is_locked: false,
    };
    if is_searched {
        let mut at = 0;
        while let Some(stream) = reading.next_stream(at)? {
            at = reading.pass(stream)?;
        }
    } else {
        reading.read_to(length)?;
    }
    let Reading { bytes, contents, doubtful, is_locked, .. } = reading;
    Ok(Kept { bytes, contents, doubtful, is_locked })
}

/// Where a stream stands, and what its dictionary says of it.
struct Stream {
    /// Where its data begins.
    start: usize,
    /// Where its data ends, if the dictionary says so itself and `endstream` may stand there.
    end: Option<usize>,
    sort: Sort,
}

/// A file that is read from its beginning to its end.
struct Reading<'s> {
    source: BufReader<&'s mut dyn Source>,
    bytes: Vec<u8>,
    /// Where the source stands: everything before it is read or left out.
    done: usize,
    limits: Limits,
    needed: &'s BTreeSet<usize>,
    kept: usize,
    /// Whether the end of an image of unknown length is searched for; until one has none, so that
    /// a file of nothing but beginnings is not read again for each.
    is_searched: bool,
    contents: Vec<usize>,
    doubtful: BTreeSet<usize>,
    is_locked: bool,
}

impl Reading<'_> {
    /// The next stream from this place on; none: the file is read to its end.
    fn next_stream(&mut self, mut at: usize) -> Result<Option<Stream>, ProbeError> {
        while let Some(begin) = self.find(at, &[b"<<"])? {
            at = begin + 2;
            let Some(dictionary) = self.dictionary(begin)? else { continue };
            at = dictionary.end;
            self.is_locked |= dictionary.is_locked;
            if let Some(start) = self.data_behind(at)? {
                let length = dictionary.length.and_then(|length| start.checked_add(length));
                let end = length.filter(|end| *end <= self.bytes.len());
                let sort = dictionary.sort;
                return Ok(Some(Stream { start, end, sort }));
            }
        }
        Ok(None)
    }

    /// Goes behind the data of a stream, and reads it unless it can be left out.
    fn pass(&mut self, stream: Stream) -> Result<usize, ProbeError> {
        let Stream { start, end, sort } = stream;
        let longest = self.longest(start, sort);
        let is_long = |end: usize| longest.is_some_and(|longest| end - start > longest);
        if let Some(end) = end {
            if is_long(end) {
                self.go_to(end)?;
            }
            self.read_to(end.saturating_add(MARGIN))?;
            let behind = self.bytes.get(end..self.done).unwrap_or_default();
            if behind.trim_ascii_start().starts_with(b"endstream") {
                if is_long(end) {
                    self.leave_out(start, sort);
                }
                return Ok(end);
            }
            self.go_to(start)?;
        }
        if let Some(longest) = longest
            && self.is_searched
            && end.is_none_or(is_long)
        {
            self.read_to(start.saturating_add(longest))?;
            let short = self.bytes.get(start..self.done).unwrap_or_default();
            if let Some(length) = first(short, &ENDS) {
                return Ok(start + length);
            }
            if let Some(end) = self.end_unread(start)? {
                self.leave_out(start, sort);
                return Ok(end);
            }
        }
        Ok(self.find(start, &ENDS)?.unwrap_or(self.bytes.len()))
    }

    /// Up to which length a stream that begins here is kept; none: always.
    fn longest(&self, start: usize, sort: Sort) -> Option<usize> {
        match sort {
            Sort::Needed => None,
            Sort::Picture => Some(self.limits.stream),
            Sort::Form | Sort::Plain if self.needed.contains(&start) => None,
            Sort::Form | Sort::Plain => Some(self.limits.content),
        }
    }

    /// Remembers what is to be read later.
    fn leave_out(&mut self, start: usize, sort: Sort) {
        match sort {
            Sort::Needed | Sort::Picture => {}
            Sort::Form => self.contents.push(start),
            Sort::Plain => {
                self.contents.push(start);
                self.doubtful.insert(start);
            }
        }
    }

    /// Reads up to this place, or to the end of the file.
    fn read_to(&mut self, end: usize) -> Result<(), ProbeError> {
        let end = end.min(self.bytes.len());
        if let Some(part) = self.bytes.get_mut(self.done..end) {
            self.kept = self.kept.saturating_add(part.len());
            if self.kept > self.limits.kept {
                let megabytes = self.kept / 1_000_000;
                let what = format!("it has over {megabytes} MB beside its images");
                return Err(ProbeError::TooLarge(what));
            }
            self.source.read_exact(part)?;
            self.done = end;
        }
        Ok(())
    }

    /// Goes to this place without reading what lies between.
    fn go_to(&mut self, place: usize) -> Result<(), ProbeError> {
        let by = place as i64 - self.done as i64;
        self.source.seek_relative(by)?;
        self.done = place;
        Ok(())
    }

    /// Reads a little more; false at the end of the file.
    fn read_more(&mut self) -> Result<bool, ProbeError> {
        let is_more = self.done < self.bytes.len();
        self.read_to((self.done / PAGE + 1) * PAGE)?;
        Ok(is_more)
    }

    /// Where one of these marks stands first, reading on from this place; the longest mark is the
    /// first of them.
    fn find(&mut self, mut from: usize, marks: &[&[u8]]) -> Result<Option<usize>, ProbeError> {
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
    fn dictionary(&mut self, begin: usize) -> Result<Option<Dictionary>, ProbeError> {
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
    fn data_behind(&mut self, end: usize) -> Result<Option<usize>, ProbeError> {
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
    fn end_unread(&mut self, start: usize) -> Result<Option<usize>, ProbeError> {
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
    sort: Sort,
    /// Whether it is that of a file that is encrypted (section 7.5.5).
    is_locked: bool,
}

impl Dictionary {
    fn of(dictionary: &Dict<'_>, begin: usize) -> Dictionary {
        let length = direct(dictionary.get_raw::<u32>(LENGTH));
        Dictionary {
            end: begin + dictionary.data().len(),
            length: length.and_then(|length| usize::try_from(length).ok()),
            sort: Sort::of(dictionary),
            is_locked: dictionary.contains_key(ENCRYPT),
        }
    }
}

/// Where one of these marks stands first.
fn first(bytes: &[u8], marks: &[&[u8]]) -> Option<usize> {
    marks.iter().filter_map(|mark| memmem::find(bytes, mark)).min()
}

#[cfg(test)]
mod tests;
