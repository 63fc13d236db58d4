//! Whether all programs understand an entry of an archive alike: its flags, its type and its extra
//! fields, in the directory and in its own header.
//!
//! Section numbers are those of PKWARE's APPNOTE 6.3.10.

use crate::container::zip::{Entry, Location, number};

/// Systems whose names and types of files all programs read alike: FAT, Unix, NTFS (two numbers),
/// VFAT and macOS (section 4.4.2).
const SYSTEMS: [u64; 6] = [0, 3, 10, 11, 14, 19];

/// Those of DOS: unzip converts their names from its code page, though they say that they are UTF-8.
const OLD_SYSTEMS: [u64; 2] = [0, 11];

/// The newest version that is needed for what is accepted here: 64-bit lengths (section 4.4.3).
const NEWEST: u64 = 45;

/// Flags without an effect on what is unpacked: speed of deflate, a descriptor, and names in UTF-8
/// (section 4.4.4). Encryption is reported by its own name.
const FLAGS: u64 = 0b1000_0000_1110;
const ENCRYPTION: u64 = 0b0010_0000_0100_0001;
const DESCRIBED: u64 = 1 << 3;
const UTF_8: u64 = 1 << 11;

/// What DOS, Windows and 7-Zip say of plain files: read-only, hidden, system, archived, normal,
/// temporary, compressed, not indexed, and that a Unix mode is there.
const ATTRIBUTES: u32 = 0x01 | 0x02 | 0x04 | 0x20 | 0x80 | 0x100 | 0x800 | 0x2000 | 0x8000;
const DOS_FOLDER: u32 = 0x10;

/// Types of files: man 7 inode.
const UNIX_TYPE: u32 = 0o170_000;
const UNIX_FOLDER: u32 = 0o040_000;
const UNIX_FILE: u32 = 0o100_000;

/// The field with 64-bit lengths, and that with a second name, which is compared elsewhere.
const WIDE: u64 = 0x0001;
const UNICODE_PATH: u64 = 0x7075;

/// Extra fields (section 4.5.2) of times, owners, comments and padding, which no program reads a name,
/// a length or a type from: NTFS, UT, UX, Ux, ux, Java's mark, Microsoft's padding, the comment.
const HARMLESS: [u64; 8] = [0x000a, 0x5455, 0x5855, 0x7855, 0x7875, 0xcafe, 0xa220, 0x6375];

/// What programs understand in different ways, as the rest of a sentence that begins with the entry.
/// `central` and `local` are the fixed parts of its record in the directory and of its own header.
pub(super) fn ambiguity(
    central: &[u8],
    local: &[u8],
    entry: &Entry,
    location: &Location,
) -> Option<String> {
    let said = |what: &str| Some(what.to_owned());
    let name = &entry.header.name;
    let flags = number(central, 8, 2);
    if flags != number(local, 6, 2) {
        return said("has other flags at its own place than in the directory");
    }
    if flags & !(FLAGS | ENCRYPTION) != 0 {
        return said("has flags that programs understand in different ways");
    }
    // That of the directory is compared where the name is.
    let second = location.local.unicode_path();
    if second.is_some_and(|second| second != name) {
        return said("has a second name at its own place");
    }
    let is_converted = OLD_SYSTEMS.contains(&number(central, 5, 1));
    if !name.is_ascii() && (flags & UTF_8 == 0 || is_converted) {
        return said("has letters in its name that other programs read as others");
    }
    if number(central, 34, 2) != 0 {
        return said("lies on another disk");
    }
    let versions = [number(central, 6, 2), number(local, 4, 2)];
    if !SYSTEMS.contains(&number(central, 5, 1)) || versions.iter().any(|it| *it > NEWEST) {
        return said("was made for programs that few people have");
    }
    if let Some(why) = wrong_type(entry.attributes, name.ends_with(b"/")) {
        return said(why);
    }
    let described = flags & DESCRIBED != 0;
    let is_stored = number(central, 10, 2) == 0;
    let has_length = number(local, 18, 4) == number(central, 20, 4);
    if described && (location.end == location.content.end || is_stored && !has_length) {
        return said("does not say at its own place how long it is");
    }
    let central_wide = [24, 20, 42].map(|field| number(central, field, 4));
    let local_wide = [22, 18].map(|field| number(local, field, 4));
    wrong_field(&entry.header.extra, &central_wide)
        .or_else(|| wrong_field(&location.local.extra, &local_wide))
}

fn wrong_type(attributes: u32, is_folder: bool) -> Option<&'static str> {
    let unix = (attributes >> 16) & UNIX_TYPE;
    let dos = attributes & 0xffff;
    if is_folder {
        (unix == UNIX_FILE).then_some("is a folder by its name, and a file by its mode")
    } else if unix == UNIX_FOLDER || dos & DOS_FOLDER != 0 {
        Some("is a file by its name, and a folder by its mode")
    } else {
        (dos & !ATTRIBUTES != 0).then_some("is no plain file on Windows")
    }
}

/// What is wrong with extra fields. `narrow` are the lengths and places of 32 bits of the same header,
/// which stand in the field for 64 bits where they are unset.
fn wrong_field(extra: &[u8], narrow: &[u64]) -> Option<String> {
    let unset = narrow.iter().filter(|field| **field == u64::from(u32::MAX)).count() as u64;
    let mut seen = Vec::new();
    let mut rest = extra;
    while !rest.is_empty() {
        let (id, length) = (number(rest, 0, 2), number(rest, 2, 2));
        let end = usize::try_from(length).ok().and_then(|length| length.checked_add(4));
        let Some(after) = end.and_then(|end| rest.get(end..)) else {
            return Some("has damaged extra fields".to_owned());
        };
        rest = after;
        if seen.contains(&id) {
            return Some(format!("has two extra fields of the same kind (0x{id:04x})"));
        }
        seen.push(id);
        match id {
            WIDE if length != 8 * unset => {
                return Some("says its length twice (as numbers of 32 and 64 bits)".to_owned());
            }
            id if id == WIDE || id == UNICODE_PATH || HARMLESS.contains(&id) => {}
            id => {
                return Some(format!(
                    "has an extra field (0x{id:04x}) that programs understand in different ways"
                ));
            }
        }
    }
    let lacks_wide = unset > 0 && !seen.contains(&WIDE);
    lacks_wide.then(|| "does not say how long it is".to_owned())
}
