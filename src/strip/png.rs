//! PNG (third edition, section 5): a row of chunks, each with its length and checksum.

use super::cannot::Cannot;
use super::orientation;
use super::plan::Plan;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Chunks that say nothing of how the picture is shown; `caBX` is a signed history (C2PA).
const TELLING: [(&[u8; 4], &str); 6] = [
    (b"tEXt", "PNG text"),
    (b"zTXt", "PNG text"),
    (b"iTXt", "PNG text"),
    (b"tIME", "PNG time"),
    (b"eXIf", "EXIF"),
    (b"caBX", "content credentials"),
];

/// Cuts the telling chunks, and what stands behind the last one.
pub(super) fn plan(bytes: &[u8]) -> Result<Plan, Cannot> {
    if !bytes.starts_with(SIGNATURE) {
        return Err(Cannot::damaged("it does not begin as a PNG does"));
    }
    let mut plan = Plan::default();
    let mut at = SIGNATURE.len();
    let mut aid = None;
    loop {
        let chunk = Chunk::at(bytes, at)?;
        let range = at as u64..chunk.end as u64;
        if let Some((_, called)) = TELLING.iter().find(|(known, _)| known.as_slice() == chunk.name)
        {
            let orientation = match chunk.name {
                b"eXIf" => orientation::turned(chunk.content).map(orientation::alone),
                _ => None,
            };
            if orientation.as_deref() != Some(chunk.content) {
                plan.remove(*called);
                plan.edits.replace(range.clone(), orientation.map(exif).unwrap_or_default());
            }
        }
        if chunk.name == b"iDOT" {
            aid = Some(range);
        }
        at = chunk.end;
        if chunk.name == b"IEND" {
            break;
        }
    }
    // A private shortcut of Apple's, which counts bytes that have moved now.
    if let Some(range) = aid.filter(|_| !plan.edits.is_empty()) {
        plan.edits.cut(range);
    }
    if at < bytes.len() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(at as u64..bytes.len() as u64);
    }
    Ok(plan)
}

struct Chunk<'b> {
    name: &'b [u8],
    content: &'b [u8],
    end: usize,
}

impl Chunk<'_> {
    fn at(bytes: &[u8], at: usize) -> Result<Chunk<'_>, Cannot> {
        let [a, b, c, d, rest @ ..] = bytes.get(at..).unwrap_or_default() else {
            return Err(Cannot::cut_off());
        };
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let (name, rest) = rest.split_at_checked(4).ok_or_else(Cannot::cut_off)?;
        let content = rest.get(..length).ok_or_else(Cannot::cut_off)?;
        let end = at + 12 + length;
        match rest.get(length..length + 4) {
            Some(sum) if sum == checksum(&[name, content]) => Ok(Chunk { name, content, end }),
            Some(_) => Err(Cannot::damaged("the checksum of a chunk is wrong")),
            None => Err(Cannot::cut_off()),
        }
    }
}

/// A chunk with this block of EXIF.
fn exif(block: Vec<u8>) -> Vec<u8> {
    let length = u32::try_from(block.len()).unwrap_or(u32::MAX);
    let sum = checksum(&[b"eXIf", &block]);
    [length.to_be_bytes().as_slice(), b"eXIf", &block, &sum].concat()
}

fn checksum(parts: &[&[u8]]) -> [u8; 4] {
    let mut sum = flate2::Crc::new();
    parts.iter().for_each(|part| sum.update(part));
    sum.sum().to_be_bytes()
}
