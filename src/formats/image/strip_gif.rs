//! GIF (89a): comments, and blocks of other programs, which say nothing of how the picture is shown.

use std::ops::Range;

use crate::formats::{StripError, StripPlan};
use crate::io::{RangeReader, Source};
use crate::model::Metadata;

/// The applications whose blocks say how often a film of pictures is repeated.
const SHOWN: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];
/// The most blocks of one file.
const MOST_BLOCKS: usize = 1_000_000;
/// The most comments that are read.
const MOST_COMMENTS: usize = 100;

/// An extension: what is no picture.
struct Extension {
    label: u8,
    range: Range<u64>,
    /// The first block of its data, of up to 255 bytes.
    first: Vec<u8>,
}

/// Cuts comments, XMP and the like, and what stands behind the end.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut plan = StripPlan::default();
    let rest = walk(source, &mut |extension| {
        let called = match extension.label {
            0xfe => "GIF comment",
            0xff if extension.first.starts_with(b"XMP Data") => "XMP",
            0xff if !SHOWN.contains(&extension.first.as_slice()) => "GIF application block",
            _ => return,
        };
        plan.remove(called);
        plan.edits.cut(extension.range);
    })?;
    if !rest.is_empty() {
        plan.remove("bytes behind the picture");
        plan.edits.cut(rest);
    }
    Ok(plan)
}

/// Reads the comments; of a damaged picture, those before the damage.
pub(crate) fn comments(source: &mut dyn Source, metadata: &mut Metadata) {
    let walked = walk(source, &mut |extension| {
        if extension.label == 0xfe && metadata.properties.len() < MOST_COMMENTS {
            metadata.add("GIF Comment", &String::from_utf8_lossy(&extension.first));
        }
    });
    drop(walked);
}

/// Goes through the extensions, and returns what stands behind the end.
fn walk(
    source: &mut dyn Source,
    visit: &mut dyn FnMut(Extension),
) -> Result<Range<u64>, StripError> {
    let mut reader = RangeReader::whole(source)?;
    let header: [u8; 13] = reader.read_array()?;
    if !header.starts_with(b"GIF8") {
        return Err(StripError::damaged("it does not begin as a GIF does"));
    }
    reader.skip(colors(header[10]))?;
    for _ in 0..MOST_BLOCKS {
        let start = reader.position();
        let [kind] = reader.read_array()?;
        match kind {
            // A picture: its place, its colors, and its data.
            0x2c => {
                let place: [u8; 9] = reader.read_array()?;
                reader.skip(colors(place[8]) + 1)?;
                blocks(&mut reader)?;
            }
            0x21 => {
                let [label] = reader.read_array()?;
                let first = blocks(&mut reader)?;
                visit(Extension { label, range: start..reader.position(), first });
            }
            0x3b => return Ok(reader.position()..reader.end()),
            _ => return Err(StripError::damaged("one of its blocks is of no known kind")),
        }
    }
    Err(StripError::damaged("it has over 1,000,000 blocks"))
}

/// The length of the table of colors that these flags announce.
fn colors(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Goes behind the blocks of data that follow, and returns the first.
fn blocks(reader: &mut RangeReader<'_>) -> Result<Vec<u8>, StripError> {
    let mut first = Vec::new();
    loop {
        let [length] = reader.read_array()?;
        match length {
            0 => return Ok(first),
            _ if first.is_empty() => first = reader.read_bytes(length.into())?,
            _ => reader.skip(length.into())?,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn comments_go_and_the_picture_stays() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
        let loops = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
        let note = b"!\xfe\x04Jane\x03Doe\0";
        let control = b"!\xf9\x04\0\0\0\0\0";
        let picture = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
        let gif = [&head[..], loops, note, control, picture, b";more"].concat();
        let plan = strip(&mut Cursor::new(&gif)).unwrap();
        assert_eq!(plan.removed, ["GIF comment", "bytes behind the picture"]);
        let patch = plan.edits.patch(gif.len() as u64).unwrap();
        let mut copy = Vec::new();
        let source = Cursor::new(gif.clone());
        crate::io::PatchedReader::new(source, patch.into()).read_to_end(&mut copy).unwrap();
        assert_eq!(copy, [&head[..], loops, control, picture, b";"].concat());
        for length in 0..copy.len() {
            assert!(strip(&mut Cursor::new(&copy[..length])).is_err(), "{length}");
        }
    }
}
