//! A zip in which some parts get another content (PKWARE's APPNOTE 6.3.10): their own stretch and
//! the directory at the end are written anew, every other byte stays.

use std::collections::BTreeMap;
use std::io::{Read, SeekFrom, Write};
use std::ops::Range;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::MOST_NEW;
use crate::formats::StripError;
use crate::io::Edits;
use crate::io::Source;

/// The end of the directory without its comment (section 4.3.16), and the longest comment.
const END: u64 = 22;
const LONGEST_COMMENT: u64 = 0xffff;
/// A directory larger than this is no office file's.
const LARGEST_DIRECTORY: u64 = 64 * 1024 * 1024;
/// The most that one part may unpack to, as in the probe.
const LARGEST_PART: u64 = 256 * 1024 * 1024;

/// An opened zip.
pub(crate) struct Zip<'s> {
    source: &'s mut dyn Source,
    entries: Vec<Entry>,
    /// Where the directory begins, to the end of the file.
    directory: Range<u64>,
    comment: Vec<u8>,
}

struct Entry {
    name: Vec<u8>,
    /// Its record in the directory as it stands (section 4.3.12).
    record: Vec<u8>,
    deflated: bool,
    encrypted: bool,
    /// Its own header, its packed content, and a descriptor behind it.
    header: u64,
    content: Range<u64>,
    end: u64,
    unpacked: u64,
}

impl<'s> Zip<'s> {
    /// Reads the directory, and where every part lies.
    pub fn open(source: &'s mut dyn Source) -> Result<Zip<'s>, StripError> {
        let length = source.seek(SeekFrom::End(0))?;
        let from = length.saturating_sub(END + LONGEST_COMMENT);
        let tail = read(source, from..length)?;
        let at = (0..tail.len().saturating_sub(21)).rev().find(|at| {
            let rest = tail.get(*at..).unwrap_or_default();
            rest.starts_with(b"PK\x05\x06") && rest.len() == 22 + usize::from(short(rest, 20))
        });
        let end = at.and_then(|at| tail.get(at..)).ok_or_else(StripError::cut_off)?;
        let (count, size, start) = (short(end, 10), u64::from(long(end, 12)), long(end, 16));
        let (start, at) = (u64::from(start), length - end.len() as u64);
        if count == u16::MAX || start == u64::from(u32::MAX) {
            return Err(StripError("it is too large for an Office file".to_owned()));
        }
        if start + size != at || size > LARGEST_DIRECTORY {
            return Err(StripError::damaged("its list of contents is not where it should be"));
        }
        let comment = end.get(22..).unwrap_or_default().to_vec();
        let directory = read(source, start..at)?;
        let mut rest = directory.as_slice();
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push(Entry::read(source, &mut rest, start)?);
        }
        let mut places: Vec<_> = entries.iter().map(|entry| (entry.header, entry.end)).collect();
        places.sort_unstable();
        let apart = places.windows(2).all(|pair| match pair {
            [(_, end), (start, _)] => end <= start,
            _ => true,
        });
        let mut names: Vec<_> = entries.iter().map(|entry| &entry.name).collect();
        names.sort_unstable();
        let twins = names.windows(2).any(|pair| pair.first() == pair.last());
        if !rest.is_empty() || !apart || twins {
            return Err(StripError::damaged("its list of contents is not as it should be"));
        }
        Ok(Zip { source, entries, directory: start..length, comment })
    }

    /// The names of all parts, as far as they are text.
    pub fn names(&self) -> Vec<String> {
        let names = self.entries.iter().map(|entry| String::from_utf8(entry.name.clone()));
        names.filter_map(Result::ok).collect()
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// How long a part is, unpacked; 0 where there is none.
    pub fn length(&self, name: &str) -> u64 {
        self.entry(name).map_or(0, |entry| entry.unpacked)
    }

    /// A part, unpacked.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, StripError> {
        let damaged = || StripError(format!("it is damaged: its part {name} cannot be read"));
        let entry = self.entry(name).ok_or_else(damaged)?;
        if entry.encrypted {
            return Err(StripError("it opens only with a password".to_owned()));
        }
        if entry.unpacked > LARGEST_PART {
            return Err(StripError(format!("it is too large: its part {name} is over 256 MB")));
        }
        let (at, deflated, unpacked) = (entry.content.clone(), entry.deflated, entry.unpacked);
        let sum = long(&entry.record, 16);
        let packed = read(self.source, at)?;
        let mut content = Vec::new();
        if deflated {
            let mut decoder = DeflateDecoder::new(packed.as_slice()).take(unpacked + 1);
            decoder.read_to_end(&mut content).map_err(|_| damaged())?;
        } else {
            content = packed;
        }
        let mut crc = flate2::Crc::new();
        crc.update(&content);
        let whole = content.len() as u64 == unpacked && crc.sum() == sum;
        if whole { Ok(content) } else { Err(damaged()) }
    }

