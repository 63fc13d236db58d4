//! A changed copy of a file, described by edits: small in memory however long the file is, and read
//! like a file.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use super::ProbeError;

/// Edits of a file, in any order.
#[derive(Debug, Default)]
pub(crate) struct Edits(Vec<Edit>);

/// A range of the file, and what replaces it in the copy.
#[derive(Debug, Clone)]
struct Edit {
    range: Range<u64>,
    replacement: Replacement,
}

#[derive(Debug, Clone)]
enum Replacement {
    Bytes(Vec<u8>),
    Zeros(u64),
}

impl Replacement {
    fn length(&self) -> u64 {
        match self {
            Replacement::Bytes(bytes) => bytes.len() as u64,
            Replacement::Zeros(length) => *length,
        }
    }
}

impl Edits {
    /// Replaces a range by these bytes.
    pub fn replace(&mut self, range: Range<u64>, bytes: Vec<u8>) {
        self.0.push(Edit { range, replacement: Replacement::Bytes(bytes) });
    }

    /// Leaves a range out of the copy.
    pub fn cut(&mut self, range: Range<u64>) {
        self.replace(range, Vec::new());
    }

    /// Replaces a range by as many zeros.
    pub fn zero(&mut self, range: Range<u64>) {
        let length = range.end.saturating_sub(range.start);
        self.0.push(Edit { range, replacement: Replacement::Zeros(length) });
    }

    /// The same edits in a file that has so many bytes before these.
    pub fn shifted(self, by: u64) -> Edits {
        let shift = |edit: Edit| Edit { range: edit.range.start + by..edit.range.end + by, ..edit };
        Edits(self.0.into_iter().map(shift).collect())
    }

    /// Adds other edits of the same file.
    pub fn extend(&mut self, others: Edits) {
        self.0.extend(others.0);
    }

    /// Whether the copy is the file itself.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The copy of a file of this length.
    ///
    /// # Errors
    /// Two edits overlap, or one reaches beyond the end: the file has not the structure that was
    /// assumed.
    pub fn patch(mut self, length: u64) -> Result<Patch, ProbeError> {
        self.0.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut pieces = Vec::new();
        let (mut from, mut to) = (0, 0);
        let mut add = |length: u64, source: From, to: &mut u64| {
            if length > 0 {
                pieces.push(Piece { start: *to, length, source });
                *to += length;
            }
        };
        for edit in self.0 {
            let Range { start, end } = edit.range;
            if start < from || end < start || end > length {
                return Err(ProbeError::damaged("its parts overlap"));
            }
            add(start - from, From::File(from), &mut to);
            from = end;
            let length = edit.replacement.length();
            let source = match edit.replacement {
                Replacement::Bytes(bytes) => From::Memory(bytes),
                Replacement::Zeros(_) => From::Zeros,
            };
            add(length, source, &mut to);
        }
        add(length - from, From::File(from), &mut to);
        Ok(Patch { pieces, length: to })
    }
}

/// How a copy is assembled from the file and from new bytes.
#[derive(Debug)]
pub(crate) struct Patch {
    /// Without gaps, from the first byte to the last.
    pieces: Vec<Piece>,
    length: u64,
}

#[derive(Debug)]
struct Piece {
    /// Where it begins in the copy.
    start: u64,
    length: u64,
    source: From,
}

#[derive(Debug)]
enum From {
    /// The file, from this byte on.
    File(u64),
    Memory(Vec<u8>),
    Zeros,
}

impl Patch {
    /// The length of the copy.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// How many bytes of memory it takes.
    pub fn weight(&self) -> usize {
        let new = self.pieces.iter().map(|piece| match &piece.source {
            From::Memory(bytes) => bytes.len(),
            _ => 0,
        });
        new.sum()
    }
}

/// The copy of an open file, assembled while it is read.
pub(crate) struct PatchedReader<S> {
    file: S,
    patch: Arc<Patch>,
    position: u64,
}

impl<S: Read + Seek> PatchedReader<S> {
    pub fn new(file: S, patch: Arc<Patch>) -> PatchedReader<S> {
        PatchedReader { file, patch, position: 0 }
    }
}

impl<S: Read + Seek> Read for PatchedReader<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let next = self.patch.pieces.partition_point(|piece| piece.start <= self.position);
        let Some(piece) = next.checked_sub(1).and_then(|index| self.patch.pieces.get(index)) else {
            return Ok(0);
        };
        let within = self.position - piece.start;
        let left = usize::try_from(piece.length.saturating_sub(within)).unwrap_or(usize::MAX);
        let most = buffer.len().min(left);
        let buffer = buffer.get_mut(..most).unwrap_or_default();
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = match &piece.source {
            From::File(start) => {
                self.file.seek(SeekFrom::Start(start + within))?;
                self.file.read(buffer)?
            }
            From::Memory(bytes) => {
                let from = usize::try_from(within).unwrap_or(usize::MAX);
                bytes.get(from..).unwrap_or_default().read(buffer)?
            }
            From::Zeros => {
                buffer.fill(0);
                buffer.len()
            }
        };
        self.position += read as u64;
        Ok(read)
    }
}

impl<S: Read + Seek> Seek for PatchedReader<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(to) => Some(to),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => self.patch.length.checked_add_signed(by),
        };
        self.position = to.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_copy_reads_like_a_file_from_any_position() {
        let mut edits = Edits::default();
        edits.cut(8..10);
        edits.replace(2..4, b"XYZ".to_vec());
        edits.zero(5..6);
        edits.replace(0..0, b"<".to_vec());
        let patch = Arc::new(edits.patch(10).unwrap());
        let wanted = b"<01XYZ4\x0067";
        assert_eq!(patch.length(), wanted.len() as u64);
        let mut copy = PatchedReader::new(Cursor::new(b"0123456789".to_vec()), patch);
        for from in 0..=wanted.len() + 1 {
            let mut read = Vec::new();
            copy.seek(SeekFrom::Start(from as u64)).unwrap();
            copy.read_to_end(&mut read).unwrap();
            assert_eq!(read, wanted.get(from..).unwrap_or_default());
        }
        assert_eq!(copy.seek(SeekFrom::End(-1)).unwrap(), wanted.len() as u64 - 1);
    }

    #[test]
    fn edits_that_overlap_or_exceed_the_file_are_refused() {
        for (one, other) in [(0..5, 4..6), (0..1, 9..11)] {
            let mut edits = Edits::default();
            edits.cut(one);
            edits.cut(other);
            assert!(edits.patch(10).is_err());
        }
    }
}
