//! MP3 and AAC: tags before and behind the frames of the sound.

use std::io::{Read, SeekFrom};
use std::ops::Range;

use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// Tags that may follow each other at the end of a file.
const MOST: usize = 16;

/// Cuts ID3 (id3.org), APE (hydrogenaud.io, "APEv2 specification") and Lyrics3 tags.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut plan = StripPlan::default();
    let (mut start, mut end) = (0, length);
    while let Some(size) = id3_at(source, start, length)? {
        start += size;
        plan.remove("ID3");
    }
    for _ in 0..MOST {
        let Some((size, name)) = last_tag(source, start, end)? else { break };
        end -= size;
        plan.remove(name);
    }
    if start >= end {
        return Err(StripError::damaged("there is no sound in it"));
    }
    if start > 0 {
        plan.edits.cut(0..start);
    }
    if end < length {
        plan.edits.cut(end..length);
    }
    Ok(plan)
}

/// The length of the ID3v2 tag that begins here (version 2.4, section 3.1).
pub(crate) fn id3_at(
    source: &mut dyn Source,
    at: u64,
    length: u64,
) -> Result<Option<u64>, StripError> {
    let head = read(source, at..(at + 10).min(length))?;
    let [b'I', b'D', b'3', _, _, flags, a, b, c, d] = head.as_slice() else { return Ok(None) };
    let size = [a, b, c, d].iter().fold(0, |size, byte| size << 7 | u64::from(**byte & 0x7f));
    let footer = if flags & 0x10 == 0 { 0 } else { 10 };
    let whole = 10 + size + footer;
    if at + whole > length { Err(StripError::cut_off()) } else { Ok(Some(whole)) }
}

/// The length and name of the tag that ends here.
fn last_tag(
    source: &mut dyn Source,
    start: u64,
    end: u64,
) -> Result<Option<(u64, &'static str)>, StripError> {
    let tail = read(source, end.saturating_sub(227 + 128).max(start)..end)?;
    let behind = |from: usize| tail.len().checked_sub(from).and_then(|at| tail.get(at..));
    if behind(128).is_some_and(|tag| tag.starts_with(b"TAG")) {
        let extended = behind(227 + 128).is_some_and(|tag| tag.starts_with(b"TAG+"));
        return Ok(Some((if extended { 227 + 128 } else { 128 }, "ID3")));
    }
    if let Some(footer) = behind(32).filter(|footer| footer.starts_with(b"APETAGEX")) {
        let number = |at: usize| {
            let found = footer.get(at..).and_then(|rest| rest.first_chunk::<4>());
            found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
        };
        let header = if number(20) & 0x8000_0000 == 0 { 0 } else { 32 };
        let size = u64::from(number(12)) + header;
        return if size >= 32 && size <= end - start { Ok(Some((size, "APE"))) } else { Ok(None) };
    }
    if let Some(footer) = behind(15).filter(|footer| footer.ends_with(b"LYRICS200")) {
        let digits = footer.get(..6).and_then(|digits| std::str::from_utf8(digits).ok());
        let size = digits.and_then(|digits| digits.parse::<u64>().ok()).map(|size| size + 15);
        return Ok(size.filter(|size| *size <= end - start).map(|size| (size, "Lyrics3")));
    }
    Ok(None)
}

fn read(source: &mut dyn Source, at: Range<u64>) -> Result<Vec<u8>, StripError> {
    let mut bytes = Vec::new();
    source.seek(SeekFrom::Start(at.start))?;
    source.take(at.end.saturating_sub(at.start)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
