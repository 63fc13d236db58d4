//! A format that mcred knows: how a row of the tables is written.

use super::{Identity, Passage, Source, Trouble};
use crate::model::{Facts, Kind};

/// How an artifact of one format is measured.
type MeasureFn = fn(&mut dyn Source) -> Result<Facts, Trouble>;
/// How the text of one format is read.
type ReadFn = fn(&mut dyn Source) -> Result<Vec<Passage>, Trouble>;

/// How one format is measured and its text read in one go.
type TogetherFn = fn(&mut dyn Source) -> Result<(Facts, Vec<Passage>), Trouble>;

/// A format, and how to look into it.
pub(super) struct Format {
    /// Its name, for sentences.
    pub name: &'static str,
    /// Which locations make sense in it.
    pub kind: Kind,
    /// The extensions that suit it, in lower case; none: any.
    pub extensions: &'static [&'static str],
    /// How it is measured; none: it cannot be looked into.
    pub facts: Option<MeasureFn>,
    /// How its text is read; none: it has none, or none that can be read.
    pub passages: Option<ReadFn>,
    /// How both are done in one go; none: one after the other.
    pub together: Option<TogetherFn>,
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
        Format {
            name: $name,
            kind: Kind::$kind,
            extensions: &$extensions,
            facts: None,
            passages: None,
            together: None,
        }
    };
    ($name:literal, $kind:ident, $extensions:expr, $module:ident::facts) => {
        Format { facts: Some($module::facts), ..row!($name, $kind, $extensions) }
    };
    ($name:literal, $kind:ident, $extensions:expr, $module:ident) => {
        Format {
            facts: Some($module::facts),
            passages: Some($module::passages),
            ..row!($name, $kind, $extensions)
        }
    };
}

pub(super) use row;
