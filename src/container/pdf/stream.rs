//! The content of a stream, and another content in the same place (section 7.4).

use std::io::{Read, Write};
use std::ops::Range;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::lexer::{Kind, Value};
use crate::io::Edits;

/// The most that a stream may unpack to.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A stream whose content can be read and replaced.
pub(crate) struct Stream<'s, 'b> {
    /// Those of the file.
    pub bytes: &'b [u8],
    /// Where its data stands.
    pub at: Range<usize>,
    pub dictionary: &'s Value<'b>,
}

impl Stream<'_, '_> {
    /// The names of its filters, in the order in which they are undone.
    pub fn filters(&self) -> Vec<&[u8]> {
        match self.dictionary.get(b"Filter").map(|filter| &filter.kind) {
            Some(Kind::Name(name)) => vec![name],
            Some(Kind::Array(names)) => names.iter().filter_map(Value::name).collect(),
            _ => Vec::new(),
        }
    }

    /// Its data with at most one layer of compression undone; none where there is another filter,
    /// or it is damaged.
    pub fn inflated(&self) -> Option<Vec<u8>> {
        self.inflated_from(self.bytes.get(self.at.clone()).unwrap_or_default())
    }

    /// The same, of data that is left out of the bytes of the file.
    pub fn inflated_from(&self, raw: &[u8]) -> Option<Vec<u8>> {
        match self.filters().first() {
            Some(&b"FlateDecode" | &b"Fl") => {
                let parameters = self.dictionary.get(b"DecodeParms");
                let predictor = parameters.and_then(|parameters| parameters.get(b"Predictor"));
                if predictor.is_some_and(|predictor| predictor.number() != Some(1)) {
                    return None;
                }
                let mut content = Vec::new();
                let decoder = ZlibDecoder::new(raw);
                let read = decoder.take(LARGEST).read_to_end(&mut content).ok()?;
                (read < LARGEST as usize).then_some(content)
            }
            Some(_) => None,
            None => Some(raw.to_vec()),
        }
    }

    /// The edits that give it this content, in as many bytes as before; none where it does not fit.
    pub fn refilled(&self, content: &[u8]) -> Option<Edits> {
        let mut edits = Edits::default();
        let room = self.at.len();
        let at = |range: &Range<usize>| range.start as u64..range.end as u64;
        if self.filters().is_empty() {
            // White space around it changes nothing in XML, or between objects.
            let mut content = content.to_vec();
            if content.len() > room {
                return None;
            }
            content.resize(room, b' ');
            edits.replace(at(&self.at), content);
            return Some(edits);
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).ok()?;
        let mut packed = encoder.finish().ok()?;
        let length = self.dictionary.get(b"Length")?;
        let mut stated = packed.len().to_string().into_bytes();
        if packed.len() > room || stated.len() > length.at.len() {
            return None;
        }
        // The rest stands between the data and the keyword that ends it, where white space is allowed.
        packed.resize(room, b'\n');
        stated.resize(length.at.len(), b' ');
        edits.replace(at(&self.at), packed);
        edits.replace(at(&length.at), stated);
        Some(edits)
    }
}
