//! What `hayro-syntax` unpacks by itself when it opens a file, measured before it does: lists of
//! objects, and objects in streams (ISO 32000-2, sections 7.5.7 and 7.5.8).
//!
//! The library unpacks a stream as a whole, has no bound, and keeps it. All other streams are
//! unpacked or measured by their readers.

use std::ops::Range;

use hayro_syntax::Filter;
use memchr::memmem;

use super::filters::{longest_ratio, unpacked_length};
use super::lexer::{Kind, Value, is_space, skip_space, value, word};
use super::objects::{data_start, ends_data};
use super::sparse::SparseFile;
use crate::io::ProbeError;

/// The most that one such stream may unpack to, and all of a file.
const LARGEST: u64 = 16 << 20;
const LARGEST_TOTAL: u64 = 48 << 20;
/// A longer dictionary belongs to no stream.
const LONGEST_DICTIONARY: usize = 64 << 10;
/// The longest object that is not a stream: a list of half a million pages.
const LONGEST_OBJECT: usize = 8 << 20;
/// How many brackets may be open: two for a dictionary, and a few in text.
const DEEPEST: usize = 1_000;
/// The most objects of a file, and the most children in its trees of pages.
const MOST_OBJECTS: usize = 1_000_000;
const MOST_PAGES: usize = 100_000;
/// The longest list of children.
const LONGEST_KIDS: usize = 2 << 20;

/// Makes sure that a file can be opened in bounded memory. A stream that stands where no object
/// begins, and that cannot be measured, is no stream afterwards.
///
/// # Errors
/// [`ProbeError::TooLarge`] when it cannot.
pub(crate) fn guard(file: &mut SparseFile) -> Result<(), ProbeError> {
    let SparseFile { bytes, kept } = file;
    let mut guard = Guard {
        is_encrypted: marks(bytes, kept, b"/Encrypt").next().is_some(),
        left: LARGEST_TOTAL,
        kids: 0,
        lexed: 0,
        known: Vec::new(),
    };
    guard.entries(bytes, kept)?;
    guard.count_kids(bytes, kept)?;
    guard.objects(bytes, kept)?;
    for place in hidden_streams(bytes, kept, &guard.known) {
        if let Some(keyword) = bytes.get_mut(place..place + b"stream".len()) {
            keyword.fill(b' ');
        }
    }
    Ok(())
}

struct Guard {
    /// Whether objects in streams cannot be measured.
    is_encrypted: bool,
    /// How much more may be unpacked.
    left: u64,
    /// Children in trees so far.
    kids: usize,
    /// How many bytes were read as values.
    lexed: usize,
    /// Where `stream` stands behind a dictionary that was read.
    known: Vec<usize>,
}

impl Guard {
    /// Counts the entries of cross-reference tables (section 7.5.4).
    fn entries(&self, bytes: &[u8], kept: &[Range<usize>]) -> Result<(), ProbeError> {
        let is_entry = |at: &usize| {
            let before = at.checked_sub(7).and_then(|start| bytes.get(start..*at));
            before.is_some_and(|before| before.iter().all(|it| *it == b' ' || it.is_ascii_digit()))
        };
        match marks(bytes, kept, b" n").map(|at| at + 1).filter(is_entry).count() > MOST_OBJECTS {
            true => Err(too_many_objects()),
            false => Ok(()),
        }
    }

    /// Reads all objects.
    fn objects(&mut self, bytes: &[u8], kept: &[Range<usize>]) -> Result<(), ProbeError> {
        let (mut before, mut count) = (0, 0);
        for mark in marks(bytes, kept, b"obj") {
            let is_end = bytes.get(..mark).is_some_and(|before| before.ends_with(b"end"));
            let is_stream = self.known.last().is_some_and(|stream| *stream > before);
            if !is_stream && mark - before > LONGEST_OBJECT {
                return Err(ProbeError::TooLarge("one object of it has over 8 MB".into()));
            }
            before = mark;
            count += usize::from(!is_end);
            if count > MOST_OBJECTS {
                return Err(too_many_objects());
            }
            if !is_end {
                self.object(bytes, mark + b"obj".len())?;
            }
        }
        Ok(())
    }

