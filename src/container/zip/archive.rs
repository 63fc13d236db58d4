//! An opened archive: its directory, and the bytes of its entries.

use std::io;
use std::ops::Range;

use rawzip::{ErrorKind, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipArchive, ZipLocator};

use super::damaged;
use super::entry::{Entry, Header, Location};

/// Length of a local header without its name and extra fields.
const LOCAL_HEADER: u64 = 30;

/// An opened archive.
pub(crate) struct Archive<R> {
    zip: ZipArchive<R>,
    length: u64,
}

/// What the directory at the end of an archive lists.
pub(crate) struct Directory {
    pub entries: Vec<Entry>,
    /// How many entries the end record says there are.
    pub stated: u64,
    /// No record in it is damaged.
    pub is_whole: bool,
}

impl<R: ReaderAt> Archive<R> {
    /// Finds the directory of an archive of this length.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn open(reader: R, length: u64) -> io::Result<Archive<R>> {
        let mut buffer = record_buffer();
        let located = ZipLocator::new().locate_in_reader(reader, &mut buffer, length);
        let zip = located.map_err(|(_, error)| io_error(error))?;
        Ok(Archive { zip, length })
    }

    pub fn reader(&self) -> &R {
        self.zip.get_ref()
    }

    /// Length of the file.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Where the directory begins.
    pub fn directory_start(&self) -> u64 {
        self.zip.directory_offset()
    }

    /// Where the end record begins (section 4.3.16).
    pub fn end_record(&self) -> u64 {
        self.zip.eocd_offset()
    }

    /// Where the archive ends, with its comment.
    pub fn end(&self) -> u64 {
        self.zip.end_offset()
    }

    /// Length of its comment (section 4.4.12).
    pub fn comment_length(&self) -> u64 {
        self.zip.comment().remaining()
    }

    /// Reads the directory, up to the first damaged record, and not much more than `most` entries.
    ///
    /// # Errors
    /// What the system reports.
    pub fn directory(&self, most: usize) -> io::Result<Directory> {
        let mut buffer = record_buffer();
        let mut records = self.zip.entries(&mut buffer);
        let mut entries: Vec<Entry> = Vec::new();
        let mut is_whole = true;
        while entries.len() <= most {
            match records.next_entry() {
                Ok(Some(record)) => entries.push(record.into()),
                Ok(None) => break,
                Err(error) => match io_error(error) {
                    error if error.kind() == io::ErrorKind::InvalidData => {
                        is_whole = false;
                        break;
                    }
                    error => return Err(error),
                },
            }
        }
        Ok(Directory { entries, stated: self.zip.entries_hint(), is_whole })
    }

    /// Where the content of an entry lies.
    ///
    /// # Errors
    /// There is no local header where it should be.
    pub fn content(&self, entry: &Entry) -> io::Result<Range<u64>> {
        let (start, end) =
            self.zip.get_entry(entry.wayfinder).map_err(io_error)?.compressed_data_range();
        Ok(start..end)
    }

    /// The local header of an entry, and where the entry lies.
    ///
    /// # Errors
    /// There is no local header where it should be.
    pub fn locate(&self, entry: &Entry) -> io::Result<Location> {
        let found = self.zip.get_entry(entry.wayfinder).map_err(io_error)?;
        let (start, end) = found.compressed_data_range();
        // The name and the extra fields stand between the fixed fields and the content.
        let variable = start.saturating_sub(entry.start.saturating_add(LOCAL_HEADER));
        let mut buffer = vec![0; usize::try_from(variable).unwrap_or(0)];
        let local = found.local_header(&mut buffer).map_err(io_error)?.into();
        let descriptor = match entry.header.flags.has_data_descriptor() {
            true => self.descriptor(end, &entry.header)?,
            false => 0,
        };
        Ok(Location { local, content: start..end, end: end.saturating_add(descriptor) })
    }

    /// The length of the descriptor at this place: with or without a signature, with lengths of
    /// four or eight bytes (section 4.3.9); 0 if what stands there describes something else.
    fn descriptor(&self, at: u64, header: &Header) -> io::Result<u64> {
        let end = at.saturating_add(24).min(self.length);
        let found = if at < end { self.read(at..end)? } else { Vec::new() };
        let crc = header.crc.to_le_bytes();
        let lengths = [header.packed, header.unpacked].map(u64::to_le_bytes);
        let wide = lengths.concat();
        let narrow = lengths.map(|[a, b, c, d, ..]| [a, b, c, d]).concat();
        let lengths = [narrow, wide].map(|lengths| [&crc[..], &lengths].concat());
        let signatures = [&b"PK\x07\x08"[..], b""];
        let mut known = signatures
            .iter()
            .flat_map(|signature| lengths.iter().map(|rest| [signature, &rest[..]].concat()));
        Ok(known.find(|descriptor| found.starts_with(descriptor)).map_or(0, |it| it.len() as u64))
    }

    /// These bytes of the file.
    ///
    /// # Errors
    /// The file has no such bytes, or they cannot be read.
    pub fn read(&self, range: Range<u64>) -> io::Result<Vec<u8>> {
        let length = range.end.checked_sub(range.start).filter(|_| range.end <= self.length);
        let length = length.and_then(|length| usize::try_from(length).ok());
        let length = length.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        let mut bytes = vec![0; length];
        self.reader().read_exact_at(&mut bytes, range.start)?;
        Ok(bytes)
    }
}

