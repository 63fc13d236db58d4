//! What a file says beside its content: author, device, place, changes, comments.
//!
//! Nothing here fails: what can't be read is left out, and that a file is damaged is the business
//! of its measuring.

use std::collections::HashSet;
use std::io::{Cursor, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::Pdf;

use super::file_type::FileType;
use super::hidden_text::add;
use super::row::MetadataFn;
use super::{audio, embedded, embedded_text, identify, image, office, pdf, table};
use crate::io::{ProbeError, Source};
use crate::model::{Format, Kind, Metadata};

/// The longest value that is kept of one property, in bytes; a name has fewer.
const LONGEST_VALUE: usize = 4_096;
/// The most properties that are kept of one file.
const MOST_PROPERTIES: usize = 1_000;

/// How deep files may be embedded in each other.
const MAX_DEPTH: u32 = 3;

/// What an artifact says beside its content.
pub fn metadata(source: &mut dyn Source, file_type: &FileType) -> Metadata {
    bounded(|metadata| {
        // What was found before something broke stays.
        read(source, file_type, 0, metadata).ok();
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
    depth: u32,
    metadata: &mut Metadata,
) -> Result<(), ProbeError> {
    source.rewind()?;
    // Bytes of no known format are tried by what the name promises.
    let read: Option<MetadataFn> = match (file_type.format, file_type.kind) {
        (Format::Unknown, Kind::Audio | Kind::Video) => Some(audio::metadata),
        (Format::Unknown, Kind::Image) => Some(image::metadata),
        (format, _) => table::of(format).metadata,
    };
    if let Some(read) = read {
        read(source, metadata)?;
    }
    let holds_files =
        [Format::Docx, Format::Pptx, Format::Xlsx, Format::Odt, Format::Odp, Format::Ods];
    if depth >= MAX_DEPTH || !holds_files.contains(&file_type.format) {
        return Ok(());
    }
    source.rewind()?;
    let drawn = office::shown_by_charts(source);
    source.rewind()?;
    embedded::each(source, &mut |name, bytes| {
        read_embedded(name, bytes, depth + 1, &drawn, metadata);
    })
}

/// Adds what a file says that is embedded in another, whose charts show `drawn`.
fn read_embedded(
    name: &str,
    bytes: Vec<u8>,
    depth: u32,
    drawn: &HashSet<String>,
    metadata: &mut Metadata,
) {
    let mut source = Cursor::new(bytes);
    let Ok(file_type) = identify(&mut source, name) else { return };
    let place = format!("the embedded file \"{name}\"");
    let mut own = Metadata::default();
    let text = source.rewind().ok().and_then(|()| {
        let passages = (table::of(file_type.format).read?)(&mut source).ok()?.1;
        Some(embedded_text::lines(&passages))
    });
    let says_more = text.iter().flat_map(|text| text.lines()).any(|line| {
        let value = line.rsplit(": ").next().unwrap_or(line).trim();
        let is_number = value.trim_end_matches('%').replace(',', "").parse::<f64>().is_ok();
        !is_number && !value.is_empty() && !drawn.contains(value) && !is_of_program(line)
    });
    read(&mut source, &file_type, depth, &mut own).ok();
    if says_more || text.is_none() || !own.hidden_texts.is_empty() {
        metadata.embedded_files = metadata.embedded_files.saturating_add(1);
    }
    add(metadata, &place, text.as_deref().unwrap_or_default());
    for hidden in own.hidden_texts {
        add(metadata, &format!("{place}, {}", hidden.place), &hidden.text);
    }
    for property in own.properties {
        metadata.add(format!("{} of an embedded file", property.name), &property.value);
    }
    metadata.embedded_files = metadata.embedded_files.saturating_add(own.embedded_files);
}

/// What PowerPoint and Word write into the workbook of a new chart.
fn is_of_program(line: &str) -> bool {
    line.contains("To resize chart data range") || line.starts_with("Column")
}