    /// Reads the object whose value begins here.
    fn object(&mut self, bytes: &[u8], at: usize) -> Result<(), ProbeError> {
        let window = bytes.get(..bytes.len().min(at + LONGEST_DICTIONARY)).unwrap_or_default();
        let value = value(window, at);
        let is_open = matches!(bytes.get(skip_space(window, at)), Some(b'<' | b'[' | b'('));
        let unread = if is_open { LONGEST_DICTIONARY } else { 0 };
        self.lexed += value.as_ref().map_or(unread, |value| value.at.len());
        // Only a hostile file has objects that begin in each other.
        if self.lexed > bytes.len().saturating_mul(4).saturating_add(256 * LONGEST_DICTIONARY) {
            return Err(ProbeError::TooLarge("its objects stand in each other".into()));
        }
        let Some(value) = value else {
            return if is_open { self.unread_object(bytes, at) } else { Ok(()) };
        };
        let behind = skip_space(bytes, value.at.end);
        if word(bytes, behind) != b"stream" || !matches!(value.kind, Kind::Dictionary(_)) {
            return Ok(());
        }
        self.known.push(behind);
        match is_read_at_opening(&value) {
            true => self.measure(bytes, data_start(bytes, behind + 6), &value),
            false => Ok(()),
        }
    }

    /// An object that is too long to be read here, or nested too deeply: the library takes a time that
    /// grows with the square of the depth.
    fn unread_object(&self, bytes: &[u8], at: usize) -> Result<(), ProbeError> {
        let rest = bytes.get(at..bytes.len().min(at + LONGEST_OBJECT)).unwrap_or_default();
        let rest = rest.get(..memmem::find(rest, b"endobj").unwrap_or(rest.len()));
        let (mut depth, mut deepest) = (0_usize, 0);
        for byte in rest.unwrap_or_default() {
            match byte {
                b'[' | b'<' => depth += 1,
                b']' | b'>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        match deepest > DEEPEST {
            true => Err(ProbeError::TooLarge("its values stand in each other".into())),
            false => Ok(()),
        }
    }

    /// Unpacks a stream, to see how long it is and what is in it.
    fn measure(
        &mut self,
        bytes: &[u8],
        start: usize,
        dictionary: &Value<'_>,
    ) -> Result<(), ProbeError> {
        let Some(filters) = filters(dictionary) else { return Err(too_much()) };
        let stated = dictionary.get(b"Length").and_then(Value::number);
        let end = stated.and_then(|length| start.checked_add(usize::try_from(length).ok()?));
        let end = end.filter(|end| ends_data(bytes, *end)).unwrap_or(bytes.len());
        let data = bytes.get(start..end).unwrap_or_default();
        let is_list = dictionary.is(b"Type", b"XRef");
        let most = LARGEST.min(self.left);
        let mut content = Vec::new();
        let length = match self.is_encrypted && !is_list {
            true => (data.len() as u64)
                .checked_mul(longest_ratio(Filter::FlateDecode))
                .filter(|_| filters.len() <= 1),
            false => unpacked_length(data, &filters, most, &mut content),
        };
        let length = length.ok_or_else(too_much)?;
        // What cannot be measured is taken for the worst that it can be.
        let charged = if self.is_encrypted { length / 8 } else { length };
        self.left = self.left.checked_sub(charged).ok_or_else(too_much)?;
        let entry = dictionary.get(b"W").map_or(0, width);
        if entry > 0 && length / entry > MOST_OBJECTS as u64 {
            return Err(too_many_objects());
        }
        // A stream cannot stand in another.
        let all = std::slice::from_ref(&(0..content.len())).to_vec();
        if !is_list && !hidden_streams(&content, &all, &[]).is_empty() {
            return Err(too_much());
        }
        self.count_kids(&content, &all)
    }

    /// Counts the children in trees (section 7.7.3.2): each can be a page.
    fn count_kids(&mut self, bytes: &[u8], kept: &[Range<usize>]) -> Result<(), ProbeError> {
        for mark in marks(bytes, kept, b"/K") {
            let name = word(bytes, mark + 1);
            let behind = mark + 1 + name.len();
            let start = skip_space(bytes, behind);
            if !(name == b"Kids" || name.contains(&b'#')) || bytes.get(start) != Some(&b'[') {
                continue;
            }
            let window = bytes.get(..bytes.len().min(start + LONGEST_KIDS)).unwrap_or_default();
            self.kids += match value(window, start).map(|value| value.kind) {
                Some(Kind::Array(kids)) => kids.len(),
                _ => MOST_PAGES + 1,
            };
            if self.kids > MOST_PAGES {
                return Err(ProbeError::TooLarge("it has over 100,000 pages".into()));
            }
        }
        Ok(())
    }
}

/// Where these bytes stand, as far as the file is in memory.
fn marks<'b>(
    bytes: &'b [u8],
    kept: &'b [Range<usize>],
    mark: &'b [u8],
) -> impl Iterator<Item = usize> + 'b {
    kept.iter().flat_map(move |range| {
        let part = bytes.get(range.clone()).unwrap_or_default();
        memmem::find_iter(part, mark).map(move |at| range.start + at)
    })
}

