//! WebP (RFC 9649): a RIFF file, whose first chunk says which others there are.

use super::orientation;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::RangeReader;
use crate::io::Source;

/// Bits of the first byte of `VP8X` (section 2.7.1).
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// Of a longer chunk nothing is read, so that a longer block of EXIF is cut without a look at how the
/// picture is turned.
const LONGEST: u64 = 16 << 20;

/// Cuts EXIF, XMP and signed histories, and what stands behind the last chunk.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut walk = RangeReader::through_all(source)?;
    let length = match walk.array()? {
        [b'R', b'I', b'F', b'F', a, b, c, d, b'W', b'E', b'B', b'P'] => {
            u64::from(u32::from_le_bytes([a, b, c, d]))
        }
        _ => return Err(StripError::damaged("it does not begin as a WebP image does")),
    };
    let end = length + 8;
    if end > walk.end() {
        return Err(StripError::cut_off());
    }
    let mut plan = StripPlan::default();
    let mut new_length = length;
    let mut flags = None;
    let mut has_exif = false;
    while walk.at() < end {
        let start = walk.at();
        let name: [u8; 4] = walk.array()?;
        let size = u64::from(u32::from_le_bytes(walk.array()?));
        if start + 8 + size > end {
            return Err(StripError::damaged("its parts are longer than the whole"));
        }
        let called = match &name {
            b"EXIF" => Some("EXIF"),
            b"XMP " => Some("XMP"),
            b"C2PA" => Some("content credentials"),
            _ => None,
        };
        let is_read = matches!(&name, b"VP8X" | b"EXIF") && size <= LONGEST;
        let content = if is_read { Some(walk.bytes(size)?) } else { None };
        if name == *b"VP8X" {
            let first = content.as_ref().and_then(|content| content.first());
            flags = first.map(|first| (start + 8, *first));
        }
        // Odd lengths are padded (section 2.3).
        let next = (start + 8 + size + size % 2).min(end);
        walk.skip(next - walk.at())?;
        if let Some(called) = called {
            let turned = content.as_ref().and_then(|content| {
                orientation::turned(content.strip_prefix(b"Exif\0\0").unwrap_or(content))
            });
            let alone = turned.map(orientation::alone);
            has_exif |= alone.is_some();
            if alone.is_none() || alone != content {
                let with = alone.map(exif).unwrap_or_default();
                new_length = (new_length + with.len() as u64).saturating_sub(next - start);
                plan.remove(called);
                plan.edits.replace(start..next, with);
            }
        }
    }
    if !plan.edits.is_empty() {
        let size = u32::try_from(new_length).unwrap_or(u32::MAX);
        plan.edits.replace(4..8, size.to_le_bytes().to_vec());
        if let Some((place, first)) = flags {
            let kept = first & !(HAS_EXIF | HAS_XMP) | if has_exif { HAS_EXIF } else { 0 };
            plan.edits.replace(place..place + 1, vec![kept]);
        }
    }
    if end < walk.end() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(end..walk.end());
    }
    Ok(plan)
}

/// A chunk with this block of EXIF, whose length is even.
fn exif(block: Vec<u8>) -> Vec<u8> {
    let length = u32::try_from(block.len()).unwrap_or(u32::MAX);
    [b"EXIF", length.to_le_bytes().as_slice(), &block].concat()
}
