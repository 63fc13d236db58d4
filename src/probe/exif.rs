//! What a camera noted in a picture (EXIF).

use std::io::BufReader;

use exif::{In, Reader, Tag};

use super::Source;

/// Whether the picture is to be turned by a quarter before it is shown (EXIF 2.32, tag 274:
/// values 5 to 8). A picture without a note, or with one that cannot be read, is not.
pub(super) fn lies_on_its_side(source: &mut dyn Source) -> bool {
    if source.rewind().is_err() {
        return false;
    }
    let Ok(notes) = Reader::new().read_from_container(&mut BufReader::new(source)) else {
        return false;
    };
    let orientation = notes.get_field(Tag::Orientation, In::PRIMARY);
    let value = orientation.and_then(|field| field.value.get_uint(0));
    matches!(value, Some(5..=8))
}
