//! The objects of a PDF in the order of its bytes, those of earlier versions of the file too: what
//! no cross-reference table names any more can still be read by anybody.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::lexer::{Value, is_space, number, skip_space, value, word};
use super::stream::Stream;
use crate::io::ProbeError;

/// An indirect object (section 7.3.10) or a trailer.
pub(crate) struct Object<'b> {
    /// None for a trailer (section 7.5.5).
    pub number: Option<u64>,
    pub value: Value<'b>,
    /// Where its data stands, if it is a stream (section 7.3.8).
    data: Option<Range<usize>>,
}

impl<'b> Object<'b> {
    /// The object as a stream, if it is one.
    pub fn stream(&self, bytes: &'b [u8]) -> Option<Stream<'_, 'b>> {
        Some(Stream { bytes, at: self.data.clone()?, dictionary: &self.value })
    }
}

/// All objects of a file; an error at the first that cannot be read.
pub(crate) fn objects(bytes: &[u8]) -> Objects<'_> {
    Objects { bytes, at: 0, lengths: None }
}

pub(crate) struct Objects<'b> {
    bytes: &'b [u8],
    at: usize,
    /// The objects that are a number, by their numbers.
    lengths: Option<HashMap<u64, u64>>,
}

impl<'b> Iterator for Objects<'b> {
    type Item = Result<Object<'b>, ProbeError>;

    fn next(&mut self) -> Option<Result<Object<'b>, ProbeError>> {
        let head = next_head(self.bytes, self.at).transpose()?;
        // Nothing follows an error.
        self.at = self.bytes.len();
        let object = head.ok().and_then(|Head { number, value, data, .. }| {
            let data = match data {
                Some(start) => Some(start..self.data_end(start, &value)?),
                None => None,
            };
            self.at = data.as_ref().map_or(value.at.end, |data| data.end);
            Some(Object { number, value, data })
        });
        Some(object.ok_or_else(|| ProbeError::damaged("an object in it cannot be read")))
    }
}

impl Objects<'_> {
    /// Where the data of a stream ends: where its dictionary says, if that is true, otherwise at
    /// the keyword that ends it.
    fn data_end(&mut self, start: usize, dictionary: &Value<'_>) -> Option<usize> {
        let bytes = self.bytes;
        let stated = dictionary.get(b"Length").and_then(|length| match length.reference() {
            Some(object) => {
                self.lengths.get_or_insert_with(|| numbers(bytes)).get(&object).copied()
            }
            None => length.number(),
        });
        let end = stated.and_then(|length| start.checked_add(usize::try_from(length).ok()?));
        if let Some(end) = end.filter(|end| ends_data(bytes, *end)) {
            return Some(end);
        }
        let rest = bytes.get(start..)?;
        let data = rest.get(..memmem::find(rest, b"endstream")?)?;
        let data = data.strip_suffix(b"\n").unwrap_or(data);
        Some(start + data.strip_suffix(b"\r").unwrap_or(data).len())
    }
}

/// An object without its data.
pub(super) struct Head<'b> {
    /// Where the object begins.
    pub start: usize,
    pub number: Option<u64>,
    pub value: Value<'b>,
    /// Where its data begins, if it is a stream.
    pub data: Option<usize>,
}

impl Head<'_> {
    pub fn end(&self) -> usize {
        self.data.unwrap_or(self.value.at.end)
    }
}

/// An object begins here, and its value cannot be read.
pub(super) struct Unreadable {
    pub start: usize,
}

/// The next object from this place on. What stands between objects is passed over.
pub(super) fn next_head(bytes: &[u8], mut at: usize) -> Result<Option<Head<'_>>, Unreadable> {
    loop {
        let start = skip_space(bytes, at);
        if start >= bytes.len() {
            return Ok(None);
        }
        let (number, body) = match object_header(bytes, start) {
            Some((number, body)) => (Some(number), body),
            None => match word(bytes, start) {
                b"trailer" => (None, start + 7),
                other => {
                    at = start + other.len().max(1);
                    continue;
                }
            },
        };
        let value = value(bytes, body).ok_or(Unreadable { start })?;
        let behind = skip_space(bytes, value.at.end);
        let is_stream = number.is_some() && word(bytes, behind) == b"stream";
        let data = is_stream.then(|| data_start(bytes, behind + 6));
        return Ok(Some(Head { start, number, value, data }));
    }
}

/// The number of the object that begins here, and where its value begins.
fn object_header(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let (first, end) = number(bytes, at)?;
    let (_, end) = number(bytes, skip_space(bytes, end))?;
    let at = skip_space(bytes, end);
    // The value may follow without a space.
    bytes.get(at..)?.starts_with(b"obj").then_some((first, at + 3))
}

/// Where the data of a stream begins: behind one end of line.
pub(super) fn data_start(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at,
    }
}

/// Whether the data of a stream can end here: the keyword that ends it follows.
pub(super) fn ends_data(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let space = rest.iter().take_while(|byte| is_space(**byte)).count();
    rest.get(space..).is_some_and(|rest| rest.starts_with(b"endstream"))
}

/// The objects that are a number: lengths of streams that were not known when the stream began.
fn numbers(bytes: &[u8]) -> HashMap<u64, u64> {
    let mut found = HashMap::new();
    for mark in memmem::find_iter(bytes, b" obj") {
        // Before it stand the object's number and its generation, mostly 0.
        let line = bytes.get(mark.saturating_sub(24)..mark).unwrap_or_default();
        let mut words = line.rsplit(|&byte| is_space(byte));
        let _generation = words.next();
        let object = words.next().and_then(|word| std::str::from_utf8(word).ok()?.parse().ok());
        let length = number(bytes, skip_space(bytes, mark + 4));
        if let (Some(object), Some((length, _))) = (object, length) {
            found.insert(object, length);
        }
    }
    found
}

/// The objects in an object stream (section 7.5.7), by their numbers; none where one of them cannot
/// be read.
pub(crate) fn packed_objects<'c>(
    content: &'c [u8],
    dictionary: &Value<'_>,
) -> Option<Vec<(u64, Value<'c>)>> {
    let count = dictionary.get(b"N")?.number()?;
    let first = dictionary.get(b"First")?.number()?;
    let mut objects = Vec::new();
    let mut at = 0;
    for _ in 0..count {
        let (object, end) = number(content, skip_space(content, at))?;
        let (offset, end) = number(content, skip_space(content, end))?;
        at = end;
        let place = usize::try_from(first.saturating_add(offset)).ok()?;
        objects.push((object, value(content, place)?));
    }
    Some(objects)
}
