//! Whether an entry of a bundle may be unpacked.
//!
//! Section numbers are those of PKWARE's APPNOTE 6.3.10.

use rawzip::CompressionMethod;

use super::safe_name::unsafe_name;
use crate::container::zip::{Entry, Header, Location};
use crate::model::{counted, size};

/// Deflate can't make a file smaller than by this factor (a bit per 258 bytes,
/// and two bits for the pair: RFC 1951, section 3.2.5).
const DEFLATE_LIMIT: u64 = 1032;

/// An entry or archive that is larger than this when unpacked, and grows by more
/// than this factor, is made to fill disks: real text shrinks to a tenth.
const BOMB: (u64, u64) = (256 << 20, 200);

/// The path of an entry; what is not UTF-8 in it is replaced.
pub(super) fn path(header: &Header) -> String {
    String::from_utf8_lossy(&header.name).into_owned()
}

/// Why the path of an entry may not be used.
pub(super) fn unsafe_path(header: &Header) -> Option<String> {
    if let Some(second) = header.unicode_path().filter(|second| *second != header.name) {
        let second = String::from_utf8_lossy(second);
        return Some(format!("has a second name, `{}`", second.escape_debug()));
    }
    let Ok(path) = std::str::from_utf8(&header.name) else {
        return Some("has a name that is not UTF-8 text".to_owned());
    };
    unsafe_name(path.strip_suffix('/').unwrap_or(path)).map(str::to_owned)
}

/// Why an entry may not be unpacked.
pub(super) fn refusal(entry: &Entry) -> Option<String> {
    let header = &entry.header;
    if let Some(why) = unsafe_path(header) {
        return Some(why);
    }
    // Types of files: man 7 inode.
    match (entry.attributes >> 16) & 0o170_000 {
        0o120_000 => return Some("is a symbolic link".to_owned()),
        0 | 0o100_000 | 0o040_000 => {}
        _ => return Some("is not a file but a device, pipe or socket".to_owned()),
    }
    if header.is_encrypted() {
        return Some("is encrypted".to_owned());
    }
    let (unpacked, packed) = (header.unpacked, header.packed);
    match header.method {
        CompressionMethod::STORE if unpacked != packed => Some(format!(
            "lies about its length: stored in {}, it says {}",
            counted_bytes(packed),
            counted_bytes(unpacked)
        )),
        CompressionMethod::STORE => None,
        // Two bytes are an empty stream, so that the limit has room for the smallest.
        CompressionMethod::DEFLATE
            if unpacked > packed.saturating_mul(DEFLATE_LIMIT).saturating_add(DEFLATE_LIMIT) =>
        {
            Some(format!(
                "lies about its length: {} can't unpack to {}",
                counted_bytes(packed),
                counted_bytes(unpacked)
            ))
        }
        CompressionMethod::DEFLATE if is_bomb(unpacked, packed) => {
            Some(format!("is a zip bomb: {} that unpack to {}", size(packed), size(unpacked)))
        }
        CompressionMethod::DEFLATE => None,
        other => Some(format!(
            "is packed by a method that few programs know (number {})",
            other.as_u16()
        )),
    }
    .or_else(|| {
        let is_folder = header.name.ends_with(b"/");
        (is_folder && unpacked > 0).then(|| "is a folder with content of its own".to_owned())
    })
}

/// How the local header of an entry contradicts its record in the directory.
pub(super) fn contradiction(entry: &Entry, location: &Location) -> Option<String> {
    let (central, local) = (&entry.header, &location.local);
    if local.name != central.name {
        return Some(format!("is named `{}` at its own place", path(local).escape_debug()));
    }
    if local.flags.is_encrypted() && !central.is_encrypted() {
        return Some("is encrypted at its own place, and not in the directory".to_owned());
    }
    // With a descriptor the header may leave each of them at 0 (section 4.4.4, bit 3).
    let lengths = |header: &Header| [header.packed, header.unpacked, u64::from(header.crc)];
    let is_set = |number: u64| number != 0 || !local.flags.has_data_descriptor();
    let differ = lengths(local).into_iter().zip(lengths(central)).any(|(l, c)| is_set(l) && l != c);
    (local.method != central.method || differ)
        .then(|| "lies about its length: its own header and the directory differ".to_owned())
}

/// Whether so few bytes that unpack to so many are made to do harm.
pub(super) fn is_bomb(bytes: u64, packed: u64) -> bool {
    bytes > BOMB.0 && bytes > packed.saturating_mul(BOMB.1)
}

/// A number of bytes in words.
pub(super) fn counted_bytes(bytes: u64) -> String {
    counted(usize::try_from(bytes).unwrap_or(usize::MAX), "byte")
}
