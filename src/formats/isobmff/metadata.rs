//! The tags of MP4, MOV and M4A: user data of QuickTime, and the list that iTunes and phones write.

use super::tags::{self, Keys, Meaning};
use crate::container::isobmff::{FileBoxes, boxes, find};
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// Reads the tags in the description of a recording (`moov`), also where it is cut off.
pub(crate) fn metadata(source: &mut dyn Source, found: &mut Metadata) -> Result<(), ProbeError> {
    let mut boxes = FileBoxes::of_truncated(source)?;
    while let Some(part) = boxes.next(source)? {
        if &part.name == b"moov" {
            description(&part.read(source)?, found, 0);
            break;
        }
    }
    Ok(())
}

/// Descends to the tags.
fn description(content: &[u8], found: &mut Metadata, depth: u32) {
    if depth > 6 {
        return;
    }
    for part in boxes(content).flatten() {
        match part.name {
            b"trak" => description(part.content, found, depth + 1),
            b"udta" => {
                user_data(part.content, found);
                description(part.content, found, depth + 1);
            }
            b"meta" => list(part.content, found),
            _ => {}
        }
    }
}

/// Tags of QuickTime: length and language in two bytes each, then text. 3GPP (TS 26.244 section
/// 8) has version, flags and language before it.
fn user_data(content: &[u8], found: &mut Metadata) {
    for part in boxes(content).flatten() {
        let text = match part.content {
            [0, 0, 0, 0, _, _, text @ ..] | [_, _, _, _, text @ ..] => text,
            _ => &[],
        };
        add(tags::meaning(part.name), text, found);
    }
}

/// The list of tags (`ilst`), whose items may be numbered by a list of keys.
fn list(meta: &[u8], found: &mut Metadata) {
    let mut keys = Keys::default();
    for part in boxes(tags::split_version(meta).1).flatten() {
        match part.name {
            b"keys" => keys = Keys::parse(part.content),
            b"ilst" => {
                for item in boxes(part.content).flatten() {
                    // Type and country stand in eight bytes before the value.
                    let value = find(item.content, &[b"data"]).and_then(|data| data.get(8..));
                    if let Some(value) = value {
                        add(keys.meaning(item.name), value, found);
                    }
                }
            }
            _ => {}
        }
    }
}

fn add(meaning: Meaning, value: &[u8], found: &mut Metadata) {
    match meaning {
        Meaning::Identity(name) => found.add(name, &String::from_utf8_lossy(value)),
        Meaning::Place => found.has_place = true,
        Meaning::Other(_) => {}
    }
}
