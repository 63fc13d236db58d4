//! PDF files as a container (ISO 32000-2, section 7): values, objects and streams, by their bytes.
//!
//! Pages, fonts and cross-reference tables are read by `hayro-syntax`. Two things need what it does
//! not give: a file in memory without its images, and the place of every value for removing
//! metadata.

mod filters;
mod guard;
mod lexer;
mod lzw;
mod objects;
mod sparse;
mod stream;

pub(crate) use filters::{unfiltered, unpacked_length};
pub(crate) use guard::guard;
pub(crate) use lexer::{Kind, Value};
pub(crate) use objects::{Object, objects, packed_objects};
pub(crate) use sparse::{Bounds, read_sparse};
pub(crate) use stream::Stream;
