//! JPEG (ITU-T T.81, annex B): the segments between the parts of the picture.

use std::ops::Range;

use super::cannot::Cannot;
use super::orientation;
use super::plan::Plan;

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
pub(super) fn plan(bytes: &[u8]) -> Result<Plan, Cannot> {
    let mut plan = Plan::default();
    let (mut turned, mut is_written) = (None, false);
    let picture = segments(bytes)?;
    for segment in &picture.segments {
        let content = bytes.get(segment.content.clone()).unwrap_or_default();
        let Some(name) = telling(segment.marker, content) else { continue };
        if name == "EXIF" && turned.is_none() {
            turned = Some(orientation::turned(content.get(6..).unwrap_or_default()).unwrap_or(1));
        }
        if content == upright(turned.unwrap_or(1)) {
            continue;
        }
        plan.remove(name);
        let at = segment.start as u64..segment.content.end as u64;
        match turned.filter(|turned| name == "EXIF" && *turned > 1) {
            Some(turned) if !is_written => {
                is_written = true;
                plan.edits.replace(at, segment_of(turned));
            }
            _ => plan.edits.cut(at),
        }
    }
    if picture.end < bytes.len() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(picture.end as u64..bytes.len() as u64);
    }
    Ok(plan)
}

/// The same with zeros in place of what is cut, so that the length stays: for a picture in a file
/// whose parts must not move, and whose reader does not turn pictures.
pub(super) fn blanked(bytes: &[u8]) -> Result<Plan, Cannot> {
    let mut plan = Plan::default();
    for segment in segments(bytes)?.segments {
        let content = bytes.get(segment.content.clone()).unwrap_or_default();
        if let Some(name) = telling(segment.marker, content)
            && content.iter().any(|byte| *byte != 0)
        {
            plan.remove(name);
            plan.edits.zero(segment.content.start as u64..segment.content.end as u64);
        }
    }
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

struct Picture {
    segments: Vec<Segment>,
    /// Behind the mark that ends the picture.
    end: usize,
}

struct Segment {
    marker: u8,
    /// Where its mark begins.
    start: usize,
    content: Range<usize>,
}

/// The segments of a picture that is whole.
fn segments(bytes: &[u8]) -> Result<Picture, Cannot> {
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return Err(Cannot::damaged("it does not begin as a JPEG does"));
    }
    let mut at = 2;
    let mut segments = Vec::new();
    let mut has_scan = false;
    loop {
        let (start, marker) = next_mark(bytes, at, has_scan)?;
        match marker {
            // Marks that stand alone (table B.1).
            0x01 | 0xd0..=0xd7 => at = start + 2,
            0xd9 if has_scan => return Ok(Picture { segments, end: start + 2 }),
            0xd8 | 0xd9 | 0x00 => return Err(Cannot::damaged("its segments are in disorder")),
            _ => {
                has_scan |= marker == 0xda;
                let length = bytes.get(start + 2..start + 4).map(|length| match length {
                    [high, low] => usize::from(u16::from_be_bytes([*high, *low])),
                    _ => 0,
                });
                let end = start + 2 + length.filter(|it| *it >= 2).ok_or_else(Cannot::cut_off)?;
                if end > bytes.len() {
                    return Err(Cannot::cut_off());
                }
                segments.push(Segment { marker, start, content: start + 4..end });
                at = end;
            }
        }
    }
}

/// The next mark, and where it begins. Behind the start of a scan stand the bytes of the picture,
/// in which 0xff is followed by 0 (section B.1.1.5); elsewhere the marks follow each other.
fn next_mark(bytes: &[u8], from: usize, has_scan: bool) -> Result<(usize, u8), Cannot> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let skipped = rest.iter().position(|byte| *byte == 0xff).ok_or_else(Cannot::cut_off)?;
        if skipped > 0 && !has_scan {
            return Err(Cannot::damaged("its segments are in disorder"));
        }
        at += skipped;
        match bytes.get(at + 1) {
            // Any number of 0xff may stand before a mark.
            Some(0xff) => at += 1,
            Some(0) if has_scan => at += 2,
            Some(marker) => return Ok((at, *marker)),
            None => return Err(Cannot::cut_off()),
        }
    }
}
