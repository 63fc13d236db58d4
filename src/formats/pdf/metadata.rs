//! The metadata of a PDF: its information dictionary (ISO 32000-2 section 14.3.3) and XMP.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream};

use super::beside_pages;
use super::content_stream;
use super::document::open;
use super::text_string::text;
use crate::formats::xmp;
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// The longest packet that is read.
const LONGEST: usize = 16 << 20;

/// Reads both.
pub(crate) fn metadata(source: &mut dyn Source, metadata: &mut Metadata) -> Result<(), ProbeError> {
    metadata_of(&open(source)?, metadata);
    Ok(())
}

/// The same of a file that is open.
pub(crate) fn metadata_of(pdf: &Pdf, metadata: &mut Metadata) {
    let info = pdf.metadata();
    for (name, value) in [
        ("Title", &info.title),
        ("Author", &info.author),
        ("Subject", &info.subject),
        ("Keywords", &info.keywords),
        ("Creator", &info.creator),
    ] {
        if let Some(value) = value {
            metadata.add(format!("PDF {name}"), &text(value));
        }
    }
    beside_pages::read(pdf, metadata);
    if let Some(packet) = xmp_packet(pdf) {
        xmp::metadata(&packet, metadata);
    }
}

/// The stream `Metadata` of the catalog (section 14.3.2).
fn xmp_packet(pdf: &Pdf) -> Option<Vec<u8>> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let stream: Stream<'_> = catalog.get(b"Metadata".as_slice())?;
    Some(content_stream::decoded(&stream, LONGEST)?.into_owned())
}
