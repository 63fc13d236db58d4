//! What a file tells beside what it shows: author, device, place, changes, comments.
//!
//! One file per block of properties. Nothing here fails: what cannot be read tells nothing, and
//! that a file is damaged is said by those who measure it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::Pdf;

use super::{Identity, audio, image, isobmff, office, pdf, table, text};
use crate::io::{ProbeError, Source};
use crate::model::{Kind, Metadata};

/// The longest value that is kept of one property, in bytes; a name has fewer.
const LONGEST: usize = 4_096;
/// The most properties that are kept of one file.
const MOST: usize = 1_000;

/// What an artifact tells beside what it shows.
pub fn metadata(source: &mut dyn Source, identity: &Identity) -> Metadata {
    caught(|traces| {
        // What was found before something broke stays.
        look(source, identity, traces).ok();
    })
}

/// What an open PDF tells.
pub(crate) fn metadata_of_pdf(pdf: &Pdf) -> Metadata {
    caught(|traces| pdf::metadata_of(pdf, traces))
}

/// What is read, within bounds. Tags are of no use for what is cited, so that a library that gives
/// up on them must not take the measures of the artifact with it.
fn caught(look: impl FnOnce(&mut Metadata)) -> Metadata {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut traces = Metadata::default();
        look(&mut traces);
        traces
    }));
    let mut traces = read.unwrap_or_default();
    traces.properties.truncate(MOST);
    for property in &mut traces.properties {
        let end = (0..=LONGEST).rev().find(|&end| property.value.is_char_boundary(end));
        property.value.truncate(end.unwrap_or(0));
    }
    traces
}

fn look(
    source: &mut dyn Source,
    identity: &Identity,
    traces: &mut Metadata,
) -> Result<(), ProbeError> {
    source.rewind()?;
    let can_be_looked_into = table::of(identity).facts.is_some();
    match (identity.kind, identity.format) {
        _ if !can_be_looked_into => Ok(()),
        (Kind::Pdf, _) => pdf::metadata(source, traces),
        (Kind::Image, _) => image::metadata(source, traces),
        (Kind::Html, _) => text::html_metadata(source, traces),
        (_, format) if format.starts_with("OpenDocument") => office::odf_metadata(source, traces),
        (Kind::Document | Kind::Presentation | Kind::Spreadsheet, _) => {
            office::ooxml_metadata(source, traces)
        }
        (Kind::Video | Kind::Audio, format) if !is_mpeg4(format) => audio::metadata(source, traces),
        (Kind::Video | Kind::Audio, _) => isobmff::metadata(source, traces),
        _ => Ok(()),
    }
}

fn is_mpeg4(format: &str) -> bool {
    ["MP4", "MPEG-4", "QuickTime", "3GP"].iter().any(|name| format.starts_with(name))
}
