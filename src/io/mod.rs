//! Floor 1: sources of bytes, bounds on reading them, decoding and byte edits.

mod decode;
mod edits;
mod error;
mod range_reader;
#[cfg(target_family = "wasm")]
mod run_in_place;
#[cfg(not(target_family = "wasm"))]
mod run_with_timeout;
mod source;
mod zeroed_buffer;

pub use decode::Encoding;
pub(crate) use decode::{decode, decode_strictly, is_utf8, read_text};
pub(crate) use edits::{Edits, Patch, PatchedReader};
pub use error::ProbeError;
pub(crate) use range_reader::{RangeReader, read_range};
#[cfg(target_family = "wasm")]
pub use run_in_place::run_with_timeout;
#[cfg(not(target_family = "wasm"))]
pub use run_with_timeout::run_with_timeout;
pub use source::Source;
pub(crate) use zeroed_buffer::zeroed_buffer;
