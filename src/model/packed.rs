//! A stretch of passages: as they are, or packed.

use std::io::{Read, Write};
use std::ops::ControlFlow;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::cells::CellRange;
use super::passage::{Passage, Unit};

/// What is known of a passage beside its text, in numbers.
type Record = [u32; 8];

/// Bytes of a record.
const RECORD: usize = size_of::<Record>();

/// Passages one behind the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    text: String,
    records: Vec<Record>,
}

impl Block {
    /// How much it holds, in bytes.
    pub fn bytes(&self) -> usize {
        self.text.len() + self.records.len() * RECORD
    }

    /// Adds a passage.
    pub fn push(&mut self, passage: Passage<'_>) {
        self.text.push_str(passage.text);
        self.text.push_str(passage.stored.unwrap_or_default());
        self.records.push(record(&passage));
    }

    /// Shows each passage.
    pub fn each(&self, visit: &mut dyn FnMut(Passage<'_>) -> ControlFlow<()>) -> ControlFlow<()> {
        let mut rest = self.text.as_str();
        for record in &self.records {
            let (passage, after) = passage(record, rest);
            rest = after;
            visit(passage)?;
        }
        ControlFlow::Continue(())
    }
}

/// A block in a third to a tenth of the memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    bytes: Box<[u8]>,
    records: usize,
}

impl Packed {
    /// Packs a block.
    pub fn of(block: &Block) -> Packed {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        let mut all = Vec::with_capacity(block.bytes());
        // The same number of each record beside each other: most change little from one to the next.
        for number in 0..size_of::<Record>() / size_of::<u32>() {
            let column = block.records.iter().filter_map(|record| record.get(number));
            all.extend(column.flat_map(|number| number.to_le_bytes()));
        }
        all.extend(block.text.as_bytes());
        // Nothing can go wrong where all is memory.
        let written = encoder.write_all(&all).and_then(|()| encoder.finish());
        let bytes = written.unwrap_or_default().into_boxed_slice();
        Packed { bytes, records: block.records.len() }
    }

    /// The block that was packed.
    pub fn unpacked(&self) -> Block {
        let mut all = Vec::new();
        if DeflateDecoder::new(&*self.bytes).read_to_end(&mut all).is_err() {
            return Block::default();
        }
        let text = all.split_off((self.records * RECORD).min(all.len()));
        let (numbers, _) = all.as_chunks();
        let number = |record, column| numbers.get(column * self.records + record).copied();
        let records = (0..self.records).map(|record| {
            std::array::from_fn(|column| number(record, column).map_or(0, u32::from_le_bytes))
        });
        Block { records: records.collect(), text: String::from_utf8(text).unwrap_or_default() }
    }

    /// How much it holds, in bytes.
    #[cfg(test)]
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }
}

/// Nothing of the sort, in a record; everything else is one more than it is.
const NONE: u32 = 0;
/// It stands on lines of its source, in the first number of a record.
const ON_LINES: u32 = 1 << 3;

fn record(passage: &Passage<'_>) -> Record {
    let (sort, number, cells) = match passage.at {
        Unit::Whole => (0, 0, None),
        Unit::Page(number) => (1, number, None),
        Unit::Slide(number) => (2, number, None),
        Unit::Row(number) => (3, number, None),
        Unit::Line(number) => (4, number, None),
        Unit::Paragraph(number) => (5, number, None),
        Unit::Cells { sheet, cells: None } => (6, sheet, None),
        Unit::Cells { sheet, cells: Some(cells) } => (7, sheet, Some(cells)),
    };
    let heading = passage.heading.map_or(NONE, |rank| u32::from(rank) + 1);
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    let stored = passage.stored.map_or(NONE, |stored| length(stored).saturating_add(1));
    let (on_lines, [first, last, left, right]) = match (cells, passage.lines) {
        (Some(it), _) => (0, [it.first_row, it.last_row, it.first_column, it.last_column]),
        (None, Some((first, last))) => (ON_LINES, [first, last, 0, 0]),
        (None, None) => (0, [0; 4]),
    };
    let sorts = sort | on_lines | heading << 4;
    [sorts, number, length(passage.text), stored, first, last, left, right]
}

/// The passage of a record, and the text behind it.
fn passage<'a>(record: &Record, text: &'a str) -> (Passage<'a>, &'a str) {
    let &[sorts, number, length, stored, first, last, left, right] = record;
    let split = |text: &'a str, length: u32| {
        text.split_at_checked(usize::try_from(length).unwrap_or(usize::MAX)).unwrap_or((text, ""))
    };
    let cells =
        CellRange { first_column: left, first_row: first, last_column: right, last_row: last };
    let at = match sorts & 7 {
        0 => Unit::Whole,
        1 => Unit::Page(number),
        2 => Unit::Slide(number),
        3 => Unit::Row(number),
        4 => Unit::Line(number),
        5 => Unit::Paragraph(number),
        6 => Unit::Cells { sheet: number, cells: None },
        _ => Unit::Cells { sheet: number, cells: Some(cells) },
    };
    let lines = (sorts & ON_LINES != 0).then_some((first, last));
    let heading = (sorts >> 4).checked_sub(1).and_then(|rank| u8::try_from(rank).ok());
    let (text, mut rest) = split(text, length);
    let mut unlike = None;
    if let Some(length) = stored.checked_sub(1) {
        let (stored, after) = split(rest, length);
        (unlike, rest) = (Some(stored), after);
    }
    (Passage { at, text, stored: unlike, heading, lines }, rest)
}
