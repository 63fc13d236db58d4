//! How a row of the table of formats is written.

use file_format::FileFormat;

use super::{StripError, StripPlan};
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Format, Metadata, Passages};

/// Measures a file.
pub(super) type MeasureFn = fn(&mut dyn Source) -> Result<Facts, ProbeError>;
/// Measures a file and reads its text in one go.
pub(super) type ReadFn = fn(&mut dyn Source) -> Result<(Facts, Passages), ProbeError>;
/// Adds the metadata of a file to what was found.
pub(super) type MetadataFn = fn(&mut dyn Source, &mut Metadata) -> Result<(), ProbeError>;
/// Plans the copy of a file without its metadata.
pub(super) type StripFn = fn(&mut dyn Source) -> Result<StripPlan, StripError>;

/// How the metadata of a format is removed.
#[derive(Clone, Copy)]
pub(crate) enum StripMethod {
    /// It has none.
    NotNeeded,
    /// By the edits that this function plans.
    Edits(StripFn),
    /// It can't be; why, as a clause that goes on after the file's name.
    Unsupported(&'static str),
}

/// What a browser does with a file of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InBrowser {
    /// It offers it as a download.
    Downloaded,
    /// It shows or plays it.
    Shown,
    /// It offers it as a download, and few computers have a program that opens it; how it is
    /// exported to something that is shown.
    Nowhere(&'static str),
}

/// All that is known of a format.
pub(super) struct Row {
    pub format: Format,
    /// The extensions that promise it, in lower case, the usual ones first.
    pub extensions: &'static [&'static str],
    /// Extensions of other formats that programs give it as well.
    pub also: &'static [&'static str],
    /// What the library that looks at the first bytes calls it.
    pub signatures: &'static [FileFormat],
    /// The bytes that it begins with, where the library does not know it, or gives up on a file
    /// that is damaged further on.
    pub magic: &'static [u8],
    /// How it is measured; none: it cannot be looked into.
    pub facts: Option<MeasureFn>,
    /// How it is measured and its text read; none: it has none, or none that can be read.
    pub read: Option<ReadFn>,
    /// How its metadata is read; none: it has none, or none that can be read.
    pub metadata: Option<MetadataFn>,
    pub strip: StripMethod,
    pub in_browser: InBrowser,
    /// Whether it is compressed already, so that a zip stores it as it is.
    pub is_compressed: bool,
}

impl Row {
    /// A format of which nothing is known but its name.
    pub const fn of(format: Format) -> Row {
        Row {
            format,
            extensions: &[],
            also: &[],
            signatures: &[],
            magic: &[],
            facts: None,
            read: None,
            metadata: None,
            strip: StripMethod::Unsupported("mcred can't change this format"),
            in_browser: InBrowser::Downloaded,
            is_compressed: false,
        }
    }

    pub const fn named(self, extensions: &'static [&'static str]) -> Row {
        Row { extensions, ..self }
    }

    pub const fn also_named(self, also: &'static [&'static str]) -> Row {
        Row { also, ..self }
    }

    pub const fn signed(self, signatures: &'static [FileFormat]) -> Row {
        Row { signatures, ..self }
    }

    pub const fn begins_with(self, magic: &'static [u8]) -> Row {
        Row { magic, ..self }
    }

    pub const fn measured(self, facts: MeasureFn) -> Row {
        Row { facts: Some(facts), ..self }
    }

    pub const fn read(self, facts: MeasureFn, read: ReadFn) -> Row {
        Row { facts: Some(facts), read: Some(read), ..self }
    }

    pub const fn metadata(self, metadata: MetadataFn) -> Row {
        Row { metadata: Some(metadata), ..self }
    }

    pub const fn stripped(self, strip: StripFn) -> Row {
        Row { strip: StripMethod::Edits(strip), ..self }
    }

    pub const fn nothing_to_strip(self) -> Row {
        Row { strip: StripMethod::NotNeeded, ..self }
    }

    pub const fn not_stripped(self, why: &'static str) -> Row {
        Row { strip: StripMethod::Unsupported(why), ..self }
    }

    pub const fn shown_in_browsers(self) -> Row {
        Row { in_browser: InBrowser::Shown, ..self }
    }

    pub const fn shown_nowhere(self, export: &'static str) -> Row {
        Row { in_browser: InBrowser::Nowhere(export), ..self }
    }

    pub const fn compressed(self) -> Row {
        Row { is_compressed: true, ..self }
    }
}
