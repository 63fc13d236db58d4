//! Every object of a PDF, those of earlier versions of the file too, by walking through it from its
//! first byte to its last: what no list of objects names any more can still be read by anybody.

use std::collections::HashMap;
use std::ops::Range;

use super::lexer::{Value, is_space, number, skip_space, value, word};
use crate::formats::StripError;

/// An object that stands in the file itself (section 7.3.10), or a trailer.
pub(crate) struct Object<'b> {
    /// None for a trailer (section 7.5.5).
    pub number: Option<u64>,
    pub value: Value<'b>,
    /// The bytes of a stream (section 7.3.8).
    pub stream: Option<Range<usize>>,
}

/// Walks through a file.
///
/// # Errors
/// What stands there is not as it should be, or `visit` says so.
pub(crate) fn objects<'b>(
    bytes: &'b [u8],
    mut visit: impl FnMut(Object<'b>) -> Result<(), StripError>,
) -> Result<(), StripError> {
    let disorder = || StripError::damaged("an object in it cannot be read");
    let mut lengths = None;
    let mut at = 0;
    loop {
        at = skip_space(bytes, at);
        if at >= bytes.len() {
            return Ok(());
        }
        let (number, body) = match object(bytes, at) {
            Some((number, body)) => (Some(number), body),
            None => match word(bytes, at) {
                b"trailer" => (None, at + 7),
                other => {
                    at += other.len().max(1);
                    continue;
                }
            },
        };
        let value = value(bytes, body, 0).ok_or_else(disorder)?;
        at = value.at.end;
        let behind = skip_space(bytes, at);
        let stream = match word(bytes, behind) {
            b"stream" if number.is_some() => {
                let start = content(bytes, behind + 6);
                let stream = stream(bytes, start, &value, &mut lengths).ok_or_else(disorder)?;
                at = stream.end;
                Some(stream)
            }
            _ => None,
        };
        visit(Object { number, value, stream })?;
    }
}

/// The number of the object that begins here, and where its value begins.
fn object(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let (first, end) = number(bytes, at)?;
    let (_, end) = number(bytes, skip_space(bytes, end))?;
    let at = skip_space(bytes, end);
    // The value may follow without a space.
    bytes.get(at..)?.starts_with(b"obj").then_some((first, at + 3))
}

/// Where the content of a stream begins: behind one end of line.
fn content(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at,
    }
}

/// The bytes of a stream: as many as its dictionary says where that is true, otherwise up to the
/// word that ends it.
fn stream(
    bytes: &[u8],
    start: usize,
    dictionary: &Value<'_>,
    lengths: &mut Option<HashMap<u64, u64>>,
) -> Option<Range<usize>> {
    let length = dictionary.get(b"Length");
    let stated = length.and_then(|length| match length.reference() {
        Some(object) => lengths.get_or_insert_with(|| numbers(bytes)).get(&object).copied(),
        None => length.number(),
    });
    let end = stated.and_then(|length| start.checked_add(usize::try_from(length).ok()?));
    let ends = |end: &usize| {
        let mut at = *end;
        while bytes.get(at).copied().is_some_and(is_space) {
            at += 1;
        }
        bytes.get(at..).is_some_and(|rest| rest.starts_with(b"endstream"))
    };
    if let Some(end) = end.filter(ends) {
        return Some(start..end);
    }
    let found = find(bytes.get(start..)?, b"endstream")?;
    let content = bytes.get(start..start + found)?;
    let content = content.strip_suffix(b"\n").unwrap_or(content);
    let content = content.strip_suffix(b"\r").unwrap_or(content);
    Some(start..start + content.len())
}

/// Objects that are a number: the lengths of streams that were not known when they began.
fn numbers(bytes: &[u8]) -> HashMap<u64, u64> {
    let mut found = HashMap::new();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| find(rest, b" obj")) {
        let mark = at + next;
        at = mark + 4;
        // Before it stand the object's number and its generation, mostly 0.
        let line = bytes.get(mark.saturating_sub(24)..mark).unwrap_or_default();
        let mut words = line.rsplit(|&byte| is_space(byte));
        let _generation = words.next();
        let object = words.next().and_then(|word| std::str::from_utf8(word).ok()?.parse().ok());
        if let (Some(object), Some((length, _))) = (object, number(bytes, skip_space(bytes, at))) {
            found.insert(object, length);
        }
    }
    found
}

pub(crate) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let (first, _) = wanted.split_first()?;
    let mut from = 0;
    loop {
        from += bytes.get(from..)?.iter().position(|byte| byte == first)?;
        if bytes.get(from..)?.starts_with(wanted) {
            return Some(from);
        }
        from += 1;
    }
}
