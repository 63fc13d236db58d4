//! Floor 3: the formats that mcred knows: what a file is, its facts, its text, its metadata, and how
//! its metadata is removed.
//!
//! One folder per family of formats, and one table (`table.rs`, `signatures.rs`) that says what
//! answers for which format. Nothing here knows folders or findings: a [`Source`] may be a file or
//! an entry of a zip. Every answer is bounded: in memory by the limits that stand in each file, in
//! time by [`run_with_timeout`](crate::io::run_with_timeout), which the caller puts around it.

mod audio;
mod empty_xmp;
mod hidden_text;
mod identify;
mod identity;
mod image;
mod isobmff;
mod matroska;
mod metadata;
mod office;
mod opened;
mod pdf;
mod row;
mod signatures;
mod strip_error;
mod strip_method;
mod strip_plan;
mod table;
mod text;
mod xmp;

use crate::io::{ProbeError, Source};
use crate::model::{Facts, Passages, Picture};

pub use identify::identify;
pub use identity::Identity;
pub use isobmff::called_in_mp4;
pub use metadata::metadata;
pub use opened::Opened;
pub(crate) use strip_error::StripError;
pub(crate) use strip_method::{StripMethod, strip_method};
pub(crate) use strip_plan::{StripPlan, add_name};

/// Measures an artifact, reading no more of it than that takes.
///
/// A format that cannot be looked into has no facts: [`Facts::default`].
///
/// # Errors
/// [`ProbeError`] says what stands in the way.
pub fn facts(source: &mut dyn Source, identity: &Identity) -> Result<Facts, ProbeError> {
    source.rewind()?;
    match table::of(identity).facts {
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
/// [`ProbeError`] says what stands in the way.
pub fn passages(source: &mut dyn Source, identity: &Identity) -> Result<Passages, ProbeError> {
    source.rewind()?;
    match table::of(identity).read {
        Some(read) => Ok(read(source)?.1),
        None => Ok(Passages::default()),
    }
}

/// All bytes of a PDF, zeros in place of the images and attachments that are longer than a few
/// kilobytes.
///
/// # Errors
/// [`ProbeError`] says what stands in the way.
pub fn pdf_without_images(source: &mut dyn Source) -> Result<Vec<u8>, ProbeError> {
    pdf::without_images(source)
}

/// Draws these pages of a PDF one after the other and hands each picture over with the number of
/// its page, until told to stop. A page that cannot be drawn is left out; without the feature
/// `pictures` every page is.
///
/// # Errors
/// [`ProbeError`] says what stands in the way.
#[cfg_attr(not(feature = "pictures"), expect(unused_variables, reason = "nothing is drawn"))]
pub fn draw(
    source: &mut dyn Source,
    pages: &[u32],
    take: &mut dyn FnMut(u32, Picture) -> bool,
) -> Result<(), ProbeError> {
    #[cfg(feature = "pictures")]
    pdf::draw(source, pages, take)?;
    Ok(())
}
