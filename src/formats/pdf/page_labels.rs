//! What viewers call the pages of a PDF (ISO 32000-2, section 12.4.2): i, ii, iii, then 1, 2, 3.

use hayro_syntax::Pdf;
use hayro_syntax::object::{self, Array, Dict, Name};

use super::text_string::text;
use crate::model::roman;

/// How deep the tree of ranges may be; writers make one or two levels.
const MAX_DEPTH: u32 = 8;
/// How many nodes and ranges of it are read: a node may be the child of many.
const MAX_NODES: u32 = 100_000;
/// More letters than this are no page number.
const MAX_LETTERS: u32 = 20;
/// The longest prefix that is kept, in characters: each page of its range repeats it.
const MAX_PREFIX: usize = 100;

/// The label of each page; none where every page is called by its number.
pub(super) fn page_labels(pdf: &Pdf, pages: u32) -> Option<Vec<String>> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let tree: Dict<'_> = catalog.get(b"PageLabels".as_slice())?;
    let mut ranges = Vec::new();
    let mut left = MAX_NODES;
    read_ranges(&tree, 0, &mut left, &mut ranges);
    ranges.sort_by_key(|range: &Range| range.first);
    let label = |page: u32| {
        let behind = ranges.partition_point(|range| range.first <= page);
        let range = ranges.get(behind.checked_sub(1)?)?;
        Some(range.label(range.start.saturating_add(page - range.first)))
    };
    let labels: Vec<String> =
        (0..pages).map(|page| label(page).unwrap_or_else(|| (page + 1).to_string())).collect();
    let is_plain = (1..).zip(&labels).all(|(number, label): (u32, _)| *label == number.to_string());
    (!is_plain).then_some(labels)
}

/// Pages that are counted in one way.
struct Range {
    /// The first page, from 0.
    first: u32,
    style: Option<u8>,
    prefix: String,
    /// The number of the first page.
    start: u32,
}

/// Reads the ranges of a number tree (section 7.9.7).
fn read_ranges(node: &Dict<'_>, depth: u32, left: &mut u32, ranges: &mut Vec<Range>) {
    if depth > MAX_DEPTH || *left == 0 {
        return;
    }
    *left -= 1;
    if let Some(numbers) = node.get::<Array<'_>>(b"Nums".as_slice()) {
        let mut items = numbers.flex_iter();
        while let Some(first) = items.next::<i32>() {
            let Some(range) = items.next::<Dict<'_>>().filter(|_| *left > 0) else { break };
            *left -= 1;
            let style = range.get::<Name<'_>>(b"S".as_slice());
            let prefix = range.get::<object::String<'_>>(b"P".as_slice());
            let start = range.get::<i32>(b"St".as_slice()).unwrap_or(1);
            ranges.push(Range {
                first: u32::try_from(first).unwrap_or(0),
                style: style.and_then(|style| style.as_ref().first().copied()),
                prefix: prefix.map_or_else(String::new, |prefix| {
                    text(prefix.as_bytes()).chars().take(MAX_PREFIX).collect()
                }),
                start: u32::try_from(start).unwrap_or(1),
            });
        }
    }
    if let Some(kids) = node.get::<Array<'_>>(b"Kids".as_slice()) {
        kids.iter::<Dict<'_>>().for_each(|kid| read_ranges(&kid, depth + 1, left, ranges));
    }
}

impl Range {
    fn label(&self, number: u32) -> String {
        let number = match self.style {
            Some(b'D') => number.to_string(),
            Some(b'r') => roman(number),
            Some(b'R') => roman(number).to_uppercase(),
            Some(b'a') => letters(number),
            Some(b'A') => letters(number).to_uppercase(),
            _ => String::new(),
        };
        format!("{}{number}", self.prefix)
    }
}

/// a to z, then aa to zz, and so on.
fn letters(number: u32) -> String {
    let index = number.saturating_sub(1);
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    let times = (index / 26 + 1).min(MAX_LETTERS);
    std::iter::repeat_n(letter, times as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_each_style() {
        assert_eq!([1, 4, 9, 14, 1_999].map(roman), ["i", "iv", "ix", "xiv", "mcmxcix"]);
        assert_eq!([1, 26, 27, 53].map(letters), ["a", "z", "aa", "aaa"]);
    }
}
