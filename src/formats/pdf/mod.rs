//! PDF files (ISO 32000-2): pages, and whether they open.

mod bytes;
mod content;
mod contents;
mod cuts;
mod document;
mod font;
mod layers;
mod metadata;
mod page_labels;
#[cfg(feature = "pictures")]
mod picture;
mod state;
mod strip;
mod text;

use std::collections::BTreeSet;
use std::io::SeekFrom;

use hayro_syntax::Pdf;

pub(super) use document::Document;
pub(super) use metadata::{look as metadata, look_into as metadata_of};
#[cfg(feature = "pictures")]
pub(crate) use picture::draw;
pub(super) use strip::plan as strip;

use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passage, Passages, Unit};

/// The pages that are really there, whatever count the file announces.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(facts_of(&open(source)?.pdf))
}

/// The same of a file that is open.
pub(crate) fn facts_of(pdf: &Pdf) -> Facts {
    let pages = u32::try_from(pdf.pages().len()).ok();
    Facts { pages, page_labels: page_labels::page_labels(pdf), ..Facts::default() }
}

/// The same, and a passage for each page.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let document = open(source)?;
    Ok((facts_of(&document.pdf), passages_of(&document, source, |_| true)?))
}

/// A passage for each page of an open file that is wanted.
pub(crate) fn passages_of(
    document: &Document,
    source: &mut dyn Source,
    is_wanted: impl Fn(u32) -> bool,
) -> Result<Passages, ProbeError> {
    let mut passages = Passages::default();
    text::pages(document, source, is_wanted, |number, text| {
        passages.push(Passage::new(Unit::Page(number), text));
    })?;
    Ok(passages)
}

/// Opens a file that is whole and not behind a password, for its pages, text and properties: its
/// images are left out of memory, and long contents of pages.
pub(crate) fn open(source: &mut dyn Source) -> Result<Document, ProbeError> {
    Document::open(source, bytes::LIMITS)
}

/// All bytes of a file, without those of its images and attachments, and of long contents of its
/// pages.
pub(crate) fn without_images(source: &mut dyn Source) -> Result<Vec<u8>, ProbeError> {
    let length = source.seek(SeekFrom::End(0))?;
    let too_large = |_| ProbeError::TooLarge(format!("it is {} MB long", length / 1_000_000));
    let length = usize::try_from(length).map_err(too_large)?;
    Ok(bytes::read(source, length, bytes::LIMITS, &BTreeSet::new())?.bytes)
}
