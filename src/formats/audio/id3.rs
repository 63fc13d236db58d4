//! The tags of ID3v2 at the beginning of a recording (id3.org, version 2.4).

use std::io;

use crate::io::{Source, read_range};

/// The length of the tag that begins here (section 3.1): its header gives that of the rest in four
/// bytes of seven bits. None where there is no tag.
pub(crate) fn tag_length(source: &mut dyn Source, start: u64) -> io::Result<Option<u64>> {
    let header = read_range(source, start..start + 10)?;
    let [b'I', b'D', b'3', _, _, flags, a, b, c, d] = header.as_slice() else { return Ok(None) };
    let rest = [a, b, c, d].iter().fold(0, |sum, byte| sum << 7 | u64::from(**byte & 0x7f));
    let footer = if flags & 0x10 == 0 { 0 } else { 10 };
    Ok(Some(10 + rest + footer))
}

/// Where the tags at the beginning of a recording end: programs that add one leave others.
pub(crate) fn end_of_tags(source: &mut dyn Source) -> io::Result<u64> {
    let mut end = 0;
    while let Some(length) = tag_length(source, end)? {
        end += length;
    }
    Ok(end)
}
