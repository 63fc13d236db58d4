//! What the directory of a zip archive says of one entry, and whether the entry
//! may be unpacked.
//!
//! Section numbers are those of PKWARE's APPNOTE 6.3.10.

use rawzip::extra_fields::ExtraFieldId;
use rawzip::{CompressionMethod, ZipArchiveEntryWayfinder, ZipFileHeaderRecord};

use super::safe_name::unsafe_name;
use crate::model::{counted, size};

/// Deflate can't make a file smaller than by this factor (a bit per 258 bytes,
/// and two bits for the pair: RFC 1951, section 3.2.5).
const DEFLATE_LIMIT: u64 = 1032;

/// An entry or archive that is larger than this when unpacked, and grows by more
/// than this factor, is made to fill disks: real text shrinks to a tenth.
const BOMB: (u64, u64) = (256 << 20, 200);

/// What the directory says of an entry.
pub(super) struct Record {
    pub(super) name: String,
    /// Why the name can't be used, beyond what its characters say.
    pub(super) bad_name: Option<String>,
    pub(super) encrypted: bool,
    /// The file type bits of a Unix mode; 0 where the archive has none.
    pub(super) file_type: u32,
    pub(super) method: CompressionMethod,
    pub(super) packed: u64,
    pub(super) bytes: u64,
    pub(super) crc: u32,
    pub(super) raw_name: Vec<u8>,
    pub(super) way: ZipArchiveEntryWayfinder,
    pub(super) header: u64,
    pub(super) has_descriptor: bool,
}

impl Record {
    pub(super) fn new(record: &ZipFileHeaderRecord<'_>) -> Record {
        let raw_name = record.file_path().as_bytes().to_vec();
        let flags = record.flags();
        let mut bad_name = None;
        let name = match std::str::from_utf8(&raw_name) {
            Ok(name) => name.to_owned(),
            Err(_) => {
                bad_name = Some("has a name that is not UTF-8 text".to_owned());
                String::from_utf8_lossy(&raw_name).into_owned()
            }
        };
        // A second name (section 4.6.9) is what some programs unpack to.
        let second =
            record.extra_fields().find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH);
        if let Some(other) = second.and_then(|(_, field)| field.get(5..))
            && other != raw_name
        {
            let other = String::from_utf8_lossy(other).into_owned();
            bad_name = Some(format!("has a second name, `{}`", other.escape_debug()));
        }
        Record {
            bad_name,
            encrypted: flags.is_encrypted() || flags.has_strong_encryption() || flags.is_masked(),
            file_type: (record.external_attributes() >> 16) & 0o170_000,
            method: record.compression_method(),
            packed: record.compressed_size_hint(),
            bytes: record.uncompressed_size_hint(),
            crc: record.crc32(),
            raw_name,
            way: record.wayfinder(),
            header: record.local_header_offset(),
            has_descriptor: flags.has_data_descriptor(),
            name,
        }
    }

    pub(super) fn is_folder(&self) -> bool {
        self.name.ends_with('/')
    }

    /// Why its name may not be used.
    pub(super) fn unsafe_because(&self) -> Option<String> {
        let path = self.name.strip_suffix('/').unwrap_or(&self.name);
        self.bad_name.clone().or_else(|| unsafe_name(path).map(str::to_owned))
    }

    /// Why it may not be unpacked.
    pub(super) fn refusal(&self) -> Option<String> {
        if let Some(why) = self.unsafe_because() {
            return Some(why);
        }
        // Types of files: man 7 inode.
        match self.file_type {
            0o120_000 => return Some("is a symbolic link".to_owned()),
            0 | 0o100_000 | 0o040_000 => {}
            _ => return Some("is not a file but a device, pipe or socket".to_owned()),
        }
        if self.encrypted {
            return Some("is encrypted".to_owned());
        }
        let (bytes, packed) = (self.bytes, self.packed);
        match self.method {
            CompressionMethod::STORE if bytes != packed => Some(format!(
                "lies about its length: stored in {}, it says {}",
                counted_bytes(packed),
                counted_bytes(bytes)
            )),
            CompressionMethod::STORE => None,
            // Two bytes are an empty stream, so that the smallest is not judged by its header.
            CompressionMethod::DEFLATE
                if bytes > packed.saturating_mul(DEFLATE_LIMIT).saturating_add(DEFLATE_LIMIT) =>
            {
                Some(format!(
                    "lies about its length: {} can't unpack to {}",
                    counted_bytes(packed),
                    counted_bytes(bytes)
                ))
            }
            CompressionMethod::DEFLATE if is_bomb(bytes, packed) => {
                Some(format!("is a zip bomb: {} that unpack to {}", size(packed), size(bytes)))
            }
            CompressionMethod::DEFLATE => None,
            other => Some(format!(
                "is packed by a method that few programs know (number {})",
                other.as_u16()
            )),
        }
        .or_else(|| {
            (self.is_folder() && bytes > 0)
                .then(|| "is a folder with content of its own".to_owned())
        })
    }
}

/// Whether so few bytes that unpack to so many are made to do harm.
pub(super) fn is_bomb(bytes: u64, packed: u64) -> bool {
    bytes > BOMB.0 && bytes > packed.saturating_mul(BOMB.1)
}

/// A number of bytes in words.
pub(super) fn counted_bytes(bytes: u64) -> String {
    counted(usize::try_from(bytes).unwrap_or(usize::MAX), "byte")
}
