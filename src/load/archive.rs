//! The directory of a zip archive, read without trust: what it names, where the
//! bytes of each entry lie, and what is wrong with it.
//!
//! Section numbers are those of PKWARE's APPNOTE 6.3.10.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, FileReader, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ZipArchive};

use super::inflated::Inflated;
use super::problem::BundleProblem;
use super::record::{Record, counted_bytes, is_bomb};
use super::section::Section;
use super::tree::Bytes;
use crate::model::size;

/// An archive with more entries than this is refused unread: ten times the
/// largest portfolio that anybody has thought of.
const MOST_ENTRIES: usize = 1_000_000;

/// An entry up to this length is inflated in one go, since memory has room for it.
const IN_MEMORY: u64 = 4 << 20;

/// An opened archive.
pub(super) struct Archive {
    file: Arc<FileReader>,
    /// The files in it whose names are safe, in the order of its directory.
    pub(super) entries: Vec<ArchiveEntry>,
    /// What is wrong with the archive.
    pub(super) problems: Vec<BundleProblem>,
}

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ArchiveEntry {
    /// Its path; safe to unpack.
    pub(super) name: String,
    /// Its length unpacked, as the archive declares it.
    pub(super) bytes: u64,
    /// The CRC-32 of its content.
    pub(super) crc: u32,
    /// Why its content is not read; none where it is.
    pub(super) refused: Option<String>,
    deflated: bool,
    start: u64,
    packed: u64,
}

impl Archive {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    /// It is no zip archive, or its directory can't be read.
    pub(super) fn read(file: File) -> io::Result<Archive> {
        let length = file.metadata()?.len();
        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let archive = ZipArchive::from_file(file, &mut buffer).map_err(|_| {
            damaged("it is no zip archive, or only a part of one: was it copied whole?")
        })?;
        // A zip inside one that was cut off would pass for the whole.
        if archive.end_offset() != length {
            return Err(damaged(
                "its end is missing, or something follows it: was it copied whole?",
            ));
        }
        let mut problems = Vec::new();
        let records = records(&archive, &mut buffer, &mut problems)?;
        let mut placed = Vec::new();
        for record in records {
            match place(&archive, &record, &mut buffer) {
                Ok(range) => placed.push((record, range)),
                Err(message) => problems.push(BundleProblem::of(record.name, message)),
            }
        }
        let overlapping = layout(&placed, archive.directory_offset(), &mut problems);
        let refusals: Vec<Option<String>> = placed
            .iter()
            .enumerate()
            .map(|(index, (record, _))| match overlapping.get(&index) {
                Some(other) => Some(format!("shares its bytes with `{other}`, as zip bombs do")),
                None => record.refusal(),
            })
            .collect();
        let left = placed.iter().zip(&refusals).filter(|(_, refusal)| refusal.is_none());
        let unpacked = left.map(|((record, _), _)| record.bytes).fold(0, u64::saturating_add);
        let bomb = is_bomb(unpacked, length);
        if bomb {
            problems.push(BundleProblem::of_whole(format!(
                "is a zip bomb: {} that unpack to {}",
                size(length),
                size(unpacked)
            )));
        }
        let mut entries = Vec::new();
        for ((record, range), refused) in placed.into_iter().zip(refusals) {
            if let Some(why) = &refused {
                problems.push(BundleProblem::of(&record.name, why));
            }
            let refused = refused.or_else(|| bomb.then(|| "is part of a zip bomb".to_owned()));
            if !record.is_folder() && record.unsafe_because().is_none() {
                entries.push(ArchiveEntry {
                    bytes: record.bytes,
                    crc: record.crc,
                    refused,
                    deflated: record.method == CompressionMethod::DEFLATE,
                    start: range.body,
                    packed: record.packed,
                    name: record.name,
                });
            }
        }
        let file = Arc::new(archive.into_inner());
        Ok(Archive { file, entries, problems })
    }

    /// Opens an entry at its beginning, to be read once to its end.
    ///
    /// # Errors
    /// Its content is not read; why.
    pub(super) fn stream(&self, entry: &ArchiveEntry) -> io::Result<Box<dyn Read + Send>> {
        if let Some(why) = &entry.refused {
            return Err(damaged(&format!("it {why}")));
        }
        let section = self.section(entry);
        Ok(match entry.deflated {
            true => {
                let source = BufReader::with_capacity(64 << 10, section);
                Box::new(DeflateDecoder::new(source))
            }
            false => Box::new(section),
        })
    }

