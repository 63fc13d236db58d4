//! PDF files (ISO 32000-2): pages, and whether they open.

use std::io::{Read, SeekFrom};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Passage, Source, Trouble, pdf_text};
use crate::model::{Facts, Location, Numbers};

/// The largest file that is taken into memory: the library wants it whole.
const LARGEST: u64 = 1024 * 1024 * 1024;
/// How much of the end is searched for the marks of a complete file; mail programs and scanners
/// leave a few bytes behind them.
const TAIL: u64 = 4_096;

/// The pages that are really there, whatever count the file announces.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    Ok(facts_of(&open(source)?))
}

fn facts_of(pdf: &Pdf) -> Facts {
    let pages = u32::try_from(pdf.pages().len()).ok();
    Facts { pages, ..Facts::default() }
}

/// A passage for each page.
pub(super) fn passages(source: &mut dyn Source) -> Result<Vec<Passage>, Trouble> {
    texts(&open(source)?, |_| true)
}

/// Both from one reading of the file.
pub(super) fn facts_and_passages(
    source: &mut dyn Source,
) -> Result<(Facts, Vec<Passage>), Trouble> {
    facts_and_pages(source, &[], u32::MAX)
}

/// The same, but of a file of more than so many pages the text of these alone: a report of a
/// thousand pages of which one is cited costs the text of one.
pub(super) fn facts_and_pages(
    source: &mut dyn Source,
    wanted: &[Numbers],
    long: u32,
) -> Result<(Facts, Vec<Passage>), Trouble> {
    let pdf = open(source)?;
    let facts = facts_of(&pdf);
    let is_short = facts.pages.is_some_and(|pages| pages <= long);
    let is_wanted = |page: u32| is_short || wanted.iter().any(|numbers| numbers.contains(page));
    Ok((facts, texts(&pdf, is_wanted)?))
}

fn texts(pdf: &Pdf, is_wanted: impl Fn(u32) -> bool) -> Result<Vec<Passage>, Trouble> {
    let pages = pdf_text::pages(pdf, is_wanted)?.into_iter();
    Ok(pages
        .map(|(number, text)| Passage::new(Location::Pages(Numbers::one(number)), text))
        .collect())
}

/// Opens a file that is whole and not behind a password.
pub(super) fn open(source: &mut dyn Source) -> Result<Pdf, Trouble> {
    let length = source.seek(SeekFrom::End(0))?;
    if length > LARGEST {
        return Err(Trouble::TooLarge(format!("it is {} MB long", length / 1_000_000)));
    }
    if !is_complete(source, length)? {
        return Err(Trouble::damaged("the end of the file is missing"));
    }
    source.seek(SeekFrom::Start(0))?;
    // Room for all of it at once: a vector that grows holds up to twice as much.
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    source.take(LARGEST).read_to_end(&mut bytes)?;
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

/// Whether the marks that end a file (section 7.5.5) are there. A file cut in half may still show
/// all its pages, blank from somewhere on.
fn is_complete(source: &mut dyn Source, length: u64) -> Result<bool, Trouble> {
    source.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    source.take(TAIL).read_to_end(&mut tail)?;
    let has = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    Ok(has(b"%%EOF") || has(b"startxref"))
}
