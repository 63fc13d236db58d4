//! PNG (third edition, section 5): a row of chunks, each with its length and checksum.

use std::ops::Range;

use super::orientation;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::RangeReader;
use crate::io::Source;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
/// Chunks that say nothing of how the picture is shown; `caBX` is a signed history (C2PA).
const TELLING: [(&[u8; 4], &str); 6] = [
    (b"tEXt", "PNG text"),
    (b"zTXt", "PNG text"),
    (b"iTXt", "PNG text"),
    (b"tIME", "PNG time"),
    (b"eXIf", "EXIF"),
    (b"caBX", "content credentials"),
];

/// A longer block of EXIF is cut without a look at how the picture is turned.
const LONGEST_EXIF: u32 = 16 << 20;

/// Cuts the telling chunks, and what stands behind the last one.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut walk = RangeReader::through_all(source)?;
    if walk.array().is_ok_and(|start: [u8; 8]| start != *SIGNATURE) {
        return Err(StripError::damaged("it does not begin as a PNG does"));
    }
    let mut plan = StripPlan::default();
    let mut aid = None;
    loop {
        let Chunk { name, exif: block, range } = chunk(&mut walk)?;
        if let Some((_, called)) = TELLING.iter().find(|(known, _)| **known == name) {
            let turned = block.as_deref().and_then(orientation::turned).map(orientation::alone);
            if turned.is_none() || turned != block {
                plan.remove(*called);
                plan.edits.replace(range.clone(), turned.map(exif).unwrap_or_default());
            }
        }
        if name == *b"iDOT" {
            aid = Some(range);
        }
        if name == *b"IEND" {
            break;
        }
    }
    // A private shortcut of Apple's, which counts bytes that have moved now.
    if let Some(range) = aid.filter(|_| !plan.edits.is_empty()) {
        plan.edits.cut(range);
    }
    if walk.at() < walk.end() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(walk.at()..walk.end());
    }
    Ok(plan)
}

struct Chunk {
    name: [u8; 4],
    /// Its content, where it is a block of EXIF.
    exif: Option<Vec<u8>>,
    range: Range<u64>,
}

/// The next chunk.
fn chunk(walk: &mut RangeReader<'_>) -> Result<Chunk, StripError> {
    let start = walk.at();
    let length = u32::from_be_bytes(walk.array()?);
    let name: [u8; 4] = walk.array()?;
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    let mut exif = (name == *b"eXIf" && length <= LONGEST_EXIF).then(Vec::new);
    walk.each(u64::from(length), |part| {
        sum.update(part);
        exif.iter_mut().for_each(|exif| exif.extend_from_slice(part));
    })?;
    match walk.array::<4>()? == sum.sum().to_be_bytes() {
        true => Ok(Chunk { name, exif, range: start..walk.at() }),
        false => Err(StripError::damaged("the checksum of a chunk is wrong")),
    }
}

/// A chunk with this block of EXIF.
fn exif(block: Vec<u8>) -> Vec<u8> {
    let length = u32::try_from(block.len()).unwrap_or(u32::MAX);
    let mut sum = flate2::Crc::new();
    sum.update(b"eXIf");
    sum.update(&block);
    [length.to_be_bytes().as_slice(), b"eXIf", &block, &sum.sum().to_be_bytes()].concat()
}
