//! What pages and forms draw (ISO 32000-2, 7.8.2 and 8.10), unpacked.
//!
//! It is unpacked here: the library takes several times as long, and has no bound on what a few bytes
//! unpack to.

use std::borrow::Cow;
use std::io::{self, BufRead};

use hayro_syntax::object::dict::keys::{CONTENTS, DECODE_PARMS, DP, F};
use hayro_syntax::object::{Array, MaybeRef, Stream};
use hayro_syntax::page::Page;

use crate::container::pdf::{unfiltered, unpacked_length};
use crate::io::ProbeError;

/// The most content that is held at a time, that of a page and of the forms in each other on it.
pub(super) const MOST: usize = 80 << 20;
/// Data up to this length is unpacked by the library where it is damaged, which recovers more.
const SHORT: usize = 64 << 10;

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
        append(part, most, &mut content)?;
        // An operator does not go on in the next part.
        content.push(b' ');
        if content.len() > most {
            return Err(too_large());
        }
    }
    Ok(content)
}

fn too_large() -> ProbeError {
    ProbeError::TooLarge("a page of it draws over 80 MB".into())
}

/// Appends what a stream contains, and little beyond the bound; of damaged data, what can be
/// recovered.
fn append(stream: &Stream<'_>, most: usize, content: &mut Vec<u8>) -> Result<(), ProbeError> {
    let filters = stream.filters();
    let is_plain = ![DECODE_PARMS, DP, F].iter().any(|key| stream.dict().contains_key(key));
    let raw = stream.raw_data();
    let before = content.len();
    if is_plain && let Some(data) = unfiltered(&raw, &filters, 4 * MOST as u64) {
        let read = read_up_to(most, data, content);
        if read.is_ok() || raw.len() > SHORT || filters.len() > 1 {
            return Ok(());
        }
        content.truncate(before);
    }
    let data = decoded(stream, most.saturating_sub(before)).ok_or_else(too_large)?;
    content.extend_from_slice(&data);
    Ok(())
}

/// What the library makes of a stream, where that is at most so long; nothing of what is damaged.
pub(super) fn decoded<'a>(stream: &Stream<'a>, most: usize) -> Option<Cow<'a, [u8]>> {
    length(stream, most)?;
    Some(stream.decoded_data().unwrap_or_default())
}

/// How long a stream is when it is unpacked, where that is at most so long.
pub(super) fn length(stream: &Stream<'_>, most: usize) -> Option<usize> {
    let raw = stream.raw_data();
    let length = unpacked_length(&raw, &stream.filters(), most as u64, &mut io::sink())?;
    usize::try_from(length).ok()
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
