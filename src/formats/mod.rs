//! Floor 3: the formats that mcred knows: what a file is, its facts, its text, its metadata, and how
//! its metadata is removed.
//!
//! One folder per family of formats, and one table (`table.rs`) with one row per format, where
//! everything that is known of it stands. Nothing here knows folders or findings: a [`Source`] may
//! be a file or an entry of a zip. Every answer is bounded: in memory by the limits that stand in
//! each file, in time by [`run_with_timeout`](crate::io::run_with_timeout), which the caller puts
//! around it.

mod audio;
mod embedded;
mod embedded_text;
mod file_type;
mod hidden_text;
mod identify;
mod image;
mod isobmff;
mod matroska;
mod metadata;
mod office;
mod opened;
mod pdf;
mod refused;
mod row;
#[cfg(test)]
mod sample_format;
mod strip_error;
mod strip_plan;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod transcript;
mod xmp;

use crate::io::{ProbeError, Source};
use crate::model::{DocumentText, Facts, Format, Kind, LayoutLine, Passages, Picture};

pub use file_type::FileType;
pub use identify::identify;
pub use metadata::metadata;
pub use opened::Opened;
pub(crate) use row::StripMethod;
use row::{InBrowser, MeasureFn};
pub(crate) use strip_error::StripError;
pub(crate) use strip_plan::{StripPlan, add_name};
pub(crate) use text::{visible_blocks, visible_text};

/// Measures an artifact, reading no more of it than that takes.
///
/// A format that cannot be looked into has no facts: [`Facts::default`].
///
/// # Errors
/// [`ProbeError`] says what stands in the way.
pub fn facts(source: &mut dyn Source, file_type: &FileType) -> Result<Facts, ProbeError> {
    source.rewind()?;
    match measure_fn(file_type) {
        Some(measure) => measure(source),
        None => Ok(Facts::default()),
    }
}

/// How a file is measured. Bytes of no known format are tried by what the name promises: the
/// libraries for sound and pictures know more formats than have rows.
fn measure_fn(file_type: &FileType) -> Option<MeasureFn> {
    match (file_type.format, file_type.kind) {
        (Format::Unknown, Kind::Other) => None,
        (Format::Unknown, Kind::Audio) => Some(audio::facts_by_name),
        (Format::Unknown, Kind::Image) => Some(image::facts),
        (Format::Unknown, _) => Some(refused::not_as_named),
        (format, _) => table::of(format).facts,
    }
}

/// All text that a reader of the artifact sees, in reading order.
///
/// Text that is hidden (a hidden slide or sheet, speaker notes, comments, deleted text) is left
/// out. A format without text, or one that cannot be looked into, has no passages.
///
/// # Errors
/// [`ProbeError`] says what stands in the way.
pub fn passages(source: &mut dyn Source, file_type: &FileType) -> Result<Passages, ProbeError> {
    source.rewind()?;
    match table::of(file_type.format).read {
        Some(read) => Ok(read(source)?.1),
        None => Ok(Passages::default()),
    }
}

/// The text of a document as Markdown; none for a format that is no such document.
///
/// # Errors
/// [`ProbeError`] says what stands in the way.
pub fn document_text(
    source: &mut dyn Source,
    file_type: &FileType,
) -> Result<Option<DocumentText>, ProbeError> {
    source.rewind()?;
    match file_type.format {
        Format::Docx => office::docx_markdown(source).map(Some),
        Format::Odt => office::odt_markdown(source).map(Some),
        Format::EncryptedOffice | Format::EncryptedWord => Err(ProbeError::Encrypted),
        _ => Ok(None),
    }
}

/// The lines of a page or document as they are laid out, without what stands around its content; none
/// for a format whose text is all there is.
///
/// # Errors
/// [`ProbeError`] says what stands in the way.
pub fn layout(
    source: &mut dyn Source,
    file_type: &FileType,
) -> Result<Option<Vec<LayoutLine>>, ProbeError> {
    source.rewind()?;
    match file_type.format {
        Format::Html => text::html_layout(source).map(Some),
        Format::Docx => office::docx_layout(source).map(Some),
        Format::EncryptedOffice => Err(ProbeError::Encrypted),
        _ => Ok(None),
    }
}

/// The format that a file's name promises by its extension.
pub(crate) fn format_of_name(name: &str) -> Format {
    table::of_name(name).unwrap_or_default()
}

/// The kind that a file's name promises by its extension; [`Kind::Other`] where it promises none.
pub fn kind_of_name(name: &str) -> Kind {
    table::of_name(name).map_or(Kind::Other, Format::kind)
}

/// The extensions that promise a kind, in lower case, the usual ones first.
pub(crate) fn usual_extensions(kind: Kind) -> Vec<&'static str> {
    table::usual_extensions(kind)
}

/// The extensions that suit a format, in lower case, the usual ones first.
pub fn extensions(format: Format) -> impl Iterator<Item = &'static str> {
    let row = table::of(format);
    row.extensions.iter().chain(row.also).copied()
}

/// Whether a file of this name is compressed already, so that a zip stores it as it is.
pub(crate) fn is_compressed(name: &str) -> bool {
    table::of_name(name).is_some_and(|format| table::of(format).is_compressed)
}

/// Whether browsers show or play a file of this name.
pub(crate) fn is_shown_in_browsers(name: &str) -> bool {
    let shown = |format| table::of(format).in_browser == InBrowser::Shown;
    table::of_name(name).is_some_and(shown)
}

/// How a file is exported to a format that an assessor can open; none where it is one.
pub(crate) fn needed_export(format: Format) -> Option<&'static str> {
    match table::of(format).in_browser {
        InBrowser::Nowhere(export) => Some(export),
        InBrowser::Shown | InBrowser::Downloaded => None,
    }
}

/// How the metadata of a file is removed.
pub(crate) fn strip_method(file_type: &FileType) -> StripMethod {
    table::of(file_type.format).strip
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