/// Room for any record of a directory.
fn record_buffer() -> Vec<u8> {
    vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE]
}

/// Damage is `InvalidData`; errors of the system are passed on.
fn io_error(error: rawzip::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::IO(error) if error.kind() != io::ErrorKind::UnexpectedEof => error,
        kind => damaged(&kind.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::super::Layout;
    use super::*;

    #[test]
    fn entries_lie_without_gaps_whether_descriptors_follow_or_not() {
        let names = ["one.txt", "two.txt"];
        let mut streamed = ZipWriter::new_stream(Vec::new());
        let mut seekable = ZipWriter::new(io::Cursor::new(Vec::new()));
        for name in names {
            streamed.start_file(name, SimpleFileOptions::default()).unwrap();
            streamed.write_all(name.as_bytes()).unwrap();
            seekable.start_file(name, SimpleFileOptions::default()).unwrap();
            seekable.write_all(name.as_bytes()).unwrap();
        }
        let streamed = streamed.finish().unwrap().into_inner();
        for (bytes, are_described) in
            [(streamed, true), (seekable.finish().unwrap().into_inner(), false)]
        {
            let length = bytes.len() as u64;
            let archive = Archive::open(bytes, length).unwrap();
            let directory = archive.directory(10).unwrap();
            assert!(directory.is_whole && directory.stated == 2 && archive.end() == length);
            let mut ranges = Vec::new();
            for (entry, name) in directory.entries.iter().zip(names) {
                let location = archive.locate(entry).unwrap();
                assert_eq!(location.content, archive.content(entry).unwrap());
                assert_eq!(location.end > location.content.end, are_described);
                assert_eq!(
                    (&entry.header.name, &location.local.name),
                    (&name.into(), &name.into())
                );
                ranges.push(entry.start..location.end);
            }
            assert_eq!(Layout::of(&ranges, archive.directory_start()), Layout::default());
            let last = directory.entries.last().unwrap();
            assert_eq!(last.record.end, archive.end_record());
        }
    }

    #[test]
    fn a_directory_is_read_up_to_the_first_damaged_record() {
        let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
        for name in ["one.txt", "two.txt"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
        }
        let mut bytes = zip.finish().unwrap().into_inner();
        let length = bytes.len() as u64;
        let records = |bytes: &[u8]| {
            let archive = Archive::open(bytes.to_vec(), length).unwrap();
            let directory = archive.directory(10).unwrap();
            let starts: Vec<u64> = directory.entries.iter().map(|it| it.record.start).collect();
            (starts, directory.is_whole)
        };
        let (starts, is_whole) = records(&bytes);
        assert!(is_whole && starts.len() == 2);
        bytes[usize::try_from(starts[1]).unwrap()] = b'X';
        assert_eq!(records(&bytes), (vec![starts[0]], false));
    }
}
