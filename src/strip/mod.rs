//! Floor 3: files -> copies that tell neither author nor device nor place.
//!
//! A copy is a list of edits over the bytes of the file, made by one small reader per format and
//! applied while the copy is read: memory stays small however long a film is, and the file itself
//! is never written to. What is shown (pixels, pages, text, samples) stays as it was.

mod cannot;
mod copy;
mod flac;
mod formats;
mod heif;
mod jpeg;
mod matroska;
mod mp3;
mod mp4;
mod office;
mod orientation;
mod patch;
mod pdf;
mod plan;
mod png;
mod riff;
mod tree;
mod walk;
mod webp;
mod xmp;

pub use tree::Stripped;
