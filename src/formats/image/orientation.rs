//! How a picture is to be turned (EXIF 2.32, tag 274): of all that a camera noted, what a viewer
//! needs.

use exif::{In, Reader, Tag};

/// The orientation in a block of EXIF, where it is another than upright.
pub(crate) fn turned(block: &[u8]) -> Option<u16> {
    // What can still be read of a block that is damaged further on is what viewers go by.
    let notes = Reader::new().continue_on_error(true).read_raw(block.to_vec());
    let notes = notes.or_else(|error| error.distill_partial_result(|_| ())).ok()?;
    let value = notes.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u16::try_from(value).ok().filter(|value| (2..=8).contains(value))
}

/// A block of EXIF that says this and nothing else: the header of a TIFF file, one directory with
/// one entry, and no next directory (TIFF 6.0, section 2).
pub(crate) fn alone(orientation: u16) -> Vec<u8> {
    let [high, low] = orientation.to_be_bytes();
    let mut block = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    block.extend([high, low, 0, 0, 0, 0, 0, 0]);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_read() {
        for value in 1..=9 {
            assert_eq!(turned(&alone(value)), (2..=8).contains(&value).then_some(value));
        }
        assert_eq!(turned(b"MM\0\x2a\xff\xff\xff\xff"), None);
    }
}
