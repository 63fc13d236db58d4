//! MP4, MOV and M4A (ISO/IEC 14496-12): a tree of boxes.
//!
//! Sound and picture are found by their distance from the beginning of the file, so that nothing
//! may move: what is removed becomes a box of the same size that says that it is `free`.

mod samples;
mod tags;

use std::io::{Read, SeekFrom};

use crate::container::isobmff::{Box4, boxes, header_at};
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// The largest description that is read, as in the probe.
const LARGEST: u64 = 256 * 1024 * 1024;
/// Unused bytes up to this length are looked at.
const LARGEST_FREE: u64 = 1024 * 1024;
/// Boxes that are looked at on the top level.
const MOST: usize = 1_000_000;
/// Boxes named by 16 bytes that say how a film is shown or unlocked: spherical video (RFC of
/// Google, version 1) and protection (PIFF 1.1, section 5.3).
const SHOWN: [[u8; 16]; 4] = [
    *b"\xff\xcc\x82\x63\xf8\x55\x4a\x93\x88\x14\x58\x7a\x02\x52\x1f\xdd",
    *b"\xd0\x8a\x4f\x18\x10\xf3\x4a\x82\xb6\xc8\x32\xd8\xab\xa1\x83\xd3",
    *b"\x89\x74\xdb\xce\x7b\xe7\x4c\x51\x84\xf9\x71\x48\xf9\x88\x25\x54",
    *b"\x6d\x1d\x9b\x05\x42\xd5\x44\xe6\x80\xe2\x14\x1d\xaf\xf7\x57\xb2",
];

/// Makes tags and user data free space.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let end = source.seek(SeekFrom::End(0))?;
    let mut film = Film::default();
    let mut at = 0;
    for _ in 0..MOST {
        // A few bytes after the last box are padding that players ignore as well.
        if at + 8 > end {
            break;
        }
        let (name, head, size) =
            header_at(source, at, end - at)?.ok_or_else(StripError::cut_off)?;
        let mut content = |most: u64| -> Result<Vec<u8>, StripError> {
            let mut bytes = Vec::new();
            source.seek(SeekFrom::Start(at + head))?;
            source.take((size - head).min(most)).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        match &name {
            b"moov" | b"moof" if size > LARGEST => {
                return Err(StripError(
                    "it is too large: its description is over 256 MB".to_owned(),
                ));
            }
            b"moov" => film.description(&content(LARGEST)?, at + head, 0)?,
            b"moof" => film.samples.fragment(&content(LARGEST)?, at),
            b"meta" | b"udta" => film.free(at, head, size, "tags of the film"),
            b"uuid" if !is_shown(&content(16)?) => film.free(at, head, size, "private data"),
            b"free" | b"skip" if size - head <= LARGEST_FREE => {
                film.unused(&content(LARGEST_FREE)?, at + head);
            }
            _ => {}
        }
        at += size;
    }
    if film.freed.iter().any(|freed| film.samples.reach_into(freed)) {
        return Err(StripError::damaged("sound or picture lies where its tags are"));
    }
    Ok(film.plan)
}

fn is_shown(content: &[u8]) -> bool {
    SHOWN.iter().any(|known| content.starts_with(known))
}

#[derive(Default)]
struct Film {
    plan: StripPlan,
    freed: Vec<std::ops::Range<u64>>,
    samples: samples::Samples,
}

impl Film {
    /// Walks through the boxes of a description whose content begins at this place of the file.
    fn description(&mut self, content: &[u8], base: u64, depth: u32) -> Result<(), StripError> {
        for part in boxes(content) {
            let part = part.ok_or_else(StripError::cut_off)?;
            let at = base + part.at as u64;
            match part.name {
                b"trak" if depth == 0 => {
                    self.samples.track(part.content);
                    if samples::is_timed_metadata(part.content) {
                        self.plan.leave("timed metadata track (may tell the place)");
                    }
                    self.description(part.content, at + part.head, depth + 1)?;
                }
                b"mdia" if depth == 1 => {
                    self.description(part.content, at + part.head, depth + 1)?;
                }
                b"udta" | b"meta" => self.tags(&part, at)?,
                b"uuid" if !is_shown(part.content) => {
                    self.free(at, part.head, part.size(), "private data");
                }
                b"free" | b"skip" if part.content.len() as u64 <= LARGEST_FREE => {
                    self.unused(part.content, at + part.head);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Keeps of a block of tags what decides how the recording sounds.
    fn tags(&mut self, part: &Box4<'_>, at: u64) -> Result<(), StripError> {
        let tags = tags::sorted(part)?;
        if tags.removed.is_empty() {
            return Ok(());
        }
        tags.removed.into_iter().for_each(|name| self.plan.remove(name));
        let Some(mut kept) = tags.kept else {
            self.free_quietly(at, part.head, part.size());
            return Ok(());
        };
        let rest = part.content.len().saturating_sub(kept.len());
        match u32::try_from(rest) {
            Ok(size) if rest >= 8 => {
                kept.extend(size.to_be_bytes());
                kept.extend(b"free");
                kept.resize(part.content.len(), 0);
            }
            _ => return Err(StripError::damaged("its tags are not built as they should be")),
        }
        let from = at + part.head;
        self.freed.push(from..from + kept.len() as u64);
        self.plan.edits.replace(from..from + kept.len() as u64, kept);
        Ok(())
    }

    fn free(&mut self, at: u64, head: u64, size: u64, name: &str) {
        self.plan.remove(name);
        self.free_quietly(at, head, size);
    }

    fn free_quietly(&mut self, at: u64, head: u64, size: u64) {
        // The name is the second half of the first eight bytes, however long the size is.
        self.plan.edits.replace(at + 4..at + 8, b"free".to_vec());
        self.plan.edits.zero(at + head..at + size);
        self.freed.push(at..at + size);
    }

    /// What stands in free space, some cameras' notes among it.
    fn unused(&mut self, content: &[u8], from: u64) {
        if content.iter().any(|byte| *byte != 0) {
            let at = from..from + content.len() as u64;
            self.plan.remove("bytes in free space");
            self.plan.edits.zero(at.clone());
            self.freed.push(at);
        }
    }
}
