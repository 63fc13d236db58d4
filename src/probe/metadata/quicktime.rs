//! The tags of MP4, MOV and M4A: user data of QuickTime, and the list that iTunes and phones write.

use std::io::SeekFrom;

use crate::model::Traces;
use crate::probe::{Source, Trouble, description};

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
pub(super) fn look(source: &mut dyn Source, traces: &mut Traces) -> Result<(), Trouble> {
    let end = source.seek(SeekFrom::End(0))?;
    let mut at = 0;
    for _ in 0..MOST {
        if at + 8 > end {
            break;
        }
        source.seek(SeekFrom::Start(at))?;
        let mut header = [0; 16];
        let header = header.get_mut(..16.min((end - at) as usize)).unwrap_or_default();
        source.read_exact(header)?;
        let (size, name, head) = match header {
            [0, 0, 0, 1, name @ ..] if name.len() == 12 => {
                let size =
                    name.iter().skip(4).fold(0_u64, |size, &byte| size << 8 | u64::from(byte));
                (size, name.get(..4).unwrap_or_default(), 16)
            }
            [a, b, c, d, name @ ..] => {
                let size = u64::from(u32::from_be_bytes([*a, *b, *c, *d]));
                let size = if size == 0 { end - at } else { size };
                (size, name.get(..4).unwrap_or_default(), 8)
            }
            _ => break,
        };
        if name == b"moov" {
            let moov = description::read(source, at..end.min(at.saturating_add(size)))?;
            inside(moov.get(head..).unwrap_or_default(), traces, 0);
            break;
        }
        at = at.saturating_add(size.max(8));
    }
    Ok(())
}

/// The boxes in a row of bytes: name and content.
fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let [a, b, c, d, w, x, y, z, ..] = bytes else { return None };
        let size = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let size = if size == 0 { bytes.len() } else { size };
        let content = bytes.get(8..size)?;
        let name = [*w, *x, *y, *z];
        bytes = bytes.get(size..)?;
        Some((name, content))
    })
}

/// Walks down to the lists of tags.
fn inside(bytes: &[u8], traces: &mut Traces, depth: u32) {
    if depth > 6 {
        return;
    }
    for (name, content) in boxes(bytes) {
        match &name {
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
fn user_data(bytes: &[u8], traces: &mut Traces) {
    for (name, content) in boxes(bytes) {
        if &name == b"\xa9xyz" || &name == b"loci" {
            traces.has_place = true;
        } else if let Some(called) = called(&name) {
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
fn list(meta: &[u8], traces: &mut Traces) {
    // In MP4 four bytes of version and flags stand before the boxes, in QuickTime none.
    let meta = match meta.get(4..8) {
        Some(b"hdlr" | b"keys" | b"ilst") => meta,
        _ => meta.get(4..).unwrap_or_default(),
    };
    let mut keys: Vec<String> = Vec::new();
    for (name, content) in boxes(meta) {
        match &name {
            b"keys" => {
                let entries = boxes(content.get(8..).unwrap_or_default());
                keys = entries.map(|(_, key)| String::from_utf8_lossy(key).into_owned()).collect();
            }
            b"ilst" => {
                for (name, item) in boxes(content) {
                    // Type and country stand in eight bytes before the value.
                    let data = boxes(item).find(|(name, _)| name == b"data");
                    let Some(value) = data.and_then(|(_, data)| data.get(8..)) else { continue };
                    let value = String::from_utf8_lossy(value);
                    let number = (u32::from_be_bytes(name) as usize).checked_sub(1);
                    let key = number.and_then(|number| keys.get(number));
                    match (called(&name), key) {
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

fn keyed(key: &str, value: &str, traces: &mut Traces) {
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
