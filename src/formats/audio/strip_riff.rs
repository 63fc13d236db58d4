//! WAV and AVI: chunks in a row (Microsoft, "Multimedia Programming Interface and Data
//! Specifications 1.0"). What is removed becomes a chunk of the same size that says that it is
//! `JUNK`, since an AVI finds its frames by their distance from the beginning.

use std::io::{Read, SeekFrom};

use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// Chunks that say nothing of how a recording is shown or heard, and what they are called.
const TELLING: [(&[u8; 4], &str); 12] = [
    (b"id3 ", "ID3"),
    (b"ID3 ", "ID3"),
    (b"bext", "broadcast data (bext)"),
    (b"iXML", "iXML"),
    (b"axml", "axml"),
    (b"_PMX", "XMP"),
    (b"cart", "radio data (cart)"),
    (b"DISP", "title (DISP)"),
    (b"umid", "identifier (umid)"),
    (b"IDIT", "date (IDIT)"),
    (b"strn", "name of a stream"),
    (b"strd", "data of the camera"),
];
/// Chunks that are looked at.
const MOST: usize = 1_000_000;

/// Makes tags unused space.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut plan = StripPlan::default();
    let mut at = 0;
    for _ in 0..MOST {
        if at + 8 > length {
            return Ok(plan);
        }
        let mut start = Vec::new();
        source.seek(SeekFrom::Start(at))?;
        source.take(12).read_to_end(&mut start)?;
        let [w, x, y, z, a, b, c, d, sort @ ..] = start.as_slice() else {
            return Err(StripError::cut_off());
        };
        let name = [*w, *x, *y, *z];
        let end = at + 8 + u64::from(u32::from_le_bytes([*a, *b, *c, *d]));
        match (&name, sort) {
            (b"RIFF", _) | (b"LIST", b"hdrl" | b"strl") => at += 12,
            // What a recorder could not finish goes on to the end.
            (b"data", _) | (b"LIST", b"movi") if end > length => return Ok(plan),
            _ if end > length => return Err(StripError::cut_off()),
            _ => {
                let is_info = (&name, sort) == (b"LIST", b"INFO".as_slice());
                let called = TELLING.iter().find(|(known, _)| **known == name);
                let called = called.map(|(_, called)| *called);
                if let Some(called) = called.or(is_info.then_some("INFO")) {
                    plan.remove(called);
                    plan.edits.replace(at..at + 4, b"JUNK".to_vec());
                    plan.edits.zero(at + 8..end);
                }
                // Odd lengths are padded.
                at = end + end % 2;
            }
        }
    }
    Err(StripError("it is too large: it has over a million parts".to_owned()))
}