fn too_much() -> ProbeError {
    ProbeError::TooLarge("its lists of objects unpack to too much".into())
}

fn too_many_objects() -> ProbeError {
    ProbeError::TooLarge("it has over 1,000,000 objects".into())
}

/// Whether a stream is read when a file is opened: a list of objects, or objects. A name may be
/// written in other ways, with `#`.
fn is_read_at_opening(dictionary: &Value<'_>) -> bool {
    let Kind::Dictionary(entries) = &dictionary.kind else { return false };
    let is_key = |key: &[u8]| matches!(key, b"W" | b"First") || key.contains(&b'#');
    let is_type = |kind: &[u8]| matches!(kind, b"XRef" | b"ObjStm") || kind.contains(&b'#');
    entries.iter().any(|(key, _)| is_key(key))
        || dictionary.get(b"Type").and_then(Value::name).is_some_and(is_type)
}

/// The filters that a dictionary names; none where it does not say by itself.
fn filters(dictionary: &Value<'_>) -> Option<Vec<Filter>> {
    let named = |value: &Value<'_>| {
        Some(match value.name()? {
            b"FlateDecode" | b"Fl" => Filter::FlateDecode,
            b"LZWDecode" | b"LZW" => Filter::LzwDecode,
            b"RunLengthDecode" | b"RL" => Filter::RunLengthDecode,
            b"ASCII85Decode" | b"A85" => Filter::Ascii85Decode,
            b"ASCIIHexDecode" | b"AHx" => Filter::AsciiHexDecode,
            _ => return None,
        })
    };
    let Kind::Dictionary(entries) = &dictionary.kind else { return None };
    if entries.iter().any(|(key, _)| key.contains(&b'#') || *key == b"F") {
        return None;
    }
    match dictionary.get(b"Filter") {
        None => Some(Vec::new()),
        Some(filter) => match &filter.kind {
            Kind::Array(filters) => filters.iter().map(named).collect(),
            _ => Some(vec![named(filter)?]),
        },
    }
}

/// How many bytes each entry of a list has.
fn width(widths: &Value<'_>) -> u64 {
    let Kind::Array(widths) = &widths.kind else { return 1 };
    widths.iter().filter_map(Value::number).fold(0, u64::saturating_add).max(1)
}

/// Where `stream` stands behind a dictionary at none of the known places.
fn hidden_streams(bytes: &[u8], kept: &[Range<usize>], known: &[usize]) -> Vec<usize> {
    let is_hidden = |place: &usize| {
        known.binary_search(place).is_err() && bytes.get(..*place).is_some_and(ends_with_dictionary)
    };
    marks(bytes, kept, b"stream").filter(is_hidden).collect()
}

/// Whether these bytes end with `>>`, and white space and comments.
fn ends_with_dictionary(mut bytes: &[u8]) -> bool {
    loop {
        bytes = trim_end(bytes);
        if bytes.ends_with(b">>") {
            return true;
        }
        // A comment is a line of its own, or the end of one.
        let line = memchr::memrchr2(b'\n', b'\r', bytes).map_or(0, |end| end + 1);
        let last = bytes.get(line..).unwrap_or_default();
        match memchr::memchr(b'%', last) {
            Some(comment) => bytes = bytes.get(..line + comment).unwrap_or_default(),
            None => return false,
        }
    }
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !is_space(*byte)).map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or_default()
}
