//! PDF files (ISO 32000-2): pages, text, metadata, and whether they open.

mod beside_pages;
mod content_stream;
mod document;
mod font;
mod font_streams;
mod form_values;
mod graphics_state;
mod interpreter;
mod layers;
mod metadata;
mod page_labels;
mod page_list;
mod page_text;
#[cfg(feature = "pictures")]
mod picture;
mod strip;
#[cfg(test)]
mod tests;
mod text_string;
mod unread;
mod viewers;

use hayro_syntax::Pdf;

pub(super) use document::open;
pub(super) use metadata::{metadata, metadata_of};
pub(super) use page_text::passages_of;
#[cfg(feature = "pictures")]
pub(super) use picture::draw;
pub(super) use strip::plan as strip;

use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passages};

/// The pages that are really there, whatever count the file states.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(facts_of(&open(source)?))
}

/// The same of a file that is open.
pub(crate) fn facts_of(pdf: &Pdf) -> Facts {
    let pages = u32::try_from(page_list::page_list(pdf).len()).ok();
    let page_labels = pages.and_then(|pages| page_labels::page_labels(pdf, pages));
    Facts { pages, page_labels, unshown: viewers::unshown(pdf), ..Facts::default() }
}

/// The same, and a passage for each page.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let pdf = open(source)?;
    Ok((facts_of(&pdf), passages_of(&pdf, |_| true)?))
}
