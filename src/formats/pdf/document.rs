//! A PDF that is open: what is in memory of it, and what is read when it is wanted.

use std::collections::BTreeSet;
use std::io::{Read, SeekFrom};

use hayro_syntax::object::dict::keys::CONTENTS;
use hayro_syntax::object::{Array, MaybeRef, Stream};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::bytes::{self, Kept, Limits};
use crate::io::{ProbeError, Source};

/// The longest file that is looked into: the library reads the place of its list of objects as a
/// number of 32 bits.
const LONGEST: u64 = i32::MAX as u64;
/// How much of the end is searched for the marks of a complete file; mail programs and scanners
/// leave a few bytes behind them.
const TAIL: u64 = 4_096;

/// A PDF that is open.
pub(in crate::formats) struct Document {
    /// The file, zeros where something of it is left out.
    pub pdf: Pdf,
    /// Where the contents of pages and forms begin that are left out, in rising order.
    left_out: Vec<usize>,
    /// About how much of unpacked content is looked at at a time.
    pub piece: usize,
}

impl Document {
    /// Opens a file that is whole and not behind a password, without what is over these limits.
    pub fn open(source: &mut dyn Source, limits: Limits) -> Result<Document, ProbeError> {
        let length = source.seek(SeekFrom::End(0))?;
        let too_large = || ProbeError::TooLarge(format!("it is {} MB long", length / 1_000_000));
        if length > LONGEST {
            return Err(too_large());
        }
        if !is_complete(source, length)? {
            return Err(ProbeError::damaged("the end of the file is missing"));
        }
        let length = usize::try_from(length).map_err(|_| too_large())?;
        let mut kept = bytes::read(source, length, limits, &BTreeSet::new())?;
        if kept.is_locked && !kept.contents.is_empty() {
            // What is locked is unlocked by the library, from memory.
            let limits = Limits { content: usize::MAX, ..limits };
            return Document::of(bytes::read(source, length, limits, &BTreeSet::new())?, limits);
        }
        let doubtful = std::mem::take(&mut kept.doubtful);
        let document = Document::of(kept, limits)?;
        let strays = document.strays(doubtful);
        match strays.is_empty() {
            true => Ok(document),
            false => Document::of(bytes::read(source, length, limits, &strays)?, limits),
        }
    }

    fn of(kept: Kept, limits: Limits) -> Result<Document, ProbeError> {
        let left_out = kept.contents;
        let pdf = Pdf::new(kept.bytes).map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ProbeError::Encrypted,
            LoadPdfError::Decryption(_) => {
                ProbeError::damaged("its encryption is not valid or not known")
            }
            LoadPdfError::Invalid => ProbeError::damaged("its list of objects cannot be read"),
        })?;
        if pdf.pages().is_empty() {
            return Err(ProbeError::damaged("no page can be found in it"));
        }
        Ok(Document { pdf, left_out, piece: limits.piece })
    }

    /// Where in the file the content of a stream stands whose bytes in memory these are, if it is
    /// left out.
    pub fn left_out(&self, raw: &[u8]) -> Option<usize> {
        let start = raw.as_ptr().addr().checked_sub(self.pdf.data().as_ref().as_ptr().addr())?;
        self.left_out.binary_search(&start).ok().map(|_| start)
    }

    /// Those of these streams that are content of no page: a font may need them.
    fn strays(&self, mut doubtful: BTreeSet<usize>) -> BTreeSet<usize> {
        if !doubtful.is_empty() {
            let streams = self.pdf.pages().iter().flat_map(parts_of);
            for start in streams.filter_map(|stream| self.left_out(&stream.raw_data())) {
                doubtful.remove(&start);
            }
        }
        doubtful
    }
}

/// The streams that a page draws, one after the other (section 7.8.2).
pub(crate) fn parts_of<'a>(page: &Page<'a>) -> Vec<Stream<'a>> {
    if let Some(stream) = page.raw().get::<Stream<'_>>(CONTENTS) {
        return vec![stream];
    }
    let parts = page.raw().get::<Array<'_>>(CONTENTS);
    let parts = parts.iter().flat_map(Array::raw_iter);
    let part = |part| match part {
        MaybeRef::Ref(part) => page.xref().get(part.into()),
        MaybeRef::NotRef(_) => None,
    };
    parts.filter_map(part).collect()
}

/// Whether the marks that end a file (section 7.5.5) are there. A file cut in half may still show
/// all its pages, blank from somewhere on.
fn is_complete(source: &mut dyn Source, length: u64) -> Result<bool, ProbeError> {
    source.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    source.take(TAIL).read_to_end(&mut tail)?;
    let has = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    Ok(has(b"%%EOF") || has(b"startxref"))
}
