//! Matroska and WebM (RFC 9559): a tree of elements. What is removed becomes a `Void` of the same
//! size, since some elements are found by their distance from the beginning.

use std::io::SeekFrom;
use std::ops::Range;

use super::ids;
use super::text_track::names_speakers;
use crate::container::ebml::{Element, Elements};
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// Elements of the description that are removed, and how they are called.
const REMOVED: [(u64, &str); 4] = [
    (ids::TITLE, "tag title"),
    (ids::SEGMENT_FILE_NAME, "name of the file"),
    (ids::PREVIOUS_FILE_NAME, "name of the file"),
    (ids::NEXT_FILE_NAME, "name of the file"),
];

/// Makes tags, titles and names of files unused space.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut plan = StripPlan::default();
    let mut parts = Elements::of(0..length);
    while let Some(part) = parts.next(source)? {
        match part.id {
            // The length of a live recording is not known: its parts simply follow.
            ids::SEGMENT | ids::CLUSTER if part.end.is_none() => parts.enter(&part),
            ids::SEGMENT if !part.is_truncated => parts.enter(&part),
            ids::TAGS => strip_tags(source, &part, &mut plan)?,
            ids::INFO => strip_info(source, &part, &mut plan)?,
            _ => {
                part.whole_end()?;
                if part.id == ids::ATTACHMENTS {
                    plan.leave("properties of attached files");
                }
            }
        }
    }
    if names_speakers(source) {
        plan.leave("names of speakers in the text track");
    }
    Ok(plan)
}

/// Makes the content of the tags unused space. Their element itself stays, since an index at the
/// beginning points to it.
fn strip_tags(
    source: &mut dyn Source,
    tags: &Element,
    plan: &mut StripPlan,
) -> Result<(), StripError> {
    let end = tags.whole_end()?;
    let first = tags.children()?.next(source)?;
    // In a copy, one `Void` fills them.
    if first.is_some_and(|first| first.id != ids::VOID || first.end != Some(end)) {
        plan.remove("Matroska tags");
        make_void(plan, tags.content..end);
    }
    Ok(())
}

/// Removes titles and names from the description of the recording (section 5.1.2).
fn strip_info(
    source: &mut dyn Source,
    info: &Element,
    plan: &mut StripPlan,
) -> Result<(), StripError> {
    let mut fields = info.children()?;
    let (mut checksum, mut is_changed) = (None, false);
    while let Some(field) = fields.next(source)? {
        let range = field.start..field.whole_end()?;
        if let Some((_, name)) = REMOVED.iter().find(|(id, _)| *id == field.id) {
            plan.remove(*name);
            make_void(plan, range);
            is_changed = true;
        } else if field.id == ids::CHECKSUM {
            checksum = Some(range);
        }
    }
    if let Some(range) = checksum.filter(|_| is_changed) {
        make_void(plan, range);
    }
    Ok(())
}

/// Makes a range of the file an element that is unused space.
fn make_void(plan: &mut StripPlan, range: Range<u64>) {
    let mut header = vec![0xec];
    match u8::try_from(range.end - range.start - 2) {
        Ok(length) if length < 0x7f => header.push(0x80 | length),
        // A length in eight bytes, of which the first says so.
        _ => header.extend(((range.end - range.start - 9) | (1 << 56)).to_be_bytes()),
    }
    let content = range.start + header.len() as u64;
    plan.edits.replace(range.start..content, header);
    plan.edits.zero(content..range.end);
}
