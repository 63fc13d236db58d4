//! Floor 1: the bytes of an artifact -> facts about it and the text in it.
//!
//! One file per family of formats, and one table (`formats.rs`, `signatures.rs`) that says which file answers for
//! which format. Nothing here knows folders or findings: a [`Source`] may be a file or an entry of
//! a zip. Every answer is bounded: in memory by the limits that stand in each file, in time by
//! [`within()`], which the caller puts around it.

mod archive;
mod blocks;
mod book;
pub(crate) mod boxes;
mod cells;
mod cited;
mod csv;
mod description;
mod docx;
mod exif;
mod fold;
mod format;
mod formats;
mod fragments;
mod gaps;
mod headings;
mod html;
mod identify;
mod identity;
mod image;
mod markdown;
mod matroska;
mod metadata;
mod movie;
mod mp4;
mod number_formats;
mod odf;
mod odp;
mod ods;
mod odt;
mod ooxml;
mod opened;
mod paced;
mod passage;
mod pdf;
mod pieces;
mod pptx;
pub mod quote;
mod resolve;
mod signatures;
mod sound;
mod stream;
mod text;
mod tiff;
mod trouble;
mod window;
mod within;
mod xlsx;
mod xml;

use std::io::{Read, Seek};

use crate::model::{Facts, Passages, Picture};

pub use headings::same_name;
pub use identify::identify;
pub use identity::Identity;
pub use metadata::{called_in_mp4, traces};
pub use opened::Opened;
pub use passage::{Joint, each_at, read_at, text_at};
pub use resolve::{Miss, resolve};
pub use trouble::Trouble;
pub use within::within;

/// The bytes of an artifact, wherever they lie: a file, or an entry of a zip.
pub trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send + ?Sized> Source for T {}

/// Measures an artifact, reading no more of it than that takes.
///
/// A format that cannot be looked into has no facts: [`Facts::default`].
///
/// # Errors
/// [`Trouble`] says what stands in the way.
pub fn facts(source: &mut dyn Source, identity: &Identity) -> Result<Facts, Trouble> {
    source.rewind()?;
    match formats::of(identity).facts {
        Some(facts) => facts(source),
        None => Ok(Facts::default()),
    }
}

/// All text that a reader of the artifact sees, in reading order.
///
/// Text that is hidden (a hidden slide or sheet, speaker notes, comments, deleted text) is left
/// out. A format without text, or one that cannot be looked into, has no passages.
///
/// # Errors
/// [`Trouble`] says what stands in the way.
pub fn passages(source: &mut dyn Source, identity: &Identity) -> Result<Passages, Trouble> {
    source.rewind()?;
    match formats::of(identity).read {
        Some(read) => Ok(read(source)?.1),
        None => Ok(Passages::default()),
    }
}

/// All bytes of a PDF, zeros in place of the images and attachments that are longer than a few
/// kilobytes.
///
/// # Errors
/// [`Trouble`] says what stands in the way.
pub fn pdf_without_images(source: &mut dyn Source) -> Result<Vec<u8>, Trouble> {
    pdf::without_images(source)
}

/// Draws these pages of a PDF one after the other and hands each picture over with the number of
/// its page, until told to stop. A page that cannot be drawn is left out; without the feature
/// `pictures` every page is.
///
/// # Errors
/// [`Trouble`] says what stands in the way.
#[cfg_attr(not(feature = "pictures"), expect(unused_variables, reason = "nothing is drawn"))]
pub fn draw(
    source: &mut dyn Source,
    pages: &[u32],
    take: &mut dyn FnMut(u32, Picture) -> bool,
) -> Result<(), Trouble> {
    #[cfg(feature = "pictures")]
    pdf::draw(source, pages, take)?;
    Ok(())
}
