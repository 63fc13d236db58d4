//! BMP: the size of a picture ("BITMAPCOREHEADER" and "BITMAPINFOHEADER" in Microsoft's
//! documentation of Windows).
//!
//! imagesize reads the header of OS/2 as that of Windows, and a height below zero, which says that
//! the rows begin at the top, as four billion.

/// The header of OS/2, whose numbers have 16 bits.
const OLD_HEADER: u32 = 12;
/// The headers that followed have from 16 bytes (OS/2) to 124 (Windows).
const HEADERS: std::ops::RangeInclusive<u32> = 16..=124;

/// Width and height in pixels; none where these are not the first bytes of a BMP.
pub(crate) fn size(head: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| {
        head.get(at..)?.first_chunk().map(|bytes| i32::from_le_bytes(*bytes).unsigned_abs())
    };
    let short = |at: usize| {
        head.get(at..)?.first_chunk().map(|bytes| u32::from(u16::from_le_bytes(*bytes)))
    };
    match number(14).filter(|_| head.starts_with(b"BM"))? {
        OLD_HEADER => short(18).zip(short(20)),
        header if HEADERS.contains(&header) => number(18).zip(number(22)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_says_how_large_the_picture_is() {
        let file = |header: &[u8]| [&b"BM"[..], &[0; 12], header].concat();
        let old = [12, 0, 0, 0, 127, 0, 64, 0];
        let from_the_bottom = [40, 0, 0, 0, 127, 0, 0, 0, 64, 0, 0, 0];
        let from_the_top = [108, 0, 0, 0, 127, 0, 0, 0, 0xc0, 0xff, 0xff, 0xff];
        for header in [&old[..], &from_the_bottom, &from_the_top] {
            assert_eq!(size(&file(header)), Some((127, 64)), "{header:?}");
        }
        assert_eq!(size(b"BM is not always a bitmap, but a text"), None);
    }
}
