//! One entry of an archive: its record in the directory, and its own header before its content.

use std::ops::Range;

use rawzip::extra_fields::{ExtraFieldId, ExtraFields};
use rawzip::{
    CompressionMethod, EntryFlags, ZipArchiveEntryWayfinder, ZipFileHeaderRecord,
    ZipLocalFileHeader,
};

/// What an archive says twice of an entry: in the directory (section 4.3.12), and in the local
/// header before the content (section 4.3.7). Programs that read the one and those that read the
/// other see the same only where both agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub name: Vec<u8>,
    pub flags: EntryFlags,
    pub method: CompressionMethod,
    pub crc: u32,
    /// Length of the content as it is stored.
    pub packed: u64,
    /// Length of the content unpacked.
    pub unpacked: u64,
    /// The extra fields (section 4.5), unparsed.
    pub extra: Vec<u8>,
}

impl Header {
    /// Whether the content opens only with a password.
    pub fn is_encrypted(&self) -> bool {
        self.flags.is_encrypted() || self.flags.has_strong_encryption() || self.flags.is_masked()
    }

    pub fn is_deflated(&self) -> bool {
        self.method == CompressionMethod::DEFLATE
    }

    /// The second name (section 4.6.9), which some programs unpack to.
    pub fn unicode_path(&self) -> Option<&[u8]> {
        let mut fields = ExtraFields::new(&self.extra);
        let (_, field) = fields.find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH)?;
        field.get(5..)
    }
}

impl From<ZipLocalFileHeader<'_>> for Header {
    fn from(local: ZipLocalFileHeader<'_>) -> Header {
        Header {
            name: local.file_path().as_bytes().to_vec(),
            flags: local.flags(),
            method: local.compression_method(),
            crc: local.crc32(),
            packed: local.compressed_size_hint(),
            unpacked: local.uncompressed_size_hint(),
            extra: local.extra_fields().remaining_bytes().to_vec(),
        }
    }
}

/// An entry as the directory lists it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub header: Header,
    /// The external attributes (section 4.4.15); the upper half is a Unix mode.
    pub attributes: u32,
    /// Where its record stands in the file.
    pub record: Range<u64>,
    /// Where its local header begins.
    pub start: u64,
    pub(super) wayfinder: ZipArchiveEntryWayfinder,
}

/// Length of a record without its name, extra fields and comment.
const RECORD: usize = 46;

impl From<ZipFileHeaderRecord<'_>> for Entry {
    fn from(record: ZipFileHeaderRecord<'_>) -> Entry {
        let header = Header {
            name: record.file_path().as_bytes().to_vec(),
            flags: record.flags(),
            method: record.compression_method(),
            crc: record.crc32(),
            packed: record.compressed_size_hint(),
            unpacked: record.uncompressed_size_hint(),
            extra: record.extra_fields().remaining_bytes().to_vec(),
        };
        let comment = record.comment().as_bytes().len();
        let length = RECORD + header.name.len() + header.extra.len() + comment;
        let at = record.central_directory_offset();
        Entry {
            header,
            attributes: record.external_attributes(),
            record: at..at.saturating_add(length as u64),
            start: record.local_header_offset(),
            wayfinder: record.wayfinder(),
        }
    }
}

/// Where an entry lies in the file, by its local header.
#[derive(Debug, Clone)]
pub(crate) struct Location {
    pub local: Header,
    /// Its content as it is stored.
    pub content: Range<u64>,
    /// Where its descriptor ends (section 4.3.9), or its content if none follows.
    pub end: u64,
}
