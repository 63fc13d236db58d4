//! Floor 1: bytes, wherever they lie, and the bounds on reading them.

mod budgeted_reader;
mod edits;
mod error;
mod range_reader;
mod run_with_timeout;
pub(crate) mod text_chunks;
mod zeroed_buffer;

use std::io::{Read, Seek};

pub(crate) use budgeted_reader::BudgetedReader;
pub(crate) use edits::{Edits, Patch, PatchedReader};
pub use error::ProbeError;
pub(crate) use range_reader::RangeReader;
pub use run_with_timeout::run_with_timeout;
pub(crate) use zeroed_buffer::zeroed_buffer;

/// The bytes of an artifact, wherever they lie: a file, or an entry of a zip.
pub trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send + ?Sized> Source for T {}
