//! What pages and forms draw (ISO 32000-2, 7.8.2 and 8.10), unpacked.
//!
//! Nearly all of it is packed by deflate, which is undone here: the library takes several times as
//! long, and has no bound on what a few bytes unpack to.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys::{CONTENTS, DECODE_PARMS, DP, F};
use hayro_syntax::object::{Array, MaybeRef, Stream};
use hayro_syntax::page::Page;

use crate::io::ProbeError;

/// The most content that is held at a time, that of a page and of the forms in each other on it. A
/// map that draws for 200 MB was met.
pub(super) const MOST: usize = 256 << 20;
/// Data up to this length is unpacked by the library where it is damaged, which recovers more.
const SHORT: usize = 64 << 10;
/// How much is unpacked at a time.
const BLOCK: usize = 64 << 10;

/// The streams that a page draws, one after the other.
pub(super) fn parts_of<'a>(page: &Page<'a>) -> Vec<Stream<'a>> {
    if let Some(stream) = page.raw().get::<Stream<'_>>(CONTENTS) {
        return vec![stream];
    }
    let parts = page.raw().get::<Array<'_>>(CONTENTS);
    let parts = parts.iter().flat_map(Array::raw_iter);
    let part = |part| match part {
        MaybeRef::Ref(part) => page.xref().get(part.into()),
        MaybeRef::NotRef(_) => None,
    };
    parts.filter_map(part).collect()
}

/// What these streams contain together.
///
/// # Errors
/// [`ProbeError::TooLarge`] when it is longer than this.
pub(super) fn unpacked(parts: &[Stream<'_>], most: usize) -> Result<Vec<u8>, ProbeError> {
    let mut content = Vec::new();
    for part in parts {
        append(part, most, &mut content);
        // An operator does not go on in the next part.
        content.push(b' ');
        if content.len() > most {
            return Err(ProbeError::TooLarge("a page of it draws over 256 MB".into()));
        }
    }
    Ok(content)
}

/// Appends what a stream contains, and little beyond the bound; of damaged data, what can be
/// recovered.
fn append(stream: &Stream<'_>, most: usize, content: &mut Vec<u8>) {
    let filters = stream.filters();
    let is_plain = ![DECODE_PARMS, DP, F].iter().any(|key| stream.dict().contains_key(key));
    let is_deflate = filters.iter().all(|filter| *filter == Filter::FlateDecode);
    if is_plain && is_deflate && !filters.is_empty() {
        let raw = stream.raw_data();
        let before = content.len();
        let mut data: Box<dyn BufRead + '_> = Box::new(&*raw);
        for _ in &filters {
            data = Box::new(BufReader::with_capacity(BLOCK, inflate(data)));
        }
        let read = read_up_to(most, data, content);
        if read.is_ok() || raw.len() > SHORT || filters.len() > 1 {
            return;
        }
        content.truncate(before);
    }
    if let Ok(data) = stream.decoded_data() {
        content.extend_from_slice(&data);
    }
}

/// Appends what can be read, up to about this length. (`read_to_end` would touch all of a buffer
/// that is up to twice as long.)
fn read_up_to(most: usize, mut data: impl BufRead, content: &mut Vec<u8>) -> io::Result<()> {
    while content.len() <= most {
        let block = data.fill_buf()?;
        if block.is_empty() {
            break;
        }
        content.extend_from_slice(block);
        let length = block.len();
        data.consume(length);
    }
    Ok(())
}

/// Undoes one layer of compression (section 7.4.4).
fn inflate<'r>(mut raw: Box<dyn BufRead + 'r>) -> Box<dyn Read + 'r> {
    // Some programs leave out the two bytes that should come first (RFC 1950, section 2.2).
    match raw.fill_buf() {
        Ok([method, flags, ..])
            if method & 0x0f == 8
                && flags & 0x20 == 0
                && u16::from_be_bytes([*method, *flags]).is_multiple_of(31) =>
        {
            Box::new(ZlibDecoder::new(raw))
        }
        _ => Box::new(DeflateDecoder::new(raw)),
    }
}
