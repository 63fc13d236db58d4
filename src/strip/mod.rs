//! Floor 6: files -> copies without author, device and place.
//!
//! A copy is a list of edits over the bytes of the file, made by the format's own code and applied
//! while the copy is read: memory stays small however long a film is, and the file itself is never
//! written to. What is shown (pixels, pages, text, samples) stays as it was.

mod copy;
mod tree;

pub use tree::Stripped;