    /// Opens an entry so that any place in it can be read. It never yields more
    /// than the archive declares.
    ///
    /// # Errors
    /// Its content is not read, or can't be unpacked; why.
    pub(super) fn open(&self, entry: &ArchiveEntry) -> io::Result<Box<dyn Bytes>> {
        if let Some(why) = &entry.refused {
            return Err(damaged(&format!("it {why}")));
        }
        if !entry.deflated {
            return Ok(Box::new(self.section(entry)));
        }
        if entry.bytes > IN_MEMORY {
            return Ok(Box::new(Inflated::new(self.section(entry), entry.bytes)));
        }
        let mut content = Vec::new();
        self.stream(entry)?.take(entry.bytes).read_to_end(&mut content)?;
        Ok(Box::new(Cursor::new(content)))
    }

    fn section(&self, entry: &ArchiveEntry) -> Section {
        Section::new(Arc::clone(&self.file), entry.start, entry.packed)
    }
}

/// The bytes of the archive that an entry takes up.
struct Range {
    header: u64,
    body: u64,
    end: u64,
}

/// Every record of the directory.
fn records(
    archive: &ZipArchive<FileReader>,
    buffer: &mut [u8],
    problems: &mut Vec<BundleProblem>,
) -> io::Result<Vec<Record>> {
    let mut records: Vec<Record> = Vec::new();
    let mut entries = archive.entries(buffer);
    while let Some(record) =
        entries.next_entry().map_err(|_| damaged("the directory of the archive is damaged"))?
    {
        if records.len() >= MOST_ENTRIES {
            return Err(damaged("it has over a million entries"));
        }
        records.push(Record::new(&record));
    }
    if archive.entries_hint() != records.len() as u64 {
        let message = format!(
            "lies about its directory: it says {} and has {}",
            archive.entries_hint(),
            records.len()
        );
        problems.push(BundleProblem::of_whole(message));
    }
    Ok(records)
}

/// Where an entry lies, once its own header agrees with the directory: programs
/// that read the one and those that read the other must see the same.
fn place(
    archive: &ZipArchive<FileReader>,
    record: &Record,
    buffer: &mut [u8],
) -> Result<Range, String> {
    let gone = |_| "lies about its place: there is no entry where it should be".to_owned();
    let entry = archive.get_entry(record.way).map_err(gone)?;
    let local = entry.local_header(buffer).map_err(gone)?;
    let (body, end) = entry.compressed_data_range();
    if end > archive.directory_offset() {
        return Err("lies about its length: it reaches beyond the end of the content".to_owned());
    }
    if local.file_path().as_bytes() != record.raw_name {
        let other = String::from_utf8_lossy(local.file_path().as_bytes()).into_owned();
        return Err(format!("is named `{}` at its own place", other.escape_debug()));
    }
    let flags = local.flags();
    if flags.is_encrypted() != record.encrypted && !record.encrypted {
        return Err("is encrypted at its own place, and not in the directory".to_owned());
    }
    // With a descriptor the header may leave its lengths at 0 (section 4.4.4, bit 3).
    let says = (local.compressed_size_hint(), local.uncompressed_size_hint(), local.crc32());
    let unset = flags.has_data_descriptor() && (says.0, says.1) == (0, 0);
    if local.compression_method() != record.method
        || !unset && says != (record.packed, record.bytes, record.crc)
    {
        return Err("lies about its length: its own header and the directory differ".to_owned());
    }
    // A descriptor follows the content: 12 to 24 bytes (section 4.3.9).
    Ok(Range { header: record.header, body, end })
}

/// Longest descriptor that can follow an entry's content (section 4.3.9).
const DESCRIPTOR: u64 = 24;

/// Finds entries that share bytes, and bytes that belong to no entry; the index
/// of each entry that overlaps another leads to the other's name.
fn layout(
    placed: &[(Record, Range)],
    directory: u64,
    problems: &mut Vec<BundleProblem>,
) -> HashMap<usize, String> {
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|index| placed.get(*index).map(|(_, range)| (range.header, range.end)));
    let mut overlapping = HashMap::new();
    // The entry that reaches furthest so far, and where it ends.
    let mut furthest: Option<usize> = None;
    let mut end = 0;
    let mut slack = 0;
    for index in order {
        let Some((record, range)) = placed.get(index) else { continue };
        let name = |index: usize| placed.get(index).map_or("", |(record, _)| record.name.as_str());
        if let Some(other) = furthest.filter(|_| range.header < end) {
            overlapping.insert(index, name(other).to_owned());
            overlapping.entry(other).or_insert_with(|| record.name.clone());
        } else if range.header > end + slack {
            let message = format!(
                "stands behind {} that belong to no entry",
                counted_bytes(range.header - end)
            );
            problems.push(BundleProblem::of(&record.name, message));
        }
        if range.end >= end {
            furthest = Some(index);
            end = range.end;
            slack = if record.has_descriptor { DESCRIPTOR } else { 0 };
        }
    }
    if directory > end + slack {
        let message = format!(
            "has {} before its directory that belong to no entry",
            counted_bytes(directory - end)
        );
        problems.push(BundleProblem::of_whole(message));
    }
    overlapping
}

fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
