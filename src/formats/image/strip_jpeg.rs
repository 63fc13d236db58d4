//! JPEG (ITU-T T.81, annex B): the segments between the parts of the picture.

use std::ops::Range;

use super::orientation;
use crate::formats::StripError;
use crate::formats::StripPlan;
use crate::io::RangeReader;
use crate::io::Source;

const EXIF: &[u8] = b"Exif\0";
/// Segments that say how the picture is to be shown: the name that each begins with.
const SHOWN: [(u8, &[u8]); 4] =
    [(0xe0, b"JFIF\0"), (0xe0, b"AVI1"), (0xe2, b"ICC_PROFILE\0"), (0xee, b"Adobe")];
/// What the others are called, by the name that they begin with.
const CALLED: [(u8, &[u8], &str); 5] = [
    (0xe1, EXIF, "EXIF"),
    (0xe1, b"http://ns.adobe.com/", "XMP"),
    (0xe2, b"MPF\0", "second picture (MPF)"),
    (0xed, b"Photoshop 3.0\0", "IPTC"),
    (0xfe, b"", "JPEG Comment"),
];

/// Everything but the picture is cut, and so is what stands behind it: further pictures that
/// phones append have notes of their own.
pub(crate) fn plan(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut walk = RangeReader::through_all(source)?;
    let mut plan = StripPlan::default();
    let (mut turned, mut is_written) = (None, false);
    segments(&mut walk, |marker, content, at| {
        let Some(name) = telling(marker, content) else { return };
        if name == "EXIF" && turned.is_none() {
            turned = Some(orientation::turned(content.get(6..).unwrap_or_default()).unwrap_or(1));
        }
        if content == upright(turned.unwrap_or(1)) {
            return;
        }
        plan.remove(name);
        match turned.filter(|turned| name == "EXIF" && *turned > 1) {
            Some(turned) if !is_written => {
                is_written = true;
                plan.edits.replace(at, segment_of(turned));
            }
            _ => plan.edits.cut(at),
        }
    })?;
    if walk.at() < walk.end() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(walk.at()..walk.end());
    }
    Ok(plan)
}

/// The same with zeros in place of what is cut, so that the length stays: for a picture in a file
/// whose parts must not move, and whose reader does not turn pictures. It stands there in the file.
pub(crate) fn blanked(source: &mut dyn Source, there: Range<u64>) -> Result<StripPlan, StripError> {
    let mut plan = StripPlan::default();
    segments(&mut RangeReader::through(source, there)?, |marker, content, at| {
        if let Some(name) = telling(marker, content)
            && content.iter().any(|byte| *byte != 0)
        {
            plan.remove(name);
            plan.edits.zero(at.start + 4..at.end);
        }
    })?;
    Ok(plan)
}

/// What a segment is called that is no part of the picture; none for the others.
fn telling(marker: u8, content: &[u8]) -> Option<&'static str> {
    let is = |known: u8, name: &[u8]| known == marker && content.starts_with(name);
    if !matches!(marker, 0xe0..=0xef | 0xfe) || SHOWN.iter().any(|(known, name)| is(*known, name)) {
        return None;
    }
    let called = CALLED.iter().find(|(known, name, _)| is(*known, name));
    Some(called.map_or("JPEG application data", |(_, _, called)| called))
}

/// The content of a segment that says how the picture is turned, and nothing else.
fn upright(orientation: u16) -> Vec<u8> {
    [b"Exif\0\0", orientation::alone(orientation).as_slice()].concat()
}

fn segment_of(orientation: u16) -> Vec<u8> {
    let content = upright(orientation);
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    [&[0xff, 0xe1], length.to_be_bytes().as_slice(), &content].concat()
}

/// Shows the segments of a picture that is whole: the mark, the content, and where they stand. Then
/// the walk stands behind the mark that ends the picture.
fn segments(
    walk: &mut RangeReader<'_>,
    mut show: impl FnMut(u8, &[u8], Range<u64>),
) -> Result<(), StripError> {
    if walk.array::<2>().is_ok_and(|start| start != [0xff, 0xd8]) {
        return Err(StripError::damaged("it does not begin as a JPEG does"));
    }
    let mut has_scan = false;
    loop {
        let marker = next_mark(walk, has_scan)?;
        let start = walk.at() - 2;
        match marker {
            // Marks that stand alone (table B.1).
            0x01 | 0xd0..=0xd7 => {}
            0xd9 if has_scan => return Ok(()),
            0xd8 | 0xd9 | 0x00 => return Err(StripError::damaged("its segments are in disorder")),
            _ => {
                has_scan |= marker == 0xda;
                let length = u64::from(u16::from_be_bytes(walk.array()?));
                let content = walk.bytes(length.checked_sub(2).ok_or_else(StripError::cut_off)?)?;
                show(marker, &content, start..walk.at());
            }
        }
    }
}

/// Goes behind the next mark. Behind the start of a scan stand the bytes of the picture, in which
/// 0xff is followed by 0 (section B.1.1.5); elsewhere the marks follow each other.
fn next_mark(walk: &mut RangeReader<'_>, has_scan: bool) -> Result<u8, StripError> {
    loop {
        if !walk.find(0xff)? && !has_scan {
            return Err(StripError::damaged("its segments are in disorder"));
        }
        walk.skip(1)?;
        loop {
            match walk.array()? {
                // Any number of 0xff may stand before a mark.
                [0xff] => {}
                [0] if has_scan => break,
                [marker] => return Ok(marker),
            }
        }
    }
}