    /// The edits that give these parts these contents.
    pub fn rewritten(
        &self,
        changes: BTreeMap<String, Vec<u8>>,
        edits: &mut Edits,
    ) -> Result<(), StripError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut fresh: BTreeMap<u64, Fresh> = BTreeMap::new();
        let mut weight = 0;
        for (name, content) in &changes {
            let entry = self.entry(name).ok_or_else(StripError::cut_off)?;
            let new = Fresh::of(entry, content)?;
            weight += new.bytes.len();
            fresh.insert(entry.header, new);
        }
        if weight > MOST_NEW {
            return Err(StripError(
                "it is too large: its pictures with properties have over 256 MB".into(),
            ));
        }
        let mut order: Vec<&Entry> = self.entries.iter().collect();
        order.sort_by_key(|entry| entry.header);
        let mut moved = 0_i64;
        let mut places = BTreeMap::new();
        for entry in order {
            let place = entry.header.saturating_add_signed(moved);
            places.insert(entry.header, u32::try_from(place).map_err(|_| too_large())?);
            if let Some(new) = fresh.get(&entry.header) {
                moved += new.bytes.len() as i64 - (entry.end - entry.header) as i64;
            }
        }
        let mut directory = Vec::new();
        for entry in &self.entries {
            let mut record = entry.record.clone();
            let place = places.get(&entry.header).copied().unwrap_or_default();
            put(&mut record, 42, &place.to_le_bytes());
            if let Some(new) = fresh.get(&entry.header) {
                // No descriptor follows: its lengths stand in its own header (section 4.4.4, bit 3).
                let flags = short(&record, 8) & !8;
                put(&mut record, 8, &flags.to_le_bytes());
                put(&mut record, 16, &new.sum);
                put(&mut record, 20, &new.packed);
                put(&mut record, 24, &new.unpacked);
            }
            directory.extend(record);
        }
        let start = u32::try_from(self.directory.start.saturating_add_signed(moved));
        let count = u16::try_from(self.entries.len()).map_err(|_| too_large())?.to_le_bytes();
        let size = u32::try_from(directory.len()).map_err(|_| too_large())?;
        directory.extend(b"PK\x05\x06\0\0\0\0");
        directory.extend([count, count].as_flattened());
        directory.extend(size.to_le_bytes());
        directory.extend(start.map_err(|_| too_large())?.to_le_bytes());
        directory.extend(u16::try_from(self.comment.len()).unwrap_or(0).to_le_bytes());
        directory.extend(&self.comment);
        for entry in &self.entries {
            if let Some(new) = fresh.remove(&entry.header) {
                edits.replace(entry.header..entry.end, new.bytes);
            }
        }
        edits.replace(self.directory.clone(), directory);
        Ok(())
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name.as_bytes())
    }
}

impl Entry {
    /// Takes the next record off the directory, and finds what it tells of.
    fn read(source: &mut dyn Source, rest: &mut &[u8], limit: u64) -> Result<Entry, StripError> {
        let disorder = || StripError::damaged("its list of contents is not as it should be");
        let lengths = [28, 30, 32].map(|at| usize::from(short(rest, at)));
        let (record, after) =
            rest.split_at_checked(46 + lengths.iter().sum::<usize>()).ok_or_else(disorder)?;
        let name = record.get(46..46 + lengths[0]).unwrap_or_default().to_vec();
        *rest = after;
        let (method, flags) = (short(record, 10), short(record, 8));
        let (packed, header) = (u64::from(long(record, 20)), u64::from(long(record, 42)));
        let own = read(source, header..(header + 30).min(limit))?;
        if !record.starts_with(b"PK\x01\x02") || !own.starts_with(b"PK\x03\x04") {
            return Err(disorder());
        }
        if packed == u64::from(u32::MAX) || !matches!(method, 0 | 8) {
            return Err(StripError(
                "its zip is packed in a way that Office does not use".to_owned(),
            ));
        }
        let start = header + 30 + u64::from(short(&own, 26)) + u64::from(short(&own, 28));
        let own_name = read(source, header + 30..header + 30 + u64::from(short(&own, 26)))?;
        let mut end = start + packed;
        if flags & 8 != 0 {
            // A descriptor follows, with its signature or without (section 4.3.9).
            let signed = read(source, end..(end + 4).min(limit))? == b"PK\x07\x08";
            end += if signed { 16 } else { 12 };
        }
        if end > limit || own_name != name {
            return Err(disorder());
        }
        let content = start..start + packed;
        let (deflated, encrypted) = (method == 8, flags & 1 != 0);
        let unpacked = u64::from(long(record, 24));
        Ok(Entry {
            name,
            record: record.to_vec(),
            deflated,
            encrypted,
            header,
            content,
            end,
            unpacked,
        })
    }
}

/// A part with its new content, packed as it was.
struct Fresh {
    bytes: Vec<u8>,
    sum: [u8; 4],
    packed: [u8; 4],
    unpacked: [u8; 4],
}

impl Fresh {
    fn of(entry: &Entry, content: &[u8]) -> Result<Fresh, StripError> {
        let packed = match entry.deflated {
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
        let new = Fresh {
            bytes: Vec::new(),
            sum: crc.sum().to_le_bytes(),
            packed: length(&packed)?.to_le_bytes(),
            unpacked: length(content)?.to_le_bytes(),
        };
        // Version, method and time as in the directory (section 4.3.7); no extra field.
        let mut bytes = b"PK\x03\x04".to_vec();
        let record = &entry.record;
        bytes.extend(record.get(6..8).unwrap_or_default());
        bytes.extend((short(record, 8) & !8).to_le_bytes());
        bytes.extend(record.get(10..16).unwrap_or_default());
        bytes.extend([new.sum, new.packed, new.unpacked].as_flattened());
        bytes.extend(u16::try_from(entry.name.len()).unwrap_or(0).to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(&entry.name);
        bytes.extend(packed);
        Ok(Fresh { bytes, ..new })
    }
}

fn read(source: &mut dyn Source, at: Range<u64>) -> Result<Vec<u8>, StripError> {
    let length = at.end.saturating_sub(at.start);
    let mut bytes = Vec::new();
    source.seek(SeekFrom::Start(at.start))?;
    source.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(StripError::cut_off()) }
}

fn too_large() -> StripError {
    StripError("it is too large for an Office file".to_owned())
}

fn put(record: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = record.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk::<2>());
    found.map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn long(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>());
    found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
