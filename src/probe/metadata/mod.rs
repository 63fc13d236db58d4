//! What a file tells beside what it shows: author, device, place, changes, comments.
//!
//! One file per block of properties. Nothing here fails: what cannot be read tells nothing, and
//! that a file is damaged is said by those who measure it.

mod asides;
mod exif;
mod html;
mod iptc;
mod odf;
mod ooxml;
mod pdf;
mod picture;
mod properties;
mod quicktime;
mod tags;
mod xmp;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::Pdf;

use super::{Identity, Source, Trouble, formats};
use crate::model::{Kind, Traces};

pub use quicktime::called as called_in_mp4;

/// The longest value that is kept of one property, in bytes; a name has fewer.
const LONGEST: usize = 4_096;
/// The most properties that are kept of one file.
const MOST: usize = 1_000;

/// What an artifact tells beside what it shows.
pub fn traces(source: &mut dyn Source, identity: &Identity) -> Traces {
    caught(|traces| {
        // What was found before something broke stays.
        look(source, identity, traces).ok();
    })
}

/// What an open PDF tells.
pub(super) fn traces_of_pdf(pdf: &Pdf) -> Traces {
    caught(|traces| pdf::look_into(pdf, traces))
}

/// What is read, within bounds. Tags are of no use for what is cited, so that a library that gives
/// up on them must not take the measures of the artifact with it.
fn caught(look: impl FnOnce(&mut Traces)) -> Traces {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut traces = Traces::default();
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

fn look(source: &mut dyn Source, identity: &Identity, traces: &mut Traces) -> Result<(), Trouble> {
    source.rewind()?;
    let can_be_looked_into = formats::of(identity).facts.is_some();
    match (identity.kind, identity.format) {
        _ if !can_be_looked_into => Ok(()),
        (Kind::Pdf, _) => pdf::look(source, traces),
        (Kind::Image, _) => picture::look(source, traces),
        (Kind::Html, _) => html::look(source, traces),
        (_, format) if format.starts_with("OpenDocument") => odf::look(source, traces),
        (Kind::Document | Kind::Presentation | Kind::Spreadsheet, _) => ooxml::look(source, traces),
        (Kind::Video | Kind::Audio, format) if !is_mpeg4(format) => tags::look(source, traces),
        (Kind::Video | Kind::Audio, _) => quicktime::look(source, traces),
        _ => Ok(()),
    }
}

fn is_mpeg4(format: &str) -> bool {
    ["MP4", "MPEG-4", "QuickTime", "3GP"].iter().any(|name| format.starts_with(name))
}
