//! What of the tags in a block of user data (`udta`) or in a list (`meta`) stays in a copy.

use crate::container::isobmff::{IsoBox, boxes};
use crate::formats::StripError;
use crate::formats::isobmff::tags::{Keys, meaning, split_version};
use crate::formats::strip_plan::add_name;

/// User data that says how a recording is heard or shown: loudness, kind and choice of tracks,
/// hints for streaming, chapters (ISO/IEC 14496-12 sections 8.10 and 12.2.7; Nero's `chpl`).
const PRESENTATION: [&[u8; 4]; 7] = [b"ludt", b"kind", b"hnti", b"hinf", b"strk", b"tsel", b"chpl"];
/// The item that says which samples at both ends are no sound: without it, players play more.
const GAPLESS: &[u8] = b"iTunSMPB";

/// A block of tags, split into what stays and what goes.
#[derive(Default)]
pub(crate) struct SplitTags {
    /// The content of the block without the rest; none where nothing stays.
    pub kept: Option<Vec<u8>>,
    pub removed: Vec<String>,
}

/// Splits a `udta` or a `meta`.
pub(crate) fn split_tags(part: &IsoBox<'_>) -> Result<SplitTags, StripError> {
    if part.name == b"meta" { list(part.content) } else { user_data(part.content) }
}

fn user_data(content: &[u8]) -> Result<SplitTags, StripError> {
    let mut split = SplitTags::default();
    let mut kept = Vec::new();
    for part in boxes(content) {
        let part = part?;
        match part.name {
            _ if is_empty_space(&part) => {}
            b"meta" => {
                let list = list(part.content)?;
                kept.extend(list.kept.iter().flat_map(|content| packed(b"meta", content)));
                list.removed.into_iter().for_each(|name| add_name(&mut split.removed, name));
            }
            name if PRESENTATION.contains(&name) => kept.extend(packed(name, part.content)),
            name => add_name(&mut split.removed, meaning(name).name()),
        }
    }
    split.kept = (!kept.is_empty()).then_some(kept);
    Ok(split)
}

/// A list of items (`ilst`), which may be numbered by a list of keys (`keys`).
fn list(content: &[u8]) -> Result<SplitTags, StripError> {
    let (version, content) = split_version(content);
    let mut split = SplitTags::default();
    let (mut handler, mut gapless) = (Vec::new(), Vec::new());
    let mut keys = Keys::default();
    for part in boxes(content) {
        let part = part?;
        match part.name {
            b"hdlr" => handler = packed(b"hdlr", part.content),
            _ if is_empty_space(&part) => {}
            b"keys" => keys = Keys::parse(part.content),
            b"ilst" => {
                for item in boxes(part.content) {
                    let item = item?;
                    let is_gapless = boxes(item.content)
                        .flatten()
                        .any(|it| it.name == b"name" && it.content.ends_with(GAPLESS));
                    if item.name == b"----" && is_gapless {
                        gapless.extend(packed(b"----", item.content));
                    } else {
                        add_name(&mut split.removed, keys.meaning(item.name).name());
                    }
                }
            }
            name => add_name(&mut split.removed, meaning(name).name()),
        }
    }
    if !keys.is_empty() && split.removed.is_empty() {
        split.removed.push("tags of the film".to_owned());
    }
    split.kept =
        (!gapless.is_empty()).then(|| [version, &handler, &packed(b"ilst", &gapless)].concat());
    Ok(split)
}

fn is_empty_space(part: &IsoBox<'_>) -> bool {
    matches!(part.name, b"free" | b"skip") && part.content.iter().all(|byte| *byte == 0)
}

/// A box with this name and content.
fn packed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap_or(u32::MAX);
    [length.to_be_bytes().as_slice(), name, content].concat()
}
