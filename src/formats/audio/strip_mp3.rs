//! MP3 and AAC: tags before and behind the frames of the sound.

use std::io::SeekFrom;

use super::id3;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::{Source, read_range};

/// The most tags that may follow each other at the end of a file.
const MOST_TAGS: usize = 16;
/// The lengths of the tag of ID3v1, and of the extended one before it.
const ID3V1: usize = 128;
const ID3V1_EXTENDED: usize = 227;

/// Cuts ID3 (id3.org), APE (hydrogenaud.io, "APEv2 specification") and Lyrics3 tags.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut plan = StripPlan::default();
    let (mut start, mut end) = (0, length);
    while let Some(tag) = id3::tag_length(source, start)? {
        start += tag;
        if start > length {
            return Err(StripError::cut_off());
        }
        plan.remove("ID3");
    }
    for _ in 0..MOST_TAGS {
        let Some((tag, name)) = last_tag(source, start, end)? else { break };
        end -= tag;
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

/// The length and name of the tag that ends here.
fn last_tag(
    source: &mut dyn Source,
    start: u64,
    end: u64,
) -> Result<Option<(u64, &'static str)>, StripError> {
    let longest = (ID3V1_EXTENDED + ID3V1) as u64;
    let tail = read_range(source, end.saturating_sub(longest).max(start)..end)?;
    let last = |length: usize| tail.len().checked_sub(length).and_then(|at| tail.get(at..));
    if last(ID3V1).is_some_and(|tag| tag.starts_with(b"TAG")) {
        let extended = last(ID3V1_EXTENDED + ID3V1).is_some_and(|tag| tag.starts_with(b"TAG+"));
        return Ok(Some((if extended { longest } else { ID3V1 as u64 }, "ID3")));
    }
    if let Some(footer) = last(32).filter(|footer| footer.starts_with(b"APETAGEX")) {
        let number = |at: usize| {
            let found = footer.get(at..).and_then(|rest| rest.first_chunk::<4>());
            found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
        };
        let header = if number(20) & 0x8000_0000 == 0 { 0 } else { 32 };
        let length = u64::from(number(12)) + header;
        return Ok((length >= 32 && length <= end - start).then_some((length, "APE")));
    }
    if let Some(footer) = last(15).filter(|footer| footer.ends_with(b"LYRICS200")) {
        let digits = footer.get(..6).and_then(|digits| std::str::from_utf8(digits).ok());
        let length = digits.and_then(|digits| digits.parse::<u64>().ok()).map(|it| it + 15);
        return Ok(length.filter(|it| *it <= end - start).map(|it| (it, "Lyrics3")));
    }
    Ok(None)
}
