//! A copy of a file as a list of edits: small in memory however long the file is, and read like
//! the file that it describes.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use super::ProbeError;

/// Edits under construction, in any order.
#[derive(Debug, Default)]
pub(crate) struct Edits(Vec<Edit>);

/// A stretch of the file, and what stands in its place in the copy.
#[derive(Debug, Clone)]
struct Edit {
    at: Range<u64>,
    with: With,
}

#[derive(Debug, Clone)]
enum With {
    Bytes(Vec<u8>),
    Zeros(u64),
}

impl With {
    fn length(&self) -> u64 {
        match self {
            With::Bytes(bytes) => bytes.len() as u64,
            With::Zeros(length) => *length,
        }
    }
}

impl Edits {
    /// These bytes stand in place of that stretch.
    pub fn replace(&mut self, at: Range<u64>, with: Vec<u8>) {
        self.0.push(Edit { at, with: With::Bytes(with) });
    }

    /// That stretch is not in the copy.
    pub fn cut(&mut self, at: Range<u64>) {
        self.replace(at, Vec::new());
    }

    /// Zeros stand in place of that stretch.
    pub fn zero(&mut self, at: Range<u64>) {
        let length = at.end.saturating_sub(at.start);
        self.0.push(Edit { at, with: With::Zeros(length) });
    }

    /// The same edits in a file in which these bytes begin further on.
    pub fn shifted(self, by: u64) -> Edits {
        let shift = |edit: Edit| Edit { at: edit.at.start + by..edit.at.end + by, ..edit };
        Edits(self.0.into_iter().map(shift).collect())
    }

    /// Adds the edits of another reader of the same file.
    pub fn extend(&mut self, others: Edits) {
        self.0.extend(others.0);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The copy of a file of this length.
    ///
    /// # Errors
    /// Two edits overlap, or one reaches beyond the end: the file is not built as its reader took
    /// it to be.
    pub fn patch(mut self, length: u64) -> Result<Patch, ProbeError> {
        self.0.sort_by_key(|edit| (edit.at.start, edit.at.end));
        let mut pieces = Vec::new();
        let (mut from, mut to) = (0, 0);
        let mut add = |length: u64, source: From, to: &mut u64| {
            if length > 0 {
                pieces.push(Piece { start: *to, length, source });
                *to += length;
            }
        };
        for edit in self.0 {
            if edit.at.start < from || edit.at.end < edit.at.start || edit.at.end > length {
                return Err(ProbeError::damaged("its parts overlap"));
            }
            add(edit.at.start - from, From::File(from), &mut to);
            from = edit.at.end;
            let length = edit.with.length();
            let source = match edit.with {
                With::Bytes(bytes) => From::Memory(bytes),
                With::Zeros(_) => From::Nothing,
            };
            add(length, source, &mut to);
        }
        add(length - from, From::File(from), &mut to);
        Ok(Patch { pieces, length: to })
    }
}

/// How a copy is put together from the file and from new bytes.
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
    /// The file, from this place on.
    File(u64),
    Memory(Vec<u8>),
    /// Zeros.
    Nothing,
}

impl Patch {
    /// The length of the copy.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// How much memory the new bytes take.
    pub fn weight(&self) -> usize {
        let new = self.pieces.iter().map(|piece| match &piece.source {
            From::Memory(bytes) => bytes.len(),
            _ => 0,
        });
        new.sum()
    }
}

/// The copy of an opened file, put together while it is read.
pub(crate) struct PatchedReader<S> {
    file: S,
    patch: Arc<Patch>,
    at: u64,
}

impl<S: Read + Seek> PatchedReader<S> {
    pub fn new(file: S, patch: Arc<Patch>) -> PatchedReader<S> {
        PatchedReader { file, patch, at: 0 }
    }
}

impl<S: Read + Seek> Read for PatchedReader<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let next = self.patch.pieces.partition_point(|piece| piece.start <= self.at);
        let Some(piece) = next.checked_sub(1).and_then(|index| self.patch.pieces.get(index)) else {
            return Ok(0);
        };
        let within = self.at - piece.start;
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
            From::Nothing => {
                buffer.fill(0);
                buffer.len()
            }
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl<S: Read + Seek> Seek for PatchedReader<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(to) => Some(to),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.patch.length.checked_add_signed(by),
        };
        self.at = to.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_copy_reads_like_a_file_from_any_place() {
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
    fn edits_that_cannot_be_are_refused() {
        for (one, other) in [(0..5, 4..6), (0..1, 9..11)] {
            let mut edits = Edits::default();
            edits.cut(one);
            edits.cut(other);
            assert!(edits.patch(10).is_err());
        }
    }
}
