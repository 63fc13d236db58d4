//! What a camera noted in a picture (EXIF 2.32): artist, owner, serial numbers, place.

use exif::{Context, Field, In, Tag, Value};

use crate::io::Source;
use crate::model::Metadata;

/// The tags that name a person or a device.
const TELLING: [(Tag, &str); 9] = [
    (Tag::Artist, "Artist"),
    (Tag::Copyright, "Copyright"),
    (Tag::CameraOwnerName, "CameraOwnerName"),
    (Tag::BodySerialNumber, "BodySerialNumber"),
    (Tag::LensSerialNumber, "LensSerialNumber"),
    (Tag::ImageDescription, "ImageDescription"),
    (Tag(Context::Tiff, 0x013c), "HostComputer"),
    (Tag(Context::Tiff, 0x9c9d), "XPAuthor"),
    (Tag(Context::Tiff, 0x9c9c), "XPComment"),
];
/// The block of IPTC that TIFF keeps in a tag of its own.
const IPTC: Tag = Tag(Context::Tiff, 0x83bb);

/// Reads the notes of JPEG, PNG, WebP, HEIC, AVIF and TIFF.
pub(crate) fn look(source: &mut dyn Source, traces: &mut Metadata) {
    let Some(notes) = crate::formats::image::exif::notes(source) else { return };
    for (tag, name) in TELLING {
        for field in [In::PRIMARY, In::THUMBNAIL].iter().filter_map(|&at| notes.get_field(tag, at))
        {
            traces.add(format!("EXIF {name}"), &text(field));
        }
    }
    let place = |tag| notes.get_field(tag, In::PRIMARY).is_some_and(is_known);
    traces.has_place |= place(Tag::GPSLatitude) && place(Tag::GPSLongitude);
    if let Some(field) = notes.get_field(IPTC, In::PRIMARY) {
        super::iptc::look(&bytes(field, notes.little_endian()), traces);
    }
}

/// Degrees, minutes and seconds are there. Phones that may not say where they are write 0/0.
fn is_known(field: &Field) -> bool {
    match &field.value {
        Value::Rational(parts) => !parts.is_empty() && parts.iter().all(|part| part.denom != 0),
        _ => false,
    }
}

fn text(field: &Field) -> String {
    match &field.value {
        Value::Ascii(lines) => {
            let lines: Vec<_> = lines.iter().map(|line| String::from_utf8_lossy(line)).collect();
            lines.join(" ")
        }
        // The tags of Windows (XP…) are UTF-16 in bytes.
        Value::Byte(bytes) => {
            let units = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
            char::decode_utf16(units).flatten().collect()
        }
        _ => String::new(),
    }
}

fn bytes(field: &Field, little_endian: bool) -> Vec<u8> {
    match &field.value {
        Value::Byte(bytes) | Value::Undefined(bytes, _) => bytes.clone(),
        // Some programs say that the bytes are numbers of four bytes each.
        Value::Long(numbers) if field.tag == IPTC => {
            let split = if little_endian { u32::to_le_bytes } else { u32::to_be_bytes };
            numbers.iter().flat_map(|number| split(*number)).collect()
        }
        _ => Vec::new(),
    }
}
