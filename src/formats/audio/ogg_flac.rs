//! FLAC inside Ogg (RFC 9639, section 10.1): the length of a recording, which lofty does not read.

use std::io::SeekFrom;

use crate::io::{ProbeError, Source, read_range};

/// The longest page of Ogg (RFC 3533, section 6).
const LONGEST_PAGE: u64 = 65_307;
/// What the first page holds before the description of the stream: its header with one length,
/// a mark, the version, and how many packets describe the stream.
const BEFORE: usize = 28 + 9;

/// The length in milliseconds; none where the file has another format.
pub(super) fn millis(head: &[u8], source: &mut dyn Source) -> Result<Option<u64>, ProbeError> {
    let Some(stream) = head.get(BEFORE..).filter(|_| {
        head.starts_with(b"OggS") && head.get(28..).is_some_and(|it| it.starts_with(b"\x7fFLAC"))
    }) else {
        return Ok(None);
    };
    // `fLaC`, the header of the block, and in it sizes of blocks and frames: then 20 bits of the
    // rate, 8 of the channels, and 36 of the number of samples.
    let Some(packed) = stream.get(4 + 4 + 10..).and_then(|it| it.first_chunk::<8>()) else {
        return Ok(None);
    };
    let packed = u64::from_be_bytes(*packed);
    let (rate, stated) = (packed >> 44, packed & ((1 << 36) - 1));
    let samples = if stated > 0 { Some(stated) } else { last_position(source)? };
    Ok(samples.and_then(|samples| samples.checked_mul(1_000)?.checked_div(rate)))
}

/// The position of the last page, in samples.
fn last_position(source: &mut dyn Source) -> Result<Option<u64>, ProbeError> {
    let end = source.seek(SeekFrom::End(0))?;
    let tail = read_range(source, end.saturating_sub(LONGEST_PAGE)..end)?;
    let page = memchr::memmem::rfind(&tail, b"OggS").and_then(|at| tail.get(at + 6..));
    Ok(page.and_then(|it| it.first_chunk()).map(|position| u64::from_le_bytes(*position)))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// Two pages: the description of a stream with 8,000 samples a second, and the last one.
    fn file(stated: u64, last: u64) -> Vec<u8> {
        let packed = (8_000 << 44 | stated).to_be_bytes();
        let before = [&b"OggS"[..], &[0; 24], b"\x7fFLAC\x01\x00\x00\x01fLaC", &[0; 14]].concat();
        [before, packed.to_vec(), b"OggS\0\0".to_vec(), last.to_le_bytes().to_vec()].concat()
    }

    #[test]
    fn the_length_is_stated_or_that_of_the_last_page() {
        for (stated, last, expected) in [(24_000, 9, 3_000), (0, 16_000, 2_000)] {
            let file = file(stated, last);
            assert_eq!(millis(&file, &mut Cursor::new(&file)).unwrap(), Some(expected));
        }
        assert_eq!(millis(b"OggS", &mut Cursor::new(b"OggS")).unwrap(), None);
    }
}
