//! FLAC (RFC 9639, section 8): blocks of properties before the frames of the sound.

use std::io::{Read, SeekFrom};

use super::strip_mp3;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// Sorts of blocks (section 8.1).
const PADDING: u8 = 1;
const APPLICATION: u8 = 2;
const COMMENT: u8 = 4;
const PICTURE: u8 = 6;
/// The only comment that says how the sound is heard (section 8.6.2).
const CHANNELS: &[u8] = b"WAVEFORMATEXTENSIBLE_CHANNEL_MASK=";

/// Cuts comments, pictures and what programs noted.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut plan = StripPlan::default();
    let mut at = strip_mp3::id3_at(source, 0, length)?.unwrap_or(0);
    if at > 0 {
        plan.remove("ID3");
        plan.edits.cut(0..at);
    }
    let mut mark = [0; 4];
    source.seek(SeekFrom::Start(at))?;
    source.read_exact(&mut mark)?;
    if &mark != b"fLaC" {
        return Err(StripError::damaged("it does not begin as FLAC does"));
    }
    at += 4;
    // Where the last block that stays begins, and its sort.
    let mut last_kept = None;
    let mut is_last = false;
    let mut cuts_last = false;
    while !is_last {
        let mut head = [0; 4];
        source.seek(SeekFrom::Start(at))?;
        source.read_exact(&mut head)?;
        let [first, a, b, c] = head;
        is_last = first & 0x80 != 0;
        let end = at + 4 + u64::from(u32::from_be_bytes([0, a, b, c]));
        if end > length {
            return Err(StripError::cut_off());
        }
        let mut content = Vec::new();
        source.take(end - at - 4).read_to_end(&mut content)?;
        let with = match first & 0x7f {
            COMMENT => Some(("Vorbis comments", comments(&content)?)),
            PICTURE => Some(("picture", None)),
            APPLICATION => Some(("application data", None)),
            PADDING if content.iter().any(|byte| *byte != 0) => {
                plan.remove("bytes in free space");
                plan.edits.zero(at + 4..end);
                None
            }
            _ => None,
        };
        match with {
            Some((_, Some(new))) if new == content => last_kept = Some((at, first)),
            Some((name, Some(new))) => {
                plan.remove(name);
                let size = u32::try_from(new.len()).unwrap_or(0).to_be_bytes();
                plan.edits.replace(at + 1..at + 4, size.get(1..).unwrap_or_default().to_vec());
                plan.edits.replace(at + 4..end, new);
                last_kept = Some((at, first));
            }
            Some((name, None)) => {
                plan.remove(name);
                plan.edits.cut(at..end);
                cuts_last = is_last;
            }
            None => last_kept = Some((at, first)),
        }
        at = end;
    }
    if let Some((place, first)) = last_kept.filter(|_| cuts_last) {
        plan.edits.replace(place..place + 1, vec![first | 0x80]);
    }
    Ok(plan)
}

/// A block of comments with nothing but what says how the sound is heard (section 8.6); none where
/// there is no such comment.
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
