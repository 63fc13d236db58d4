//! FLAC (RFC 9639, section 8): blocks of properties before the frames of the sound.

use std::io::SeekFrom;

use super::id3;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::{Source, read_range};

/// Types of blocks (section 8.1).
const PADDING: u8 = 1;
const APPLICATION: u8 = 2;
const COMMENT: u8 = 4;
const PICTURE: u8 = 6;
/// The only comment that says how the sound is heard (section 8.6.2).
const CHANNELS: &[u8] = b"WAVEFORMATEXTENSIBLE_CHANNEL_MASK=";

/// Cuts comments, pictures and the notes of programs.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut plan = StripPlan::default();
    let mut start = id3::tag_length(source, 0)?.unwrap_or(0);
    if start > length {
        return Err(StripError::cut_off());
    }
    if start > 0 {
        plan.remove("ID3");
        plan.edits.cut(0..start);
    }
    if read_range(source, start..start + 4)? != b"fLaC" {
        return Err(StripError::damaged("it does not begin as FLAC does"));
    }
    start += 4;
    // Where the last block that stays begins, and its first byte.
    let mut last_kept = None;
    let (mut is_last, mut is_last_cut) = (false, false);
    while !is_last {
        let header = read_range(source, start..start + 4)?;
        let Some([first, a, b, c]) = header.first_chunk() else {
            return Err(StripError::cut_off());
        };
        is_last = first & 0x80 != 0;
        let end = start + 4 + u64::from(u32::from_be_bytes([0, *a, *b, *c]));
        if end > length {
            return Err(StripError::cut_off());
        }
        let content = read_range(source, start + 4..end)?;
        // What is removed, and the content that takes its place.
        let removed = match first & 0x7f {
            COMMENT => match comments(&content)? {
                Some(kept) if kept == content => None,
                kept => Some(("Vorbis comments", kept)),
            },
            PICTURE => Some(("picture", None)),
            APPLICATION => Some(("application data", None)),
            PADDING if content.iter().any(|byte| *byte != 0) => {
                Some(("bytes in free space", Some(vec![0; content.len()])))
            }
            _ => None,
        };
        if !matches!(removed, Some((_, None))) {
            last_kept = Some((start, *first));
        }
        match removed {
            Some((name, Some(new))) => {
                plan.remove(name);
                let size = u32::try_from(new.len()).unwrap_or(0).to_be_bytes();
                plan.edits.replace(start + 1..start + 4, size.iter().skip(1).copied().collect());
                plan.edits.replace(start + 4..end, new);
            }
            Some((name, None)) => {
                plan.remove(name);
                plan.edits.cut(start..end);
                is_last_cut = is_last;
            }
            None => {}
        }
        start = end;
    }
    if let Some((place, first)) = last_kept.filter(|_| is_last_cut) {
        plan.edits.replace(place..place + 1, vec![first | 0x80]);
    }
    Ok(plan)
}

/// The comments of a block that say how the sound is heard (section 8.6), as a block; none where
/// there are none.
fn comments(content: &[u8]) -> Result<Option<Vec<u8>>, StripError> {
    // The program that wrote it comes first.
    let (_, rest) = text(content).ok_or_else(StripError::cut_off)?;
    let (count, mut rest) = rest.split_first_chunk::<4>().ok_or_else(StripError::cut_off)?;
    let mut kept = Vec::new();
    let mut number = 0_u32;
    for _ in 0..u32::from_le_bytes(*count) {
        let (comment, after) = text(rest).ok_or_else(StripError::cut_off)?;
        rest = after;
        if comment.get(..CHANNELS.len()).is_some_and(|it| it.eq_ignore_ascii_case(CHANNELS)) {
            kept.extend(u32::try_from(comment.len()).unwrap_or(0).to_le_bytes());
            kept.extend(comment);
            number += 1;
        }
    }
    Ok((number > 0).then(|| [&[0; 4], number.to_le_bytes().as_slice(), &kept].concat()))
}

/// A text behind its length, and what follows.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}
