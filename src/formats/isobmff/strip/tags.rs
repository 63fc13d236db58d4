//! Tags: user data (`udta`), and lists with keys (`meta`).

use crate::container::isobmff::{Box4, boxes};
use crate::formats::StripError;
use crate::formats::called_in_mp4;
use crate::formats::strip_plan::add_name;

/// User data that says how a recording is heard or shown: loudness, kind and choice of tracks,
/// hints for streaming, chapters (ISO/IEC 14496-12 sections 8.10 and 12.2.7; Nero's `chpl`).
const SHOWN: [&[u8; 4]; 7] = [b"ludt", b"kind", b"hnti", b"hinf", b"strk", b"tsel", b"chpl"];
/// What common tags are called, beside those that name somebody.
const CALLED: [(&[u8; 4], &str); 11] = [
    (b"\xa9too", "Encoder"),
    (b"\xa9swr", "Software"),
    (b"\xa9mak", "Make"),
    (b"\xa9mod", "Model"),
    (b"\xa9nam", "Title"),
    (b"titl", "Title"),
    (b"\xa9day", "Date"),
    (b"desc", "Description"),
    (b"covr", "Cover"),
    (b"\xa9xyz", "place"),
    (b"loci", "place"),
];
/// The item that says which samples at both ends are no sound: without it, players play more.
const GAPLESS: &[u8] = b"iTunSMPB";

/// A block of tags, sorted.
#[derive(Default)]
pub(crate) struct Sorted {
    /// The content of the block without the rest; none where nothing is worth keeping.
    pub kept: Option<Vec<u8>>,
    pub removed: Vec<String>,
}

/// Sorts a `udta` or a `meta`.
pub(crate) fn sorted(part: &Box4<'_>) -> Result<Sorted, StripError> {
    if part.name == b"meta" { list(part.content) } else { user_data(part.content) }
}

fn user_data(content: &[u8]) -> Result<Sorted, StripError> {
    let mut sorted = Sorted::default();
    let mut kept = Vec::new();
    for part in boxes(content) {
        let part = part.ok_or_else(StripError::cut_off)?;
        let whole = usize::try_from(part.size())
            .ok()
            .and_then(|size| content.get(part.at..part.at.checked_add(size)?));
        let whole = whole.ok_or_else(StripError::cut_off)?;
        match part.name {
            b"free" | b"skip" if part.content.iter().all(|byte| *byte == 0) => {}
            b"meta" => {
                let list = list(part.content)?;
                kept.extend(list.kept.iter().flat_map(|content| packed(b"meta", content)));
                list.removed.into_iter().for_each(|name| add_name(&mut sorted.removed, name));
            }
            name if SHOWN.contains(&name) => kept.extend(whole),
            name => add_name(&mut sorted.removed, called(name)),
        }
    }
    sorted.kept = (!kept.is_empty()).then_some(kept);
    Ok(sorted)
}

/// A list of items (`ilst`), where phones number them by a list of keys (`keys`).
fn list(content: &[u8]) -> Result<Sorted, StripError> {
    // In MP4 four bytes of version and flags stand before the boxes, in QuickTime none.
    let start = match content.get(4..8) {
        Some(b"hdlr" | b"keys" | b"ilst" | b"free") => 0,
        _ => content.len().min(4),
    };
    let (version, content) = content.split_at(start);
    let mut sorted = Sorted::default();
    let (mut handler, mut gapless) = (Vec::new(), Vec::new());
    let mut keys: Vec<String> = Vec::new();
    for part in boxes(content) {
        let part = part.ok_or_else(StripError::cut_off)?;
        match part.name {
            b"hdlr" => handler = packed(b"hdlr", part.content),
            b"free" | b"skip" if part.content.iter().all(|byte| *byte == 0) => {}
            b"keys" => {
                let entries = boxes(part.content.get(8..).unwrap_or_default()).flatten();
                keys.extend(entries.map(|it| String::from_utf8_lossy(it.content).into_owned()));
            }
            b"ilst" => {
                for item in boxes(part.content) {
                    let item = item.ok_or_else(StripError::cut_off)?;
                    let is_gapless = boxes(item.content)
                        .flatten()
                        .any(|it| it.name == b"name" && it.content.ends_with(GAPLESS));
                    if item.name == b"----" && is_gapless {
                        gapless.extend(packed(b"----", item.content));
                    } else {
                        add_name(&mut sorted.removed, keyed(item.name, &keys));
                    }
                }
            }
            name => add_name(&mut sorted.removed, called(name)),
        }
    }
    if !keys.is_empty() && sorted.removed.is_empty() {
        sorted.removed.push("tags of the film".to_owned());
    }
    sorted.kept =
        (!gapless.is_empty()).then(|| [version, &handler, &packed(b"ilst", &gapless)].concat());
    Ok(sorted)
}

fn packed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len() + 8).unwrap_or(u32::MAX);
    [size.to_be_bytes().as_slice(), name, content].concat()
}

/// What an item is called: a name of its own, or the number of a key.
fn keyed(name: &[u8; 4], keys: &[String]) -> String {
    let number = (u32::from_be_bytes(*name) as usize).checked_sub(1);
    match number.and_then(|number| keys.get(number)) {
        Some(key) if key.contains("location") => "place".to_owned(),
        Some(key) => format!("tag {}", key.rsplit('.').next().unwrap_or(key)),
        None => called(name),
    }
}

fn called(name: &[u8; 4]) -> String {
    let other = || CALLED.iter().find(|(known, _)| *known == name).map(|(_, called)| *called);
    match called_in_mp4(name).or_else(other) {
        Some("place") => return "place".to_owned(),
        Some(called) => return format!("tag {called}"),
        None => {}
    }
    let plain = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ' || *byte == 0xa9;
    match name.iter().all(plain) {
        true => format!("tag {}", name.map(char::from).iter().collect::<String>().trim()),
        false => "tag".to_owned(),
    }
}
