//! PNG (third edition, section 5): a row of chunks, each with its length and checksum.

use super::exif;
use crate::container::png::{self, Chunks};
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// Chunks that say nothing of how the picture is shown; `caBX` is a signed history (C2PA).
const REMOVED: [(&[u8; 4], &str); 6] = [
    (b"tEXt", "PNG text"),
    (b"zTXt", "PNG text"),
    (b"iTXt", "PNG text"),
    (b"tIME", "PNG time"),
    (b"eXIf", "EXIF"),
    (b"caBX", "content credentials"),
];

/// Cuts chunks that are no part of the picture, and what stands behind the last one.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut chunks = Chunks::of(source)?;
    let mut plan = StripPlan::default();
    let mut offsets = None;
    loop {
        let chunk = chunks.next()?;
        let is_exif = chunk.name == *b"eXIf";
        let content = chunks.checked(&chunk, is_exif)?;
        if let Some((_, called)) = REMOVED.iter().find(|(name, _)| **name == chunk.name) {
            let block = Some(&content).filter(|_| is_exif);
            let orientation = block.and_then(|block| exif::orientation_of(block));
            let new = orientation.map(exif::block_with_orientation);
            if new.is_none() || new.as_ref() != block {
                plan.remove(*called);
                let packed = new.map(|block| png::packed(*b"eXIf", &block));
                plan.edits.replace(chunk.range.clone(), packed.unwrap_or_default());
            }
        }
        match &chunk.name {
            b"iDOT" => offsets = Some(chunk.range),
            b"IEND" => break,
            _ => {}
        }
    }
    // A private chunk of Apple's that counts bytes, which have moved now.
    if let Some(range) = offsets.filter(|_| !plan.edits.is_empty()) {
        plan.edits.cut(range);
    }
    if !chunks.rest().is_empty() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(chunks.rest());
    }
    Ok(plan)
}
