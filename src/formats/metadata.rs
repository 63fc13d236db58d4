//! What a file says beside its content: author, device, place, changes, comments.
//!
//! Nothing here fails: what can't be read is left out, and that a file is damaged is the business
//! of its measuring.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::Pdf;

use super::file_type::FileType;
use super::row::MetadataFn;
use super::{audio, image, pdf, table};
use crate::io::{ProbeError, Source};
use crate::model::{Format, Kind, Metadata};

/// The longest value that is kept of one property, in bytes; a name has fewer.
const LONGEST_VALUE: usize = 4_096;
/// The most properties that are kept of one file.
const MOST_PROPERTIES: usize = 1_000;

/// What an artifact says beside its content.
pub fn metadata(source: &mut dyn Source, file_type: &FileType) -> Metadata {
    bounded(|metadata| {
        // What was found before something broke stays.
        read(source, file_type, metadata).ok();
    })
}

/// The same of an open PDF.
pub(super) fn metadata_of_pdf(pdf: &Pdf) -> Metadata {
    bounded(|metadata| pdf::metadata_of(pdf, metadata))
}

/// What a reader adds, within bounds. No citation needs metadata, so a library that panics at it
/// must not take the facts of the artifact with it.
fn bounded(read: impl FnOnce(&mut Metadata)) -> Metadata {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut metadata = Metadata::default();
        read(&mut metadata);
        metadata
    }));
    let mut metadata = read.unwrap_or_default();
    metadata.properties.truncate(MOST_PROPERTIES);
    for property in &mut metadata.properties {
        property.value.truncate(property.value.floor_char_boundary(LONGEST_VALUE));
    }
    metadata
}

fn read(
    source: &mut dyn Source,
    file_type: &FileType,
    metadata: &mut Metadata,
) -> Result<(), ProbeError> {
    source.rewind()?;
    // Bytes of no known format are tried by what the name promises.
    let read: Option<MetadataFn> = match (file_type.format, file_type.kind) {
        (Format::Unknown, Kind::Audio | Kind::Video) => Some(audio::metadata),
        (Format::Unknown, Kind::Image) => Some(image::metadata),
        (format, _) => table::of(format).metadata,
    };
    read.map_or(Ok(()), |read| read(source, metadata))
}
