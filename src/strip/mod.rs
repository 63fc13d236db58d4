//! Floor 6: files -> copies without author, device and place.
//!
//! A copy is a list of edits of the file's bytes, which are applied while the copy is read. So memory
//! stays small for long videos, and the file itself is never written to. The visible content (pixels,
//! pages, text, samples) does not change.

mod copy;
mod tree;

pub use tree::Stripped;
