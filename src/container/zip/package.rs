//! An archive whose entries are the parts of one document, read by their names and with a bound.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, SeekFrom};

use flate2::Crc;
use rawzip::{CompressionMethod, ReaderAt};

use super::{Archive, Entry, Section, damaged, deflated};
use crate::io::{ProbeError, Source};

/// The most that one part may unpack to. The text of a 2,000-page book has about 30 MiB.
const LARGEST_PART: u64 = 160 << 20;
/// The most that all parts may unpack to together, those that are read twice counted twice, beside
/// twice the length of the file, as pictures and films hardly shrink.
const LARGEST_TOTAL: u64 = 512 << 20;
/// The most entries that the list of contents may have.
const MOST_ENTRIES: usize = 100_000;

/// A document as a set of named parts.
pub(crate) struct Package<'s> {
    archive: Archive<SharedSource<'s>>,
    entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
    /// How much more may be unpacked.
    left: Cell<u64>,
}

impl<'s> Package<'s> {
    /// Reads the list of contents.
    pub fn open(source: &'s mut dyn Source) -> Result<Package<'s>, ProbeError> {
        let unreadable = |error| ProbeError::reading(error, "its list of contents");
        let length = source.seek(SeekFrom::End(0))?;
        let archive = Archive::open(SharedSource(RefCell::new(source)), length);
        let archive = archive.map_err(unreadable)?;
        let directory = archive.directory(MOST_ENTRIES).map_err(unreadable)?;
        let entries = directory.entries;
        if entries.len() > MOST_ENTRIES {
            return Err(ProbeError::TooLarge("it has over 100,000 parts".into()));
        }
        // Some programs leave other bytes behind the last record.
        if !directory.is_whole && (entries.len() as u64) < directory.stated {
            return Err(unreadable(damaged("a record is damaged")));
        }
        let names = entries.iter().map(|entry| String::from_utf8(entry.header.name.clone()));
        let by_name = names.zip(0..).filter_map(|(name, index)| Some((name.ok()?, index)));
        Ok(Package {
            by_name: by_name.collect(),
            archive,
            entries,
            left: Cell::new(length.saturating_mul(2).saturating_add(LARGEST_TOTAL)),
        })
    }

    /// The names of all parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter_map(|entry| std::str::from_utf8(&entry.header.name).ok())
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// What the list of contents says of a part.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(name).and_then(|&index| self.entries.get(index))
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The archive, for its bytes as they stand.
    pub fn archive(&self) -> &Archive<impl ReaderAt> {
        &self.archive
    }

    /// A part, unpacked while it is read. To read past the bound is an error, and so is an end
    /// whose checksum is wrong.
    pub fn part(&self, name: &str) -> Result<impl BufRead, ProbeError> {
        let entry = self
            .entry(name)
            .ok_or_else(|| ProbeError::damaged(format!("the part {name} is missing")))?;
        let unreadable = |error| ProbeError::reading(error, &format!("the part {name}"));
        if entry.header.flags.is_encrypted() {
            return Err(ProbeError::Encrypted);
        }
        let range = self.archive.content(entry).map_err(unreadable)?;
        let packed =
            Section::new(self.archive.reader(), range.start, range.end.saturating_sub(range.start));
        let content: Box<dyn Read + '_> = match entry.header.method {
            CompressionMethod::STORE => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(deflated(packed)),
            _ => return Err(unreadable(damaged("an unknown method"))),
        };
        let (sum, crc) = (Crc::new(), entry.header.crc);
        Ok(BufReader::new(CheckedReader {
            content,
            left: LARGEST_PART,
            total: &self.left,
            sum,
            crc,
        }))
    }

    /// A part as a whole.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, ProbeError> {
        let mut content = Vec::new();
        let read = self.part(name)?.read_to_end(&mut content);
        read.map_err(|error| unpacking(error, &format!("the part {name}")))?;
        Ok(content)
    }
}

/// The message of the error by which [`CheckedReader`] ends a part that is too large.
const TOO_LARGE: &str = "it unpacks to too much: a part to over 160 MB, or all to over 512 MB";

/// Counts and sums up what is unpacked, whatever the list of contents says of its length.
struct CheckedReader<'a> {
    content: Box<dyn Read + 'a>,
    left: u64,
    total: &'a Cell<u64>,
    sum: Crc,
    /// The checksum that it should have.
    crc: u32,
}

impl Read for CheckedReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        let too_large = || io::Error::new(io::ErrorKind::FileTooLarge, TOO_LARGE);
        self.left = self.left.checked_sub(read as u64).ok_or_else(too_large)?;
        self.total.set(self.total.get().checked_sub(read as u64).ok_or_else(too_large)?);
        self.sum.update(buffer.get(..read).unwrap_or_default());
        if read == 0 && !buffer.is_empty() && self.sum.sum() != self.crc {
            return Err(damaged("a part has a wrong checksum"));
        }
        Ok(read)
    }
}

/// What an error of unpacking means for the artifact.
pub(crate) fn unpacking(error: io::Error, part: &str) -> ProbeError {
    match error.kind() {
        io::ErrorKind::FileTooLarge => ProbeError::TooLarge(TOO_LARGE.into()),
        _ => ProbeError::reading(error, part),
    }
}

/// A source that several parts are read from by turns.
struct SharedSource<'s>(RefCell<&'s mut dyn Source>);

impl ReaderAt for SharedSource<'_> {
    fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        let mut source = self.0.borrow_mut();
        source.seek(SeekFrom::Start(at))?;
        source.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn package(content: &[u8]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("part", SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
        zip.finish().unwrap().into_inner()
    }

    /// What becomes of the part after a change to the first place where these bytes stand.
    fn read_changed(found: &[u8], at: usize, by: u8) -> Result<Vec<u8>, ProbeError> {
        let mut bytes = package(b"text");
        let place = bytes.windows(found.len()).position(|window| window == found).unwrap();
        bytes[place + at] ^= by;
        Package::open(&mut Cursor::new(bytes))?.read("part")
    }

    #[test]
    fn parts_are_read_side_by_side() {
        let mut bytes = Cursor::new(package(b"text"));
        let package = Package::open(&mut bytes).unwrap();
        assert!(package.has("part") && !package.has("other"));
        let (mut one, mut other) = (package.part("part").unwrap(), package.part("part").unwrap());
        let mut read = [0; 2];
        one.read_exact(&mut read).unwrap();
        other.read_exact(&mut read).unwrap();
        assert_eq!((&read, package.read("part").unwrap()), (b"te", b"text".to_vec()));
        assert!(matches!(package.read("other"), Err(ProbeError::Damaged(_))));
    }

    #[test]
    fn damaged_and_encrypted_parts_are_errors() {
        let central = b"PK\x01\x02";
        assert!(matches!(read_changed(central, 8, 1), Err(ProbeError::Encrypted)));
        for (found, at) in
            [(&central[..], 10), (central, 16), (b"PK\x03\x04", 0), (b"PK\x05\x06", 0)]
        {
            assert!(matches!(read_changed(found, at, 1), Err(ProbeError::Damaged(_))), "{at}");
        }
        assert!(read_changed(central, 12, 1).is_ok(), "the time is ignored");
    }
}
