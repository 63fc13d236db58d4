//! PDF files (ISO 32000-2): pages, and whether they open.

mod bytes;
mod content;
mod font;
mod layers;
#[cfg(feature = "pictures")]
mod picture;
mod state;
mod text;

use std::io::{Read, SeekFrom};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use bytes::Limits;
#[cfg(feature = "pictures")]
pub(super) use picture::draw;

use super::{Source, Trouble};
use crate::model::{Facts, Passage, Passages, Unit};

/// The longest file that is looked into: the library reads the place of its list of objects as a
/// number of 32 bits.
const LONGEST: u64 = i32::MAX as u64;
/// How much of the end is searched for the marks of a complete file; mail programs and scanners
/// leave a few bytes behind them.
const TAIL: u64 = 4_096;

/// The pages that are really there, whatever count the file announces.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    Ok(facts_of(&open(source)?))
}

/// The same of a file that is open.
pub(super) fn facts_of(pdf: &Pdf) -> Facts {
    let pages = u32::try_from(pdf.pages().len()).ok();
    Facts { pages, ..Facts::default() }
}

/// The same, and a passage for each page.
pub(super) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), Trouble> {
    let pdf = open(source)?;
    Ok((facts_of(&pdf), passages_of(&pdf, |_| true)?))
}

/// A passage for each page of an open file that is wanted.
pub(super) fn passages_of(pdf: &Pdf, is_wanted: impl Fn(u32) -> bool) -> Result<Passages, Trouble> {
    let mut passages = Passages::default();
    text::pages(pdf, is_wanted, |number, text| {
        passages.push(Passage::new(Unit::Page(number), text));
    })?;
    Ok(passages)
}

/// Opens a file that is whole and not behind a password, for its pages, text and properties: its
/// images are left out of memory.
pub(super) fn open(source: &mut dyn Source) -> Result<Pdf, Trouble> {
    open_with(source, bytes::LIMITS)
}

/// The same with its images.
#[cfg(feature = "pictures")]
fn open_with_images(source: &mut dyn Source) -> Result<Pdf, Trouble> {
    open_with(source, bytes::ALL)
}

/// The same without what is over these limits.
fn open_with(source: &mut dyn Source, limits: Limits) -> Result<Pdf, Trouble> {
    let length = source.seek(SeekFrom::End(0))?;
    let too_large = || Trouble::TooLarge(format!("it is {} MB long", length / 1_000_000));
    if length > LONGEST {
        return Err(too_large());
    }
    if !is_complete(source, length)? {
        return Err(Trouble::damaged("the end of the file is missing"));
    }
    let length = usize::try_from(length).map_err(|_| too_large())?;
    let bytes = bytes::read(source, length, limits)?;
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Trouble::Encrypted,
        LoadPdfError::Decryption(_) => Trouble::damaged("its encryption is not valid or not known"),
        LoadPdfError::Invalid => Trouble::damaged("its list of objects cannot be read"),
    })?;
    if pdf.pages().is_empty() {
        return Err(Trouble::damaged("no page can be found in it"));
    }
    Ok(pdf)
}

/// All bytes of a file, without those of its images and attachments.
pub(super) fn without_images(source: &mut dyn Source) -> Result<Vec<u8>, Trouble> {
    let length = source.seek(SeekFrom::End(0))?;
    let too_large = |_| Trouble::TooLarge(format!("it is {} MB long", length / 1_000_000));
    bytes::read(source, usize::try_from(length).map_err(too_large)?, bytes::LIMITS)
}

/// Whether the marks that end a file (section 7.5.5) are there. A file cut in half may still show
/// all its pages, blank from somewhere on.
fn is_complete(source: &mut dyn Source, length: u64) -> Result<bool, Trouble> {
    source.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    source.take(TAIL).read_to_end(&mut tail)?;
    let has = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    Ok(has(b"%%EOF") || has(b"startxref"))
}
