//! Floor 6: what an issuer's portal or page says, as text -> the credential that it describes.
//!
//! The words are kept exactly. What was not used is listed, and what was not sure is said.

mod block;
mod credential;
mod draft;
mod label;
mod marker;
mod outline;
mod plain;
mod section;
mod toml_text;
mod word_bounds;

pub use credential::{Imported, Remark, import_text};
pub use toml_text::catalog_toml;

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing recognised, because {0}")]
#[non_exhaustive]
pub struct ImportError(pub String);
