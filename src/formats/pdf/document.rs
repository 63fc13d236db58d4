//! Opening a PDF.

use std::io::{Read, SeekFrom};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use memchr::memmem;

use crate::container::pdf::{Bounds, guard, read_sparse};
use crate::io::{ProbeError, Source};

/// The longest file that is looked into: the library reads the place of the cross-reference table
/// as a number of 32 bits.
const LONGEST: u64 = i32::MAX as u64;
/// How much of the end is searched for the marks of a complete file; mail programs and scanners
/// leave a few bytes behind them.
const TAIL: u64 = 4_096;

/// Opens a file that is complete and has no password, for its pages, text and metadata: its images
/// are not in memory.
pub(crate) fn open(source: &mut dyn Source) -> Result<Pdf, ProbeError> {
    let length = length_of(source)?;
    open_with(source, Bounds::without_images(length))
}

/// The bytes of a file without its images and attachments, zeros in their place.
pub(super) fn without_images(source: &mut dyn Source) -> Result<Vec<u8>, ProbeError> {
    let length = length_of(source)?;
    Ok(read_sparse(source, length, Bounds::without_images(length))?.bytes)
}

/// Opens a file with as much of it in memory as these bounds say.
pub(super) fn open_with(source: &mut dyn Source, bounds: Bounds) -> Result<Pdf, ProbeError> {
    let length = length_of(source)?;
    if !is_complete(source, length as u64)? {
        return Err(ProbeError::damaged("the end of the file is missing"));
    }
    let mut file = read_sparse(source, length, bounds)?;
    guard(&mut file)?;
    let pdf = Pdf::new(file.bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ProbeError::Encrypted,
        LoadPdfError::Decryption(_) => {
            ProbeError::damaged("its encryption is not valid or not known")
        }
        LoadPdfError::Invalid => ProbeError::damaged("its list of objects cannot be read"),
    })?;
    match pdf.pages().is_empty() {
        true => Err(ProbeError::damaged("no page can be found in it")),
        false => Ok(pdf),
    }
}

fn length_of(source: &mut dyn Source) -> Result<usize, ProbeError> {
    let length = source.seek(SeekFrom::End(0))?;
    let usable = usize::try_from(length).ok().filter(|_| length <= LONGEST);
    usable.ok_or_else(|| ProbeError::TooLarge(format!("it is {} MB long", length / 1_000_000)))
}

/// Whether the marks that end a file (section 7.5.5) are there. A file cut in half may still show
/// all its pages, blank from somewhere on.
fn is_complete(source: &mut dyn Source, length: u64) -> Result<bool, ProbeError> {
    source.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    source.take(TAIL).read_to_end(&mut tail)?;
    let has = |mark: &[u8]| memmem::find(&tail, mark).is_some();
    Ok(has(b"%%EOF") || has(b"startxref"))
}
