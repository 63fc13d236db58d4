//! HEIC and AVIF (ISO/IEC 23008-12). Items are found by their distance from the beginning of the
//! file, so that notes are overwritten in place; the picture is turned by a property of its own,
//! which stays.

use super::heif_items::{ItemKind, Items};
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::formats::xmp;
use crate::io::{Source, read_range};

/// The longest notes that are overwritten; those of a photo have a few kilobytes.
const LONGEST: u64 = 64 * 1024 * 1024;
/// A block of EXIF that says nothing: how far its header is, and a TIFF file without entries.
const EMPTY_EXIF: &[u8] = b"\0\0\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";

/// Overwrites EXIF and XMP.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let end = source.seek(std::io::SeekFrom::End(0))?;
    let items = Items::read(source)?;
    let mut plan = StripPlan::default();
    for (item, kind) in &items.metadata {
        let Some(ranges) = items.ranges.get(item) else { continue };
        let others = items.ranges.iter().filter(|(other, _)| *other != item).flat_map(|(_, it)| it);
        let overlaps = others
            .into_iter()
            .any(|other| ranges.iter().any(|it| other.start < it.end && it.start < other.end));
        if overlaps || ranges.iter().any(|it| it.end > end) {
            return Err(StripError::damaged("its items overlap"));
        }
        let length = ranges.iter().fold(0_u64, |sum, it| sum.saturating_add(it.end - it.start));
        if length > LONGEST {
            return Err(StripError("it is too large: its notes are over 64 MB".to_owned()));
        }
        let (name, mut new) = match kind {
            ItemKind::Exif => ("EXIF", EMPTY_EXIF.to_vec()),
            ItemKind::Xmp => ("XMP", xmp::empty_packet(length as usize)),
        };
        new.resize(length as usize, 0);
        let mut rest = new.as_slice();
        for range in ranges {
            let old = read_range(source, range.clone())?;
            let (part, after) = rest.split_at_checked(old.len()).unwrap_or((rest, &[]));
            rest = after;
            if old != part {
                plan.remove(name);
                plan.edits.replace(range.clone(), part.to_vec());
            }
        }
    }
    Ok(plan)
}
