//! The tags of MP4, MOV and M4A: user data of QuickTime, and the list that iTunes and phones write.

use std::io::SeekFrom;

use super::description;
use crate::container::isobmff::{Box4, boxes, find, header_at};
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// Boxes that are looked at on the top level.
const MOST: usize = 100_000;
/// The names of tags that name a person or an organisation, and what they are called.
const TELLING: [(&[u8; 4], &str); 13] = [
    (b"\xa9ART", "Artist"),
    (b"aART", "AlbumArtist"),
    (b"\xa9aut", "Author"),
    (b"\xa9wrt", "Composer"),
    (b"\xa9cpy", "Copyright"),
    (b"cprt", "Copyright"),
    (b"\xa9dir", "Director"),
    (b"\xa9prd", "Producer"),
    (b"\xa9pub", "Publisher"),
    (b"\xa9cmt", "Comment"),
    (b"ownr", "Owner"),
    (b"auth", "Author"),
    (b"perf", "Performer"),
];
/// Keys by name (QuickTime File Format, "Metadata Item Keys").
const KEYS: [&str; 8] =
    ["artist", "author", "copyright", "creator", "director", "producer", "publisher", "comment"];

/// Reads the box that describes the recording (`moov`), and what is in it.
pub(crate) fn look(source: &mut dyn Source, traces: &mut Metadata) -> Result<(), ProbeError> {
    let end = source.seek(SeekFrom::End(0))?;
    let mut at = 0;
    for _ in 0..MOST {
        // A description that is cut off is read as far as it goes.
        let Some((name, head, size)) = header_at(source, at, u64::MAX)? else { break };
        let behind = end.min(at.saturating_add(size));
        if &name == b"moov" {
            let moov = description::read(source, at..behind)?;
            let head = usize::try_from(head).unwrap_or(usize::MAX);
            inside(moov.get(head..).unwrap_or_default(), traces, 0);
            break;
        }
        at = behind;
    }
    Ok(())
}

/// Walks down to the lists of tags.
fn inside(bytes: &[u8], traces: &mut Metadata, depth: u32) {
    if depth > 6 {
        return;
    }
    for Box4 { name, content, .. } in boxes(bytes).flatten() {
        match name {
            b"trak" => inside(content, traces, depth + 1),
            b"udta" => {
                user_data(content, traces);
                inside(content, traces, depth + 1);
            }
            b"meta" => list(content, traces),
            _ => {}
        }
    }
}

/// Tags of QuickTime: length and language in two bytes each, then text. 3GPP (TS 26.244 section
/// 8) has version, flags and language before it.
fn user_data(bytes: &[u8], traces: &mut Metadata) {
    for Box4 { name, content, .. } in boxes(bytes).flatten() {
        if name == b"\xa9xyz" || name == b"loci" {
            traces.has_place = true;
        } else if let Some(called) = called(name) {
            let text = match content {
                [0, 0, 0, 0, _, _, text @ ..] => text,
                [_, _, _, _, text @ ..] => text,
                _ => continue,
            };
            traces.add(format!("tag {called}"), &String::from_utf8_lossy(text));
        }
    }
}

/// The list of tags (`ilst`), where phones number them by a list of keys (`keys`).
fn list(meta: &[u8], traces: &mut Metadata) {
    // In MP4 four bytes of version and flags stand before the boxes, in QuickTime none.
    let meta = match meta.get(4..8) {
        Some(b"hdlr" | b"keys" | b"ilst") => meta,
        _ => meta.get(4..).unwrap_or_default(),
    };
    let mut keys: Vec<String> = Vec::new();
    for Box4 { name, content, .. } in boxes(meta).flatten() {
        match name {
            b"keys" => {
                let entries = boxes(content.get(8..).unwrap_or_default()).flatten();
                let key = |entry: Box4<'_>| String::from_utf8_lossy(entry.content).into_owned();
                keys = entries.map(key).collect();
            }
            b"ilst" => {
                for Box4 { name, content, .. } in boxes(content).flatten() {
                    // Type and country stand in eight bytes before the value.
                    let value = find(content, &[b"data"]).and_then(|data| data.get(8..));
                    let Some(value) = value.map(String::from_utf8_lossy) else { continue };
                    let number = (u32::from_be_bytes(*name) as usize).checked_sub(1);
                    let key = number.and_then(|number| keys.get(number));
                    match (called(name), key) {
                        (Some(called), _) => traces.add(format!("tag {called}"), &value),
                        (None, Some(key)) => keyed(key, &value, traces),
                        (None, None) => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn keyed(key: &str, value: &str, traces: &mut Metadata) {
    let last = key.rsplit('.').next().unwrap_or(key);
    if key.contains("location.ISO6709") || last == "location" {
        traces.has_place = true;
    } else if KEYS.iter().any(|known| known.eq_ignore_ascii_case(last)) {
        traces.add(format!("tag {last}"), value);
    }
}

/// What a tag is called that names a person or an organisation; none for any other.
pub fn called(name: &[u8; 4]) -> Option<&'static str> {
    TELLING.iter().find(|(known, _)| *known == name).map(|(_, called)| *called)
}
