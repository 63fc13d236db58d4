//! What pages and forms draw (ISO 32000-2, 7.8.2 and 8.10), piece by piece: that of a map is a
//! hundred megabytes, and need not be in memory.

use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Cursor, Read, SeekFrom};
use std::vec;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use super::bytes::has_parameters;
use super::cuts;
use super::document::Document;
use crate::io::Source;

/// Content that can't be cut for so long is no content.
const LONGEST_PIECE: usize = 16 << 20;
/// Packed content up to this length that unpacks to no more than a piece is unpacked at once; where
/// it is damaged, by the library, which saves more of it.
const SHORT: usize = 64 << 10;
/// How much is read at a time.
const BLOCK: usize = 64 << 10;

/// An instruction that no page has: it ends each piece but the last, to tell whether all of the
/// piece was read.
pub(crate) const CUT: &[u8] = b"mcred.cut";

/// The contents of an open file.
pub(crate) struct Contents<'s> {
    document: &'s Document,
    file: RefCell<File<'s>>,
}

struct File<'s> {
    source: &'s mut dyn Source,
    /// What the machine said when it could not be read.
    failed: Option<io::Error>,
}

impl<'s> Contents<'s> {
    pub fn of(document: &'s Document, source: &'s mut dyn Source) -> Contents<'s> {
        Contents { document, file: RefCell::new(File { source, failed: None }) }
    }

    /// Whether all that was wanted could be read.
    ///
    /// # Errors
    /// What the machine said.
    pub fn checked(&self) -> io::Result<()> {
        self.file.borrow_mut().failed.take().map_or(Ok(()), Err)
    }

    /// What these streams contain one after the other.
    pub fn pieces<'c>(&'c self, parts: Vec<Stream<'c>>) -> Pieces<'c, 's> {
        Pieces {
            contents: self,
            parts: parts.into_iter(),
            part: None,
            piece: Vec::new(),
            next: Vec::new(),
        }
    }

    /// What a stream contains, unpacked; none if that can't be told.
    fn reader<'c>(&'c self, stream: &Stream<'c>) -> Option<Box<dyn Read + 'c>> {
        let whole = || stream.decoded_data().ok();
        let packed = match &*stream.filters() {
            [] => false,
            [Filter::FlateDecode] => true,
            _ => return Some(Box::new(Cursor::new(whole()?))),
        };
        if has_parameters(stream.dict()) {
            return Some(Box::new(Cursor::new(whole()?)));
        }
        let raw = stream.raw_data();
        if let Some(start) = self.document.left_out(&raw) {
            let range = FileRange { file: &self.file, at: start as u64, left: raw.len() as u64 };
            return unpacked(packed, BufReader::with_capacity(BLOCK, range)).ok();
        }
        if packed && raw.len() <= SHORT {
            let piece = self.document.piece;
            match at_once(&raw, piece) {
                Ok(content) if content.len() <= piece => {
                    return Some(Box::new(Cursor::new(content)));
                }
                Ok(_) => {}
                Err(_) => return Some(Box::new(Cursor::new(whole()?))),
            }
        }
        unpacked(packed, Cursor::new(raw)).ok()
    }
}

/// What packed bytes contain, and of more than this the beginning, which is longer.
fn at_once(raw: &[u8], most: usize) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    unpacked(true, raw)?.take(most as u64 + 1).read_to_end(&mut content)?;
    Ok(content)
}

/// Undoes the compression, where there is one (section 7.4.4).
fn unpacked<'r>(is_packed: bool, mut raw: impl BufRead + 'r) -> io::Result<Box<dyn Read + 'r>> {
    if !is_packed {
        return Ok(Box::new(raw));
    }
    // Some programs leave out the two bytes that should come first (RFC 1950, section 2.2).
    Ok(match *raw.fill_buf()? {
        [method, flags, ..]
            if method & 0x0f == 8
                && flags & 0x20 == 0
                && u16::from_be_bytes([method, flags]).is_multiple_of(31) =>
        {
            Box::new(ZlibDecoder::new(raw))
        }
        _ => Box::new(DeflateDecoder::new(raw)),
    })
}

/// A part of the file. Others may be read in between.
struct FileRange<'c, 's> {
    file: &'c RefCell<File<'s>>,
    at: u64,
    left: u64,
}

impl Read for FileRange<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let buffer = buffer.get_mut(..most).unwrap_or_default();
        let mut file = self.file.borrow_mut();
        let place = file.source.seek(SeekFrom::Start(self.at));
        match place.and_then(|_| file.source.read(buffer)) {
            Ok(read) => {
                self.at += read as u64;
                self.left -= read as u64;
                Ok(read)
            }
            Err(error) => {
                // For those who read, this is an end as any other; who asked is told.
                let kind = error.kind();
                if kind != io::ErrorKind::Interrupted {
                    file.failed = Some(error);
                }
                Err(kind.into())
            }
        }
    }
}

/// Content that is given piece by piece, each but the last ended by [`CUT`].
pub(crate) struct Pieces<'c, 's> {
    contents: &'c Contents<'s>,
    parts: vec::IntoIter<Stream<'c>>,
    part: Option<Box<dyn Read + 'c>>,
    piece: Vec<u8>,
    /// What is read already of the piece behind it.
    next: Vec<u8>,
}

impl Pieces<'_, '_> {
    /// The next piece; none behind the last.
    pub fn next(&mut self) -> Option<&[u8]> {
        self.piece.clear();
        self.piece.append(&mut self.next);
        let mut wanted = self.contents.document.piece;
        while self.fill(wanted) && wanted < LONGEST_PIECE {
            if let Some(cut) = cuts::last(&self.piece) {
                self.next.extend(self.piece.drain(cut..));
                self.piece.push(b'\n');
                self.piece.extend(CUT);
                break;
            }
            wanted *= 2;
        }
        (!self.piece.is_empty()).then_some(&self.piece)
    }

    /// Reads on up to this length; false at the end.
    fn fill(&mut self, length: usize) -> bool {
        while self.piece.len() < length {
            let Some(part) = &mut self.part else {
                let Some(part) = self.parts.next() else { return false };
                self.part = self.contents.reader(&part);
                continue;
            };
            let most = (length - self.piece.len()) as u64;
            // Of a part that is damaged, what came before the damage is there.
            let read = part.take(most).read_to_end(&mut self.piece);
            if !matches!(read, Ok(read) if read as u64 == most) {
                self.part = None;
                // A sign does not go on in the next part.
                self.piece.push(b' ');
            }
        }
        true
    }
}
