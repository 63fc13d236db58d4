//! Elements of EBML (RFC 8794, section 6): the container of Matroska and WebM.

use std::ops::Range;

use crate::io::{ProbeError, Source, read_range};

/// The most elements that one walk visits; a recording of ten hours has a few million.
const MOST_ELEMENTS: usize = 10_000_000;
/// The most bytes that the number and length of an element take.
const LONGEST_HEADER: u64 = 12;

/// The longest text that is read; names have fewer bytes.
const LONGEST_TEXT: u64 = 64 * 1024;

/// An element, of which only its number and length have been read.
pub(crate) struct Element {
    pub id: u64,
    pub start: u64,
    /// Where its content begins.
    pub content: u64,
    /// Where it ends, or what it stands in if that ends before; none where its length is not known,
    /// as in a live recording.
    pub end: Option<u64>,
    pub is_truncated: bool,
}

impl Element {
    /// Where it ends.
    ///
    /// # Errors
    /// Its length is not known, or it is truncated.
    pub fn whole_end(&self) -> Result<u64, ProbeError> {
        self.end.filter(|_| !self.is_truncated).ok_or_else(ProbeError::cut_off)
    }

    /// The elements in it.
    ///
    /// # Errors
    /// Its length is not known, or it is truncated.
    pub fn children(&self) -> Result<Elements, ProbeError> {
        Ok(Elements::of(self.content..self.whole_end()?))
    }

    /// The first bytes of its content.
    ///
    /// # Errors
    /// Its length is not known, it is truncated, or the file cannot be read.
    pub fn read(&self, source: &mut dyn Source, most: u64) -> Result<Vec<u8>, ProbeError> {
        let end = self.whole_end()?.min(self.content.saturating_add(most));
        Ok(read_range(source, self.content..end)?)
    }

    /// The first element in it with each of these numbers.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn fields<const N: usize>(
        &self,
        source: &mut dyn Source,
        ids: [u64; N],
    ) -> Result<[Option<Element>; N], ProbeError> {
        let mut found = [const { None }; N];
        let mut children = self.children()?;
        while let Some(child) = children.next(source)? {
            if let Some((_, field)) = ids.iter().zip(&mut found).find(|(id, _)| **id == child.id) {
                field.get_or_insert(child);
            }
        }
        Ok(found)
    }

    /// The numbers that the first elements in it with these numbers hold.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn values<const N: usize>(
        &self,
        source: &mut dyn Source,
        ids: [u64; N],
    ) -> Result<[Option<u64>; N], ProbeError> {
        let mut values = [None; N];
        for (value, field) in values.iter_mut().zip(self.fields(source, ids)?) {
            *value = field.map(|field| field.unsigned(source)).transpose()?;
        }
        Ok(values)
    }

    /// Its content as a text, which zeros may follow (section 7.4).
    ///
    /// # Errors
    /// It cannot be read.
    pub fn text(&self, source: &mut dyn Source) -> Result<String, ProbeError> {
        let bytes = self.read(source, LONGEST_TEXT)?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned())
    }

    /// Its content as a number (section 7.2).
    ///
    /// # Errors
    /// It cannot be read.
    pub fn unsigned(&self, source: &mut dyn Source) -> Result<u64, ProbeError> {
        Ok(big_endian(&self.read(source, 8)?))
    }

    /// Its content as a number with a fraction (section 7.3); none where it has another length.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn float(&self, source: &mut dyn Source) -> Result<Option<f64>, ProbeError> {
        let bytes = self.read(source, 9)?;
        Ok(match bytes.len() {
            4 => bytes.first_chunk().map(|bytes| f64::from(f32::from_be_bytes(*bytes))),
            8 => bytes.first_chunk().map(|bytes| f64::from_be_bytes(*bytes)),
            _ => None,
        })
    }
}

/// A walk over elements that follow each other, which skips their contents.
pub(crate) struct Elements {
    next: u64,
    end: u64,
    visited: usize,
}

impl Elements {
    pub fn of(range: Range<u64>) -> Elements {
        Elements { next: range.start, end: range.end, visited: 0 }
    }

    /// Makes the children of an element the next ones, as if they stood beside it.
    pub fn enter(&mut self, element: &Element) {
        self.next = element.content;
    }

    /// The next element; none where the rest is too short for one. An element of unknown length
    /// goes on to the end, unless it is entered.
    ///
    /// # Errors
    /// It is not built as an element is, there are too many, or the file cannot be read.
    pub fn next(&mut self, source: &mut dyn Source) -> Result<Option<Element>, ProbeError> {
        let start = self.next;
        if start >= self.end {
            return Ok(None);
        }
        self.visited += 1;
        if self.visited > MOST_ELEMENTS {
            return Err(ProbeError::TooLarge("it has over ten million parts".into()));
        }
        let header_end = start.saturating_add(LONGEST_HEADER).min(self.end);
        let header = read_range(source, start..header_end)?;
        let Some((id, length, width)) = id_and_length(&header) else {
            return match (header.len() as u64) < LONGEST_HEADER {
                true => Ok(None),
                false => Err(ProbeError::damaged("a part of it is not valid")),
            };
        };
        let content = start + width as u64;
        let end = length.map(|length| content.saturating_add(length));
        let is_truncated = end.is_some_and(|end| end > self.end);
        self.next = end.unwrap_or(self.end).min(self.end);
        Ok(Some(Element { id, start, content, end: end.map(|_| self.next), is_truncated }))
    }
}

/// The number of an element, the length of its content, and how many bytes state both.
fn id_and_length(header: &[u8]) -> Option<(u64, Option<u64>, usize)> {
    let (id, id_width) = vint(header)?;
    let (length, width) = vint(header.get(id_width..)?)?;
    let length = length & !(1 << (7 * width));
    // All ones mean that the length is not known (section 6.2).
    let is_known = length != (1 << (7 * width)) - 1;
    Some((id, is_known.then_some(length), id_width + width))
}

/// A number whose first byte states by its leading zeros how many bytes it has (section 4), with the
/// bit that ends them; and how many bytes these are.
pub(crate) fn vint(bytes: &[u8]) -> Option<(u64, usize)> {
    let width = bytes.first()?.leading_zeros() as usize + 1;
    let bytes = bytes.get(..width).filter(|_| width <= 8)?;
    Some((big_endian(bytes), width))
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
