//! What a camera noted in a picture (EXIF).

use std::io::{BufReader, Cursor};

use exif::{Exif, In, Reader, Tag};

use crate::container::{picture_blocks, tiff};
use crate::io::Source;

/// What stands there. None when nothing does, or nothing that can be read.
pub(crate) fn notes(source: &mut dyn Source) -> Option<Exif> {
    let reader = Reader::new();
    // The library goes through the whole picture for notes that may stand behind it.
    if let Some(blocks) = picture_blocks::of(source).ok()? {
        return reader.read_from_container(&mut Cursor::new(blocks)).ok();
    }
    if let Some(fields) = tiff::without_pixels(source).ok()? {
        return reader.read_raw(fields).ok();
    }
    source.rewind().ok()?;
    reader.read_from_container(&mut BufReader::new(source)).ok()
}

/// Whether the picture is to be turned by a quarter before it is shown (EXIF 2.32, tag 274:
/// values 5 to 8). A picture without a note, or with one that cannot be read, is not.
pub(crate) fn lies_on_its_side(source: &mut dyn Source) -> bool {
    let Some(notes) = notes(source) else { return false };
    let orientation = notes.get_field(Tag::Orientation, In::PRIMARY);
    let value = orientation.and_then(|field| field.value.get_uint(0));
    matches!(value, Some(5..=8))
}
