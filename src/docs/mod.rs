//! Floor 8: the shapes of files and the grammar of locations -> schemas for editors, and pages
//! for people.

mod documents;
mod keys;
mod pages;
mod places;
mod schema;

pub use documents::{CATALOG_DOCUMENT, CHECK_DOCUMENT, COMPARE_DOCUMENT, VERIFY_DOCUMENT};
pub use pages::{PAGES, Page};
pub use schema::{KnownNames, catalog_schema, evidence_schema, private_schema};
