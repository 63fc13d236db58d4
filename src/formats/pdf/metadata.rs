//! The metadata of a PDF: its information dictionary (ISO 32000-2 section 14.3.3) and XMP.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream};

use super::document::open;
use crate::formats::xmp;
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

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
    if let Some(packet) = xmp_packet(pdf) {
        xmp::metadata(&packet, metadata);
    }
}

/// The stream `Metadata` of the catalog (section 14.3.2).
fn xmp_packet(pdf: &Pdf) -> Option<Vec<u8>> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let stream: Stream<'_> = catalog.get(b"Metadata".as_slice())?;
    Some(stream.decoded().ok()?.into_owned())
}

/// A text string (section 7.9.2.2): UTF-16 or UTF-8 behind a byte order mark, otherwise
/// PDFDocEncoding, which is Latin-1 for letters.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).flatten().collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => match std::str::from_utf8(bytes) {
            // Many programs write UTF-8 without the mark.
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        },
    }
}
