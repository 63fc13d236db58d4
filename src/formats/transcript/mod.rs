//! Transcripts: WebVTT and SubRip, as files and as text tracks of recordings.

mod collected;
mod file;
mod markup;
mod strip;
mod timing;
mod ttml;

pub(super) use collected::{Cue, collect, have_words, name_speakers};
pub(super) use file::{facts, metadata, read};
pub(super) use strip::strip;
pub(super) use ttml::ttml;
