//! Floor 6: what an issuer's portal or page says, as text -> the credential that it describes.
//!
//! The words are kept exactly. What was not used is listed, and what was not sure is said.

mod block;
mod case_json;
mod credential;
mod draft;
mod file_limits;
mod framework;
mod framework_text;
mod inline_list;
mod inline_markup;
mod item;
mod known;
mod label;
mod marker;
mod outline;
mod page_text;
mod plain;
mod reader;
mod section;
mod smart_evidence;
mod source;
mod table;
mod title;
mod toml_text;
mod word_bounds;

pub use item::{Imported, Item, Remark};
pub use source::{import_json, import_lines, import_text};
pub use toml_text::catalog_toml;

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing recognised, because {0}")]
#[non_exhaustive]
pub struct ImportError(pub String);

/// The most requirements that are read: no credential has more.
const MOST: usize = 3_000;

fn too_many() -> ImportError {
    ImportError("it lists more than 3,000 items, which no credential does".to_owned())
}
