//! WAV and AVI: RIFF files. What is removed becomes a chunk of the same size that says that it is
//! `JUNK`, since an AVI finds its frames by their distance from the beginning.

use std::io::SeekFrom;

use crate::container::riff::Chunk;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// Chunks that say nothing of how a recording is shown or heard, and how they are called.
const REMOVED: [(&[u8; 4], &str); 12] = [
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
/// The most chunks that are visited.
const MOST_CHUNKS: usize = 1_000_000;

/// Makes tags unused space.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut plan = StripPlan::default();
    let mut start = 0;
    for _ in 0..MOST_CHUNKS {
        if start + 8 > length {
            return Ok(plan);
        }
        let chunk = Chunk::at(source, start)?;
        let is_truncated = chunk.content.end > length;
        let form = match &chunk.name {
            b"RIFF" | b"LIST" => chunk.form_type(source)?,
            _ => Vec::new(),
        };
        let is_entered = chunk.name == *b"RIFF" || matches!(form.as_slice(), b"hdrl" | b"strl");
        match form.as_slice() {
            _ if is_entered => start = chunk.content.start + 4,
            // What a recorder could not finish goes on to the end.
            b"movi" if is_truncated => return Ok(plan),
            _ if is_truncated && chunk.name == *b"RF64" => {
                return Err(StripError("mcred can't change WAV over 4 GB (RF64)".to_owned()));
            }
            _ if (is_truncated || chunk.content.is_empty()) && chunk.name == *b"data" => {
                return Ok(plan);
            }
            _ if is_truncated => return Err(StripError::cut_off()),
            form => {
                let known = REMOVED.iter().find(|(name, _)| **name == chunk.name);
                let known = known.map(|(_, called)| *called);
                if let Some(called) = known.or((form == b"INFO").then_some("INFO")) {
                    plan.remove(called);
                    plan.edits.replace(start..start + 4, b"JUNK".to_vec());
                    plan.edits.zero(chunk.content.clone());
                }
                start = chunk.next();
            }
        }
    }
    Err(StripError("it is too large: it has over a million parts".to_owned()))
}
