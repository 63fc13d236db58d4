//! WebP (RFC 9649): a RIFF file, whose first chunk says which others there are.

use super::cannot::Cannot;
use super::orientation;
use super::plan::Plan;

/// The header with the length of all that follows it (section 2.4).
const HEADER: usize = 12;
/// Bits of the first byte of `VP8X` (section 2.7.1).
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// Cuts EXIF, XMP and signed histories, and what stands behind the last chunk.
pub(super) fn plan(bytes: &[u8]) -> Result<Plan, Cannot> {
    let length = match bytes {
        [b'R', b'I', b'F', b'F', a, b, c, d, b'W', b'E', b'B', b'P', ..] => {
            u32::from_le_bytes([*a, *b, *c, *d]) as usize
        }
        _ => return Err(Cannot::damaged("it does not begin as a WebP image does")),
    };
    let end = length + 8;
    if end > bytes.len() {
        return Err(Cannot::cut_off());
    }
    let mut plan = Plan::default();
    let (mut at, mut new_length) = (HEADER, length);
    let mut flags = None;
    let mut has_exif = false;
    while at < end {
        let Some([w, x, y, z, a, b, c, d]) = bytes.get(at..at + 8) else {
            return Err(Cannot::cut_off());
        };
        let size = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        let content = bytes.get(at + 8..at + 8 + size).ok_or_else(Cannot::cut_off)?;
        if at + 8 + size > end {
            return Err(Cannot::damaged("its parts are longer than the whole"));
        }
        // Odd lengths are padded (section 2.3).
        let next = (at + 8 + size + size % 2).min(end);
        let called = match &[*w, *x, *y, *z] {
            b"EXIF" => Some("EXIF"),
            b"XMP " => Some("XMP"),
            b"C2PA" => Some("content credentials"),
            b"VP8X" => {
                flags = content.first().map(|first| (at + 8, *first));
                None
            }
            _ => None,
        };
        if let Some(called) = called {
            let block = content.strip_prefix(b"Exif\0\0").unwrap_or(content);
            let turned = if called == "EXIF" { orientation::turned(block) } else { None };
            let alone = turned.map(orientation::alone);
            has_exif |= alone.is_some();
            if alone.as_deref() != Some(content) {
                let with = alone.map(exif).unwrap_or_default();
                new_length = (new_length + with.len()).saturating_sub(next - at);
                plan.remove(called);
                plan.edits.replace(at as u64..next as u64, with);
            }
        }
        at = next;
    }
    if !plan.edits.is_empty() {
        let size = u32::try_from(new_length).unwrap_or(u32::MAX);
        plan.edits.replace(4..8, size.to_le_bytes().to_vec());
        if let Some((place, first)) = flags {
            let kept = first & !(HAS_EXIF | HAS_XMP) | if has_exif { HAS_EXIF } else { 0 };
            plan.edits.replace(place as u64..place as u64 + 1, vec![kept]);
        }
    }
    if end < bytes.len() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(end as u64..bytes.len() as u64);
    }
    Ok(plan)
}

/// A chunk with this block of EXIF, whose length is even.
fn exif(block: Vec<u8>) -> Vec<u8> {
    let length = u32::try_from(block.len()).unwrap_or(u32::MAX);
    [b"EXIF", length.to_le_bytes().as_slice(), &block].concat()
}
