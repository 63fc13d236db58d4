//! MP4, MOV and M4A (ISO/IEC 14496-12): a tree of boxes.
//!
//! Sound and picture are found by their distance from the beginning of the file, so that nothing
//! may move: what is removed becomes a box of the same size that says that it is `free`.

mod media_ranges;
mod tags;

use std::ops::Range;

use self::media_ranges::MediaRanges;
use super::fragments::track_fragments;
use super::text_track::names_speakers;
use crate::container::isobmff::{FileBox, FileBoxes, IsoBox, boxes, find};
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::{Source, read_range};

/// Unused space up to this length is searched for notes.
const LONGEST_SPACE: u64 = 1024 * 1024;
/// Boxes named by 16 bytes that say how a film is shown or unlocked: spherical video (RFC of
/// Google, version 1) and protection (PIFF 1.1, section 5.3).
const PRESENTATION: [[u8; 16]; 4] = [
    *b"\xff\xcc\x82\x63\xf8\x55\x4a\x93\x88\x14\x58\x7a\x02\x52\x1f\xdd",
    *b"\xd0\x8a\x4f\x18\x10\xf3\x4a\x82\xb6\xc8\x32\xd8\xab\xa1\x83\xd3",
    *b"\x89\x74\xdb\xce\x7b\xe7\x4c\x51\x84\xf9\x71\x48\xf9\x88\x25\x54",
    *b"\x6d\x1d\x9b\x05\x42\xd5\x44\xe6\x80\xe2\x14\x1d\xaf\xf7\x57\xb2",
];

/// Makes tags and user data free space.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut film = Film::default();
    let mut boxes = FileBoxes::of(source)?;
    while let Some(part) = boxes.next(source)? {
        let FileBox { name, start, content, end } = part;
        match &name {
            b"moov" => film.description(&part.read(source)?, content, 0)?,
            b"moof" => {
                for fragment in track_fragments(&part.read(source)?)? {
                    film.media.add_fragment(&fragment, start);
                }
            }
            b"meta" | b"udta" => film.free(start, content, end, "tags of the film"),
            b"uuid" if !is_presentation(&read_range(source, content..end.min(content + 16))?) => {
                film.free(start, content, end, "private data");
            }
            b"free" | b"skip" if end - content <= LONGEST_SPACE => {
                film.clear_space(&part.read(source)?, content);
            }
            _ => {}
        }
    }
    if film.freed.iter().any(|freed| film.media.overlap(freed)) {
        return Err(StripError::damaged("sound or picture lies where its tags are"));
    }
    if names_speakers(source) {
        film.plan.leave("names of speakers in the text track");
    }
    Ok(film.plan)
}

fn is_presentation(content: &[u8]) -> bool {
    PRESENTATION.iter().any(|known| content.starts_with(known))
}

/// Whether a track holds neither sound nor picture nor words but what a device notes meanwhile:
/// phones and action cameras write where they are.
fn is_timed_metadata(track: &[u8]) -> bool {
    const HANDLERS: [&[u8]; 3] = [b"meta", b"camm", b"gpmd"];
    let handler = find(track, &[b"mdia", b"hdlr"]).and_then(|handler| handler.get(8..12));
    handler.is_some_and(|handler| HANDLERS.contains(&handler))
}

#[derive(Default)]
struct Film {
    plan: StripPlan,
    freed: Vec<Range<u64>>,
    media: MediaRanges,
}

impl Film {
    /// Goes through the boxes of a description whose content begins at this place of the file.
    fn description(&mut self, content: &[u8], base: u64, depth: u32) -> Result<(), StripError> {
        for part in boxes(content) {
            let part = part?;
            let start = base + part.start as u64;
            let (inside, end) = (start + part.header_length, start + part.length());
            match part.name {
                b"trak" if depth == 0 => {
                    self.media.add_track(part.content);
                    if is_timed_metadata(part.content) {
                        self.plan.leave("timed metadata track (may tell the place)");
                    }
                    self.description(part.content, inside, depth + 1)?;
                }
                b"mdia" if depth == 1 => self.description(part.content, inside, depth + 1)?,
                b"udta" | b"meta" => self.tags(&part, start)?,
                b"uuid" if !is_presentation(part.content) => {
                    self.free(start, inside, end, "private data");
                }
                b"free" | b"skip" if part.content.len() as u64 <= LONGEST_SPACE => {
                    self.clear_space(part.content, inside);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Keeps of a block of tags what decides how the recording is heard or shown.
    fn tags(&mut self, part: &IsoBox<'_>, start: u64) -> Result<(), StripError> {
        let split = tags::split_tags(part)?;
        if split.removed.is_empty() {
            return Ok(());
        }
        split.removed.into_iter().for_each(|name| self.plan.remove(name));
        let (content, end) = (start + part.header_length, start + part.length());
        let Some(mut kept) = split.kept else {
            self.make_free(start, content, end);
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
        self.freed.push(content..end);
        self.plan.edits.replace(content..end, kept);
        Ok(())
    }

    fn free(&mut self, start: u64, content: u64, end: u64, name: &str) {
        self.plan.remove(name);
        self.make_free(start, content, end);
    }

    fn make_free(&mut self, start: u64, content: u64, end: u64) {
        // The name is the second half of the first eight bytes, however long the size is.
        self.plan.edits.replace(start + 4..start + 8, b"free".to_vec());
        self.plan.edits.zero(content..end);
        self.freed.push(start..end);
    }

    /// Clears free space, where some cameras write notes.
    fn clear_space(&mut self, content: &[u8], start: u64) {
        if content.iter().any(|byte| *byte != 0) {
            let range = start..start + content.len() as u64;
            self.plan.remove("bytes in free space");
            self.plan.edits.zero(range.clone());
            self.freed.push(range);
        }
    }
}
