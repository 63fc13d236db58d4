//! The items of a HEIC or AVIF image (ISO/IEC 14496-12, section 8.11): some are the picture, others
//! what a camera notes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::container::isobmff::{FileBoxes, boxes, find, take_number};
use crate::io::{ProbeError, Source};

/// An item that is no part of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Exif,
    Xmp,
}

/// The items by their numbers.
pub(crate) struct Items {
    /// Those that are no part of the picture.
    pub metadata: BTreeMap<u64, ItemKind>,
    /// The ranges of the file that hold each item.
    pub ranges: BTreeMap<u64, Vec<Range<u64>>>,
}

impl Items {
    /// Reads the list of items.
    ///
    /// # Errors
    /// It is missing or damaged, or the file cannot be read.
    pub fn read(source: &mut dyn Source) -> Result<Items, ProbeError> {
        let mut all = FileBoxes::of(source)?;
        let list = loop {
            match all.next(source)? {
                Some(found) if &found.name == b"meta" => break found,
                Some(_) => {}
                None => return Err(ProbeError::damaged("its list of items is missing")),
            }
        };
        // Version and flags stand before the boxes.
        let content = list.read(source)?;
        let content = content.get(4..).unwrap_or_default();
        let data = boxes(content).flatten().find(|part| part.name == b"idat");
        let data = data.map(|it| list.content + 4 + it.start as u64 + it.header_length);
        let ranges = find(content, &[b"iloc"]).and_then(|list| ranges(list, data));
        Ok(Items {
            metadata: find(content, &[b"iinf"]).map(metadata).unwrap_or_default(),
            ranges: ranges
                .ok_or_else(|| ProbeError::damaged("its list of items cannot be read"))?,
        })
    }
}

/// The items that are no part of the picture (section 8.11.6).
fn metadata(list: &[u8]) -> BTreeMap<u64, ItemKind> {
    let entries = match list {
        [0, _, _, _, _, _, entries @ ..] | [_, _, _, _, _, _, _, _, entries @ ..] => entries,
        _ => &[],
    };
    let mut found = BTreeMap::new();
    for entry in boxes(entries).flatten().filter(|part| part.name == b"infe") {
        let (item, rest) = match entry.content {
            [2, _, _, _, a, b, _, _, rest @ ..] => (u64::from(u16::from_be_bytes([*a, *b])), rest),
            [3, _, _, _, a, b, c, d, _, _, rest @ ..] => {
                (u64::from(u32::from_be_bytes([*a, *b, *c, *d])), rest)
            }
            _ => continue,
        };
        let is_xmp = memchr::memmem::find(rest, b"application/rdf+xml").is_some();
        match rest.get(..4) {
            Some(b"Exif") => found.insert(item, ItemKind::Exif),
            Some(b"mime") if is_xmp => found.insert(item, ItemKind::Xmp),
            _ => None,
        };
    }
    found
}

/// The ranges of the file that hold each item (section 8.11.3); `data` is where the content of
/// `idat` begins.
fn ranges(list: &[u8], data: Option<u64>) -> Option<BTreeMap<u64, Vec<Range<u64>>>> {
    let mut rest = list;
    let version = take_number(&mut rest, 4)? >> 24;
    let sizes = take_number(&mut rest, 2)?;
    let size = |shift: u32| usize::try_from(sizes >> shift & 0xf).ok();
    let (offset_size, length_size, base_size) = (size(12)?, size(8)?, size(4)?);
    let index_size = if version == 0 { 0 } else { size(0)? };
    let wide = if version < 2 { 2 } else { 4 };
    let mut found = BTreeMap::new();
    for _ in 0..take_number(&mut rest, wide)? {
        let item = take_number(&mut rest, wide)?;
        let method = if version == 0 { 0 } else { take_number(&mut rest, 2)? & 0xf };
        let is_elsewhere = take_number(&mut rest, 2)? != 0;
        let base = take_number(&mut rest, base_size)?;
        let mut ranges = Vec::new();
        for _ in 0..take_number(&mut rest, 2)? {
            take_number(&mut rest, index_size)?;
            let offset = base.checked_add(take_number(&mut rest, offset_size)?)?;
            let length = take_number(&mut rest, length_size)?;
            let start = match method {
                0 => Some(offset),
                1 => data.and_then(|data| data.checked_add(offset)),
                // Made of other items, whose own ranges are here as well.
                _ => None,
            };
            if let Some(start) = start.filter(|_| !is_elsewhere) {
                ranges.push(start..start.checked_add(length)?);
            }
        }
        found.insert(item, ranges);
    }
    Some(found)
}
