//! Captions and credits of a picture as news agencies write them (IPTC-NAA Information Interchange
//! Model 4.2).

use crate::model::Metadata;

/// Data sets of record 2 that name a person, an organisation or a place in words (section 6).
const IDENTITY: [(u8, &str); 11] = [
    (80, "By-line"),
    (85, "By-lineTitle"),
    (90, "City"),
    (92, "Sub-location"),
    (105, "Headline"),
    (110, "Credit"),
    (115, "Source"),
    (116, "CopyrightNotice"),
    (118, "Contact"),
    (120, "Caption-Abstract"),
    (122, "Writer-Editor"),
];

/// Reads a block of data sets: 0x1c, record, number, length in two bytes, value (section 1.5).
pub(crate) fn metadata(mut block: &[u8], found: &mut Metadata) {
    let mut is_utf8 = false;
    while let [0x1c, record, number, high, low, rest @ ..] = block {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some((value, after)) = rest.split_at_checked(length) else { return };
        block = after;
        match (record, number) {
            // Coded character set: ESC % G is UTF-8 (section 5, 1:90).
            (1, 90) => is_utf8 = value == b"\x1b%G",
            (2, number) => {
                if let Some((_, name)) = IDENTITY.iter().find(|(known, _)| known == number) {
                    found.add(format!("IPTC {name}"), &text(value, is_utf8));
                }
            }
            _ => {}
        }
    }
}

fn text(value: &[u8], is_utf8: bool) -> String {
    match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf8 => String::from_utf8_lossy(value).into_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(value).0.into_owned(),
    }
}

/// Reads the block that stands in the resources of Photoshop, as in JPEG: `8BIM`, number, name
/// padded to even, length, value padded to even ("Photoshop File Formats", image resources).
pub(crate) fn metadata_of_resources(mut resources: &[u8], found: &mut Metadata) {
    while let [b'8', b'B', b'I', b'M', high, low, rest @ ..] = resources {
        let number = u16::from_be_bytes([*high, *low]);
        let name = rest.first().map_or(0, |&length| usize::from(length));
        let Some([a, b, c, d, rest @ ..]) = rest.get((name + 2) & !1..) else { return };
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let Some(value) = rest.get(..length) else { return };
        if number == 0x0404 {
            metadata(value, found);
        }
        resources = rest.get(length.saturating_add(length % 2)..).unwrap_or_default();
    }
}
