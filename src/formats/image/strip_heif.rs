//! HEIC and AVIF (ISO/IEC 23008-12): a list of items, of which some are the picture and others what
//! the camera noted. Items are found by their distance from the beginning of the file, so that
//! notes are overwritten in place; the picture is turned by a property of its own, which stays.

use std::collections::BTreeMap;
use std::io::SeekFrom;
use std::ops::Range;

use crate::container::isobmff::{boxes, find, header_at, take};
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::formats::empty_xmp;
use crate::io::RangeReader;
use crate::io::Source;

/// The most that is read: the list of a photo has a few kilobytes, and so have its notes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Boxes that are looked at on the top level.
const MOST: usize = 10_000;

/// A block of EXIF that says nothing: how far its header is, and a TIFF file without entries.
const EMPTY_EXIF: &[u8] = b"\0\0\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";

/// Overwrites EXIF and XMP.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let end = source.seek(SeekFrom::End(0))?;
    let (base, meta) = list(source, end)?;
    // Version and flags stand before the boxes.
    let inside = meta.get(4..).unwrap_or_default();
    let base = base + 4;
    let data = boxes(inside).flatten().find(|part| part.name == b"idat");
    let data = data.map(|part| base + part.at as u64 + part.head);
    let sorts = find(inside, &[b"iinf"]).map(sorts).unwrap_or_default();
    let places = find(inside, &[b"iloc"]).and_then(|list| places(list, data));
    let places = places.ok_or_else(|| StripError::damaged("its list of items cannot be read"))?;
    let mut plan = StripPlan::default();
    for (item, (name, is_exif)) in &sorts {
        let Some(stretches) = places.get(item) else { continue };
        let others = places.iter().filter(|(other, _)| *other != item).flat_map(|(_, it)| it);
        let shared = |stretch: &Range<u64>| {
            others.clone().any(|it| it.start < stretch.end && stretch.start < it.end)
        };
        if stretches.iter().any(|it| it.end > end || shared(it)) {
            return Err(StripError::damaged("its items overlap"));
        }
        let length: u64 = stretches.iter().map(|it| it.end - it.start).sum();
        let length = usize::try_from(length.min(LARGEST + 1)).unwrap_or(usize::MAX);
        if length as u64 > LARGEST {
            return Err(StripError("it is too large: its notes are over 64 MB".to_owned()));
        }
        let mut new = if *is_exif { EMPTY_EXIF.to_vec() } else { empty_xmp::of_length(length) };
        new.resize(length, 0);
        let mut rest = new.as_slice();
        for stretch in stretches {
            let old = RangeReader::through(source, stretch.clone())?
                .bytes(stretch.end - stretch.start)?;
            let (part, after) = rest.split_at_checked(old.len()).unwrap_or((rest, &[]));
            rest = after;
            if old != part {
                plan.remove(*name);
                plan.edits.replace(stretch.clone(), part.to_vec());
            }
        }
    }
    Ok(plan)
}

/// The content of the list of items (section 8.11.1), and where in the file it begins.
fn list(source: &mut dyn Source, end: u64) -> Result<(u64, Vec<u8>), StripError> {
    let mut at = 0;
    for _ in 0..MOST {
        let Some((name, head, size)) = header_at(source, at, end - at)? else { break };
        if &name == b"meta" {
            if size > LARGEST {
                return Err(StripError(
                    "it is too large: its list of items is over 64 MB".to_owned(),
                ));
            }
            let start = at + head;
            return Ok((
                start,
                RangeReader::through(source, start..at + size)?.bytes(size - head)?,
            ));
        }
        at += size;
    }
    Err(StripError::damaged("its list of items is missing"))
}

/// Items that are notes: their number, their name, and whether they are EXIF (ISO/IEC 14496-12,
/// section 8.11.6).
fn sorts(list: &[u8]) -> BTreeMap<u64, (&'static str, bool)> {
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
        let is_xmp = rest.windows(19).any(|window| window == b"application/rdf+xml");
        match rest.get(..4) {
            Some(b"Exif") => found.insert(item, ("EXIF", true)),
            Some(b"mime") if is_xmp => found.insert(item, ("XMP", false)),
            _ => None,
        };
    }
    found
}

/// The stretches of the file that hold each item (section 8.11.3); `data` is where `idat` begins.
fn places(list: &[u8], data: Option<u64>) -> Option<BTreeMap<u64, Vec<Range<u64>>>> {
    let mut rest = list;
    let version = take(&mut rest, 4)? >> 24;
    let sizes = take(&mut rest, 2)?;
    let size = |shift: u32| usize::try_from(sizes >> shift & 0xf).ok();
    let (offset_size, length_size, base_size) = (size(12)?, size(8)?, size(4)?);
    let index_size = if version == 0 { 0 } else { size(0)? };
    let wide = if version < 2 { 2 } else { 4 };
    let mut found = BTreeMap::new();
    for _ in 0..take(&mut rest, wide)? {
        let item = take(&mut rest, wide)?;
        let method = if version == 0 { 0 } else { take(&mut rest, 2)? & 0xf };
        let elsewhere = take(&mut rest, 2)? != 0;
        let base = take(&mut rest, base_size)?;
        let mut stretches = Vec::new();
        for _ in 0..take(&mut rest, 2)? {
            take(&mut rest, index_size)?;
            let offset = base.checked_add(take(&mut rest, offset_size)?)?;
            let length = take(&mut rest, length_size)?;
            let start = match method {
                0 => Some(offset),
                1 => data.and_then(|data| data.checked_add(offset)),
                // Made of other items, whose own stretches are here as well.
                _ => None,
            };
            if let Some(start) = start.filter(|_| !elsewhere) {
                stretches.push(start..start.checked_add(length)?);
            }
        }
        found.insert(item, stretches);
    }
    Some(found)
}
