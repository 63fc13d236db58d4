//! What a camera notes in a picture (EXIF 2.32): artist, owner, serial numbers, place, and how the
//! picture is to be turned.

use std::io::{self, Cursor, SeekFrom};

use super::heif_items::{ItemKind, Items};
use super::iptc;
use crate::container::jpeg::{START_OF_SCAN, Segments};
use crate::container::png::Chunks;
use crate::container::riff::Chunk;
use crate::container::tiff::{self, Directory, Field};
use crate::io::{Source, read_range};
use crate::model::Metadata;

/// Fields that name a person or a device.
const IDENTITY: [((Directory, u16), &str); 9] = [
    ((Directory::Main, 0x013b), "Artist"),
    ((Directory::Main, 0x8298), "Copyright"),
    ((Directory::Exif, 0xa430), "CameraOwnerName"),
    ((Directory::Exif, 0xa431), "BodySerialNumber"),
    ((Directory::Exif, 0xa435), "LensSerialNumber"),
    ((Directory::Main, 0x010e), "ImageDescription"),
    ((Directory::Main, 0x013c), "HostComputer"),
    ((Directory::Main, 0x9c9d), "XPAuthor"),
    ((Directory::Main, 0x9c9c), "XPComment"),
];
const ORIENTATION: (Directory, u16) = (Directory::Main, 0x0112);
const LATITUDE: (Directory, u16) = (Directory::Gps, 2);
const LONGITUDE: (Directory, u16) = (Directory::Gps, 4);
/// The block of IPTC that TIFF keeps in a field of its own.
const IPTC: (Directory, u16) = (Directory::Main, 0x83bb);
/// A longer block is not read; those of cameras have up to 64 kB.
const LONGEST: u64 = 16 << 20;

/// Reads the notes of JPEG, PNG, WebP, HEIC, AVIF and TIFF.
pub(crate) fn metadata(source: &mut dyn Source, found: &mut Metadata) -> io::Result<()> {
    let mut wanted: Vec<_> = IDENTITY.iter().map(|(field, _)| *field).collect();
    wanted.extend([LATITUDE, LONGITUDE, IPTC]);
    let fields = fields(source, &wanted)?;
    let all = |wanted| fields.iter().filter(move |it| (it.directory, it.tag) == wanted);
    let first = |wanted| all(wanted).find(|it| !it.is_of_second);
    for (wanted, name) in IDENTITY {
        all(wanted).for_each(|field| found.add(format!("EXIF {name}"), &field.text()));
    }
    // Phones that may not say where they are write 0/0.
    let is_known = |axis| first(axis).is_some_and(Field::has_fractions);
    found.has_place |= is_known(LATITUDE) && is_known(LONGITUDE);
    if let Some(field) = first(IPTC) {
        iptc::metadata(&field.value, found);
    }
    Ok(())
}

/// How a picture is turned (tag 274), where it is not upright.
pub(crate) fn orientation(source: &mut dyn Source) -> Option<u16> {
    let fields = fields(source, &[ORIENTATION]).ok()?;
    let number = fields.iter().find(|field| !field.is_of_second)?.number()?;
    u16::try_from(number).ok().filter(|value| (2..=8).contains(value))
}

/// The same, by a block of EXIF.
pub(crate) fn orientation_of(block: &[u8]) -> Option<u16> {
    orientation(&mut Cursor::new(block))
}

/// A block of EXIF that says how a picture is turned and nothing else: the header of a TIFF file,
/// one directory with one field, and no next directory (TIFF 6.0, section 2).
pub(crate) fn block_with_orientation(orientation: u16) -> Vec<u8> {
    let [high, low] = orientation.to_be_bytes();
    let mut block = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    block.extend([high, low, 0, 0, 0, 0, 0, 0]);
    block
}

/// Those of these fields that a picture has.
fn fields(source: &mut dyn Source, wanted: &[(Directory, u16)]) -> io::Result<Vec<Field>> {
    match block(source) {
        Some(block) => tiff::fields(&mut Cursor::new(block), wanted),
        None => tiff::fields(source, wanted),
    }
}

/// The block of EXIF in a picture. None where it has none, and for a TIFF, which is one.
fn block(source: &mut dyn Source) -> Option<Vec<u8>> {
    let start = read_range(source, 0..12).ok()?;
    match start.as_slice() {
        [0xff, 0xd8, ..] => in_jpeg(source),
        [0x89, b'P', b'N', b'G', ..] => in_png(source),
        [b'R', b'I', b'F', b'F', .., b'W', b'E', b'B', b'P'] => in_webp(source),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => in_heif(source),
        _ => None,
    }
}

fn in_jpeg(source: &mut dyn Source) -> Option<Vec<u8>> {
    let mut segments = Segments::of(source).ok()?;
    while let Some(segment) = segments.next().ok()?.filter(|it| it.marker != START_OF_SCAN) {
        if let Some(block) = segment.exif() {
            return Some(block.to_vec());
        }
    }
    None
}

fn in_png(source: &mut dyn Source) -> Option<Vec<u8>> {
    let mut chunks = Chunks::of(source).ok()?;
    loop {
        let chunk = chunks.next().ok()?;
        if &chunk.name == b"eXIf" {
            return chunks.content(&chunk).ok();
        }
    }
}

fn in_webp(source: &mut dyn Source) -> Option<Vec<u8>> {
    let end = source.seek(SeekFrom::End(0)).ok()?;
    let mut start = 12;
    while start < end {
        let chunk = Chunk::at(source, start).ok()?;
        if &chunk.name == b"EXIF" {
            let end = chunk.content.end.min(chunk.content.start + LONGEST);
            let content = read_range(source, chunk.content.start..end).ok()?;
            return Some(without_name(&content).to_vec());
        }
        start = chunk.next();
    }
    None
}

/// The block of EXIF in a chunk of WebP: some programs write the name before it that JPEG needs.
pub(crate) fn without_name(content: &[u8]) -> &[u8] {
    content.strip_prefix(b"Exif\0\0").unwrap_or(content)
}

/// In HEIC and AVIF, the block stands behind the distance to its beginning (ISO/IEC 23008-12,
/// annex A.2.1).
fn in_heif(source: &mut dyn Source) -> Option<Vec<u8>> {
    let items = Items::read(source).ok()?;
    let (item, _) = items.metadata.iter().find(|(_, kind)| **kind == ItemKind::Exif)?;
    let mut content = Vec::new();
    for range in items.ranges.get(item)? {
        let left = LONGEST.saturating_sub(content.len() as u64);
        let end = range.end.min(range.start.saturating_add(left));
        content.extend(read_range(source, range.start..end).ok()?);
    }
    let (distance, rest) = content.split_first_chunk()?;
    rest.get(u32::from_be_bytes(*distance) as usize..).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_that_is_written_is_read() {
        for value in 1..=9 {
            let read = orientation_of(&block_with_orientation(value));
            assert_eq!(read, (2..=8).contains(&value).then_some(value));
        }
        assert_eq!(orientation_of(b"MM\0\x2a\xff\xff\xff\xff"), None);
    }
}
