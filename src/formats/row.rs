//! A format that mcred knows: how a row of the tables is written.

use super::Identity;
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Kind, Passages};

/// How an artifact of one format is measured.
type MeasureFn = fn(&mut dyn Source) -> Result<Facts, ProbeError>;
/// How one format is measured and its text read in one go.
type ReadFn = fn(&mut dyn Source) -> Result<(Facts, Passages), ProbeError>;

/// A format, and how to look into it.
pub(crate) struct Format {
    /// Its name, for sentences.
    pub name: &'static str,
    /// Which locations make sense in it.
    pub kind: Kind,
    /// The extensions that suit it, in lower case; none: any.
    pub extensions: &'static [&'static str],
    /// How it is measured; none: it cannot be looked into.
    pub facts: Option<MeasureFn>,
    /// How it is measured and its text read; none: it has none, or none that can be read.
    pub read: Option<ReadFn>,
}

impl Format {
    /// What this format says of an artifact.
    pub fn identity(&self) -> Identity {
        Identity { kind: self.kind, format: self.name, extensions: self.extensions }
    }
}

/// A format with places that can be looked up; with text, or without.
macro_rules! row {
    ($name:literal, $kind:ident, $extensions:expr) => {
        Format { name: $name, kind: Kind::$kind, extensions: &$extensions, facts: None, read: None }
    };
    ($name:literal, $kind:ident, $extensions:expr, $module:ident::facts) => {
        Format { facts: Some($module::facts), ..row!($name, $kind, $extensions) }
    };
    ($name:literal, $kind:ident, $extensions:expr, $module:ident) => {
        Format {
            facts: Some($module::facts),
            read: Some($module::read),
            ..row!($name, $kind, $extensions)
        }
    };
}

pub(crate) use row;
