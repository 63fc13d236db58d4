//! JPEG (ITU-T T.81, annex B): the segments between the parts of the picture.

use std::ops::Range;

use super::exif;
use crate::container::jpeg::{Segment, Segments};
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::Source;

/// Segments that say how the picture is shown: the marker, and the name that each begins with.
const PRESENTATION: [(u8, &[u8]); 4] =
    [(0xe0, b"JFIF\0"), (0xe0, b"AVI1"), (0xe2, b"ICC_PROFILE\0"), (0xee, b"Adobe")];
/// Names of some of the others.
const XMP: &[u8] = b"http://ns.adobe.com/";
const SECOND_PICTURE: &[u8] = b"MPF\0";

/// Cuts everything but the picture, and what stands behind it: further pictures that phones append
/// have metadata of their own.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut segments = Segments::of(source)?;
    let mut plan = StripPlan::default();
    let (mut orientation, mut is_written) = (None, false);
    while let Some(segment) = segments.next()? {
        let Some(name) = removed_name(&segment) else { continue };
        if let Some(block) = segment.exif() {
            orientation.get_or_insert_with(|| exif::orientation_of(block).unwrap_or(1));
        }
        if segment.content == exif_content(orientation.unwrap_or(1)) {
            continue;
        }
        plan.remove(name);
        match orientation.filter(|it| segment.exif().is_some() && *it > 1) {
            Some(orientation) if !is_written => {
                is_written = true;
                plan.edits.replace(segment.range, packed_exif(orientation));
            }
            _ => plan.edits.cut(segment.range),
        }
    }
    if !segments.rest().is_empty() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(segments.rest());
    }
    Ok(plan)
}

/// Writes zeros in place of what [`strip`] cuts, so that the length stays: for a picture that
/// stands here in a file whose parts must not move, and whose reader does not turn pictures.
pub(crate) fn blank(source: &mut dyn Source, range: Range<u64>) -> Result<StripPlan, StripError> {
    let mut segments = Segments::within(source, range)?;
    let mut plan = StripPlan::default();
    while let Some(segment) = segments.next()? {
        if let Some(name) = removed_name(&segment)
            && segment.content.iter().any(|byte| *byte != 0)
        {
            plan.remove(name);
            plan.edits.zero(segment.range.start + 4..segment.range.end);
        }
    }
    Ok(plan)
}

/// The name of a segment that is no part of the picture; none for the others.
fn removed_name(segment: &Segment) -> Option<&'static str> {
    if PRESENTATION.iter().any(|(marker, name)| segment.is(*marker, name)) {
        return None;
    }
    match segment.marker {
        _ if segment.exif().is_some() => Some("EXIF"),
        _ if segment.photoshop().is_some() => Some("IPTC"),
        0xe1 if segment.content.starts_with(XMP) => Some("XMP"),
        0xe2 if segment.content.starts_with(SECOND_PICTURE) => Some("second picture (MPF)"),
        0xe0..=0xef => Some("JPEG application data"),
        0xfe => Some("JPEG Comment"),
        _ => None,
    }
}

/// The content of a segment that says how the picture is turned, and nothing else.
fn exif_content(orientation: u16) -> Vec<u8> {
    [b"Exif\0\0", exif::block_with_orientation(orientation).as_slice()].concat()
}

fn packed_exif(orientation: u16) -> Vec<u8> {
    let content = exif_content(orientation);
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    [&[0xff, 0xe1], length.to_be_bytes().as_slice(), &content].concat()
}
