//! A package in which some parts get another content: their own bytes and the directory at the end
//! are written anew, every other byte stays.
//!
//! Section numbers are those of PKWARE's APPNOTE 6.3.10.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::MOST_NEW;
use crate::container::zip::{Entry, Header, Layout, Package};
use crate::formats::StripError;
use crate::io::Edits;

/// A directory larger than this is no office file's.
const LARGEST_DIRECTORY: u64 = 64 * 1024 * 1024;

/// A package whose parts lie as they should, so that some can be replaced.
pub(super) struct Rewriter<'p, 's> {
    package: &'p Package<'s>,
    /// The bytes of each entry, its descriptor included.
    ranges: Vec<Range<u64>>,
    /// Where the directory begins.
    directory: u64,
    /// The directory and all that follows it.
    tail: Vec<u8>,
    /// Where the end record begins in the tail (section 4.3.16).
    end_record: usize,
}

impl<'p, 's> Rewriter<'p, 's> {
    /// Finds where every part lies.
    pub fn new(package: &'p Package<'s>) -> Result<Rewriter<'p, 's>, StripError> {
        let archive = package.archive();
        let (directory, end_record) = (archive.directory_start(), archive.end_record());
        let size = end_record.saturating_sub(directory);
        if size > LARGEST_DIRECTORY || archive.end() != archive.length() {
            return Err(StripError::damaged("its list of contents is not where it should be"));
        }
        let tail = archive.read(directory..archive.length())?;
        let end = usize::try_from(size).map_err(|_| too_large())?;
        let stated = |at| number(&tail, end.saturating_add(at));
        let (count, start) = (stated(8) >> 16, stated(16));
        if count == u32::from(u16::MAX) || start == u32::MAX {
            return Err(too_large());
        }
        if (u64::from(start), u64::from(stated(12))) != (directory, size) {
            return Err(StripError::damaged("its list of contents is not where it should be"));
        }
        let entries = package.entries();
        let mut rewriter =
            Rewriter { package, ranges: Vec::new(), directory, tail, end_record: end };
        let is_whole = entries.len() == count as usize
            && entries.last().map_or(directory, |entry| entry.record.end) == end_record;
        let ranges = entries.iter().map(|entry| rewriter.range(entry));
        let ranges = ranges.collect::<Result<Vec<_>, _>>()?;
        let mut names: Vec<_> = entries.iter().map(|entry| &entry.header.name).collect();
        names.sort_unstable();
        let twins = names.windows(2).any(|pair| pair.first() == pair.last());
        if !is_whole || twins || !Layout::of(&ranges, directory).overlapping.is_empty() {
            return Err(disordered());
        }
        rewriter.ranges = ranges;
        Ok(rewriter)
    }

    /// The edits that give these parts these contents.
    pub fn rewrite(
        mut self,
        changes: BTreeMap<String, Vec<u8>>,
        edits: &mut Edits,
    ) -> Result<(), StripError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut weight = 0;
        // By how much the entries behind each place move.
        let mut moves: BTreeMap<u64, i64> = BTreeMap::new();
        let entries = self.package.entries().iter().zip(&self.ranges);
        for (entry, range) in entries.clone() {
            let name = std::str::from_utf8(&entry.header.name).ok();
            let Some(content) = name.and_then(|name| changes.get(name)) else { continue };
            let record = self.record(entry);
            let bytes = replaced(self.tail.get_mut(record).unwrap_or_default(), entry, content)?;
            weight += bytes.len();
            if weight > MOST_NEW {
                return Err(StripError(
                    "it is too large: its pictures with properties have over 256 MB".into(),
                ));
            }
            moves.insert(range.start, bytes.len() as i64 - (range.end - range.start) as i64);
            edits.replace(range.clone(), bytes);
        }
        let moved = |from: u64| {
            let by = moves.range(..from).map(|(_, by)| by).sum();
            u32::try_from(from.saturating_add_signed(by)).map_err(|_| too_large())
        };
        for (entry, range) in entries {
            let at = self.record(entry).start;
            put(&mut self.tail, at.saturating_add(42), &moved(range.start)?.to_le_bytes());
        }
        put(&mut self.tail, self.end_record + 16, &moved(self.directory)?.to_le_bytes());
        edits.replace(self.directory..self.package.archive().length(), self.tail);
        Ok(())
    }

    /// The bytes of an entry, if it is one that Office writes.
    fn range(&self, entry: &Entry) -> Result<Range<u64>, StripError> {
        let header = &entry.header;
        let packed = self.record(entry).start.saturating_add(20);
        if !matches!(header.method.as_u16(), 0 | 8) || number(&self.tail, packed) == u32::MAX {
            return Err(StripError(
                "its zip is packed in a way that Office does not use".to_owned(),
            ));
        }
        let location = self.package.archive().locate(entry).map_err(|_| disordered())?;
        let is_described = location.end > location.content.end;
        if location.end > self.directory
            || location.local.name != header.name
            || header.flags.has_data_descriptor() != is_described
        {
            return Err(disordered());
        }
        Ok(entry.start..location.end)
    }

    /// Where the record of an entry stands in the tail.
    fn record(&self, entry: &Entry) -> Range<usize> {
        let place = |at: u64| usize::try_from(at.saturating_sub(self.directory)).unwrap_or(0);
        place(entry.record.start)..place(entry.record.end)
    }
}

/// An entry with this content, packed as it was before; its record is changed to match.
fn replaced(record: &mut [u8], entry: &Entry, content: &[u8]) -> Result<Vec<u8>, StripError> {
    let Header { name, flags, .. } = &entry.header;
    let packed = match entry.header.is_deflated() {
        true => {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
            encoder.write_all(content)?;
            encoder.finish()?
        }
        false => content.to_vec(),
    };
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(|_| too_large());
    let mut crc = flate2::Crc::new();
    crc.update(content);
    // No descriptor follows: the lengths stand in the header (section 4.4.4, bit 3).
    put(record, 8, &(flags.bits() & !8).to_le_bytes());
    put(record, 16, &crc.sum().to_le_bytes());
    put(record, 20, &length(&packed)?.to_le_bytes());
    put(record, 24, &length(content)?.to_le_bytes());
    // The local header has the fields of the record from the version on, and no extra field
    // (section 4.3.7).
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.extend(record.get(6..28).unwrap_or_default());
    bytes.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
    bytes.extend([0, 0]);
    bytes.extend(name);
    bytes.extend(packed);
    Ok(bytes)
}

fn disordered() -> StripError {
    StripError::damaged("its list of contents is not as it should be")
}

fn too_large() -> StripError {
    StripError("it is too large for an Office file".to_owned())
}

fn put(bytes: &mut [u8], at: usize, with: &[u8]) {
    let place = bytes.get_mut(at..).and_then(|rest| rest.get_mut(..with.len()));
    if let Some(place) = place {
        place.copy_from_slice(with);
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>());
    found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
