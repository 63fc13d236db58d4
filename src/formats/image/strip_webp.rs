//! WebP (RFC 9649): a RIFF file, whose first chunk says which others there are.

use std::io::SeekFrom;

use super::exif;
use crate::container::riff::Chunk;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::{Source, read_range};

/// Bits of the first byte of `VP8X` (section 2.7.1).
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
/// A longer block of EXIF is cut without a look at how the picture is turned.
const LONGEST_EXIF: u64 = 16 << 20;

/// Cuts EXIF, XMP and signed histories, and what stands behind the last chunk.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let file_end = source.seek(SeekFrom::End(0))?;
    let whole = Chunk::at(source, 0)?;
    if whole.name != *b"RIFF" || whole.form_type(source)? != *b"WEBP" {
        return Err(StripError::damaged("it does not begin as a WebP image does"));
    }
    let end = whole.content.end;
    if end > file_end {
        return Err(StripError::cut_off());
    }
    let mut plan = StripPlan::default();
    let mut new_end = end;
    let mut flags = None;
    let mut has_exif = false;
    let mut start = 12;
    while start < end {
        let chunk = Chunk::at(source, start)?;
        let content = chunk.content.clone();
        if content.end > end {
            return Err(StripError::damaged("its parts are longer than the whole"));
        }
        let next = chunk.next().min(end);
        let called = match &chunk.name {
            b"EXIF" => "EXIF",
            b"XMP " => "XMP",
            b"C2PA" => "content credentials",
            b"VP8X" => {
                let first = read_range(source, content.start..content.end.min(content.start + 1))?;
                flags = first.first().map(|first| (content.start, *first));
                ""
            }
            _ => "",
        };
        if !called.is_empty() {
            let is_read = called == "EXIF" && content.end - content.start <= LONGEST_EXIF;
            let old = if is_read { read_range(source, content)? } else { Vec::new() };
            let orientation = exif::orientation_of(exif::without_name(&old));
            let new = orientation.map(exif::block_with_orientation);
            has_exif |= new.is_some();
            if new.as_ref() != Some(&old) {
                let packed = new.map(packed_exif).unwrap_or_default();
                new_end = (new_end + packed.len() as u64).saturating_sub(next - start);
                plan.remove(called);
                plan.edits.replace(start..next, packed);
            }
        }
        start = next;
    }
    if !plan.edits.is_empty() {
        let length = u32::try_from(new_end - 8).unwrap_or(u32::MAX);
        plan.edits.replace(4..8, length.to_le_bytes().to_vec());
        if let Some((place, first)) = flags {
            let kept = first & !(HAS_EXIF | HAS_XMP) | if has_exif { HAS_EXIF } else { 0 };
            plan.edits.replace(place..place + 1, vec![kept]);
        }
    }
    if end < file_end {
        plan.remove("bytes behind the picture");
        plan.edits.cut(end..file_end);
    }
    Ok(plan)
}

/// A chunk with this block of EXIF, whose length is even.
fn packed_exif(block: Vec<u8>) -> Vec<u8> {
    let length = u32::try_from(block.len()).unwrap_or(u32::MAX);
    [b"EXIF", length.to_le_bytes().as_slice(), &block].concat()
}
